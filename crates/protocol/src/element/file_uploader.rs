//! `st.file_uploader`.

use serde::{Deserialize, Serialize};

/// A field for files of the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileUploader {
    /// Which files it takes: endings such as `.csv` and media types such as `image/*`; empty for all.
    pub types: Vec<String>,
    /// How many it takes.
    pub amount: Amount,
    /// How large a file may be.
    pub max_megabytes: u32,
}

/// How many files a field takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Amount {
    /// One; another takes its place.
    #[default]
    One,
    /// Any number.
    Many,
    /// All of a folder.
    Folder,
}
