//! `st.text`: a text as it stands.

use serde::{Deserialize, Serialize};

/// A text without any markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The text.
    pub body: String,
    /// Markdown of the tooltip.
    pub help: Option<String>,
}
