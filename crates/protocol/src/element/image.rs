//! `st.image`: one or more pictures.

use serde::{Deserialize, Serialize};

use crate::media::MediaSource;

/// Pictures beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Images {
    /// The pictures.
    pub images: Vec<Picture>,
    /// Where a click on the only one leads.
    pub link: Option<String>,
    /// How wide each is, in CSS pixels, where the script says so.
    pub width: Option<u32>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where it comes from.
    pub source: MediaSource,
    /// Markdown below it.
    pub caption: Option<String>,
    /// What it shows, for a reader who does not see it; empty if it only decorates.
    pub alt: Option<String>,
}
