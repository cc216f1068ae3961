//! `st.radio`.

use serde::{Deserialize, Serialize};

/// Options of which one is chosen. Its value is a [`crate::WidgetValue::Text`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Radio {
    /// The options, inline Markdown.
    pub options: Vec<String>,
    /// Markdown below each option; there may be fewer than options.
    pub captions: Vec<String>,
    /// The place of the option chosen before the reader chooses one.
    pub default: Option<u32>,
    /// Whether the options stand beside each other.
    pub horizontal: bool,
}
