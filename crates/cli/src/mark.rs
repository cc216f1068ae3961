//! What an app that was built is known by.

use std::fs;
use std::path::Path;

/// By this a built page is known again.
pub(crate) const MARK: &str = concat!(
    "<meta name=\"generator\" content=\"brooklet ",
    env!("CARGO_PKG_VERSION"),
    "\">"
);

/// How the mark of every version begins.
const ANY_MARK: &str = "<meta name=\"generator\" content=\"brooklet ";

/// Whether a folder holds an app that was built by this program.
pub(crate) fn is_built(folder: &Path) -> bool {
    is_built_page(&folder.join("index.html"))
}

/// Whether a file is the page of one.
pub(crate) fn is_built_page(file: &Path) -> bool {
    fs::read_to_string(file).is_ok_and(|page| page.contains(ANY_MARK))
}
