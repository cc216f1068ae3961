//! `st.iframe`, `st.components.v1.html` and `st.components.v1.iframe`: a page within the page.

use serde::{Deserialize, Serialize};

use crate::media::MediaSource;

/// A page within the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Iframe {
    /// What it shows.
    pub content: FrameContent,
    /// Whether it may be scrolled.
    pub scrolling: bool,
    /// Its place in the order of the Tab key.
    pub tab_index: Option<i32>,
    /// What it shows, for a reader who does not see it.
    pub alt: Option<String>,
}

/// What a page within the page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FrameContent {
    /// A page or file that is loaded.
    Source(MediaSource),
    /// A PDF file, in the viewer of the browser.
    Pdf(MediaSource),
    /// HTML of the script.
    Html(String),
}
