//! `st.file_uploader`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::widget::{Label, Tracked};

/// A field for files of the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileUploader {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// Which files it takes: endings such as `.csv` and media types such as `image/*`; empty for all.
    pub types: Vec<String>,
    /// How many it takes.
    pub amount: Amount,
    /// How large a file may be.
    pub max_megabytes: u32,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// Whether the script runs again when the files change.
    pub reruns: bool,
}

impl Tracked for FileUploader {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }
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
