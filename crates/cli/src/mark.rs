//! Apps that were built before, on disk.

use std::fs;
use std::path::Path;

use brooklet_site::mark::is_marked;

/// Whether a folder holds an app that was built by this program.
pub(crate) fn is_built(folder: &Path) -> bool {
    is_built_page(&folder.join("index.html"))
}

/// Whether a file is the page of one.
pub(crate) fn is_built_page(file: &Path) -> bool {
    fs::read_to_string(file).is_ok_and(|page| is_marked(&page))
}
