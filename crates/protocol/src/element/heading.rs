//! `st.title`, `st.header`, `st.subheader`.

use serde::{Deserialize, Serialize};

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its level.
    pub level: HeadingLevel,
    /// Inline Markdown; what follows the first line is a text below.
    pub body: String,
    /// The anchor in the page's address; made from the text if `None`.
    pub anchor: Option<String>,
    /// Whether no link to the anchor is offered.
    pub hide_anchor: bool,
    /// Markdown of the tooltip.
    pub help: Option<String>,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// The colour of a line below, by its Streamlit name.
    pub divider: Option<String>,
}

/// The level of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeadingLevel {
    /// `h1`.
    Title,
    /// `h2`.
    Header,
    /// `h3`.
    Subheader,
}
