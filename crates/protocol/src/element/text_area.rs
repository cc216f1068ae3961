//! `st.text_area`.

use serde::{Deserialize, Serialize};

use crate::layout::Size;

/// A field for lines of text. Its value is a [`crate::WidgetValue::Text`] or
/// [`crate::WidgetValue::None`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextArea {
    /// The value before the reader sets one.
    pub default: Option<String>,
    /// The longest text allowed, in characters.
    pub max_chars: Option<u32>,
    /// Shown while it is empty.
    pub placeholder: String,
    /// Its height with the label, or whether it grows with its text.
    pub height: Size,
}
