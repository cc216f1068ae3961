//! `st.text_input`.

use serde::{Deserialize, Serialize};

/// A field for a line of text. Its value is a [`crate::WidgetValue::Text`] or
/// [`crate::WidgetValue::None`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextInput {
    /// The value before the reader sets one.
    pub default: Option<String>,
    /// Whether the text is masked.
    pub is_password: bool,
    /// The longest text allowed, in characters.
    pub max_chars: Option<u32>,
    /// The `autocomplete` attribute.
    pub autocomplete: String,
    /// Shown while it is empty.
    pub placeholder: String,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
}
