//! A file of an app.

use std::path::PathBuf;

/// A file of an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AppFile {
    /// Its path below the folder, with `/` between the parts.
    pub(crate) path: String,
    /// Where it is on disk.
    pub(crate) place: PathBuf,
    /// Its size.
    pub(crate) bytes: u64,
}
