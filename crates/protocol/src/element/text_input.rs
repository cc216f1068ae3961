//! `st.text_input`.

use serde::{Deserialize, Serialize};

use crate::widget::{Label, Tracked};
use crate::{WidgetId, WidgetValue};

/// A field for a line of text. Its value is a [`crate::WidgetValue::Text`] or
/// [`crate::WidgetValue::None`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextInput {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// The value before the reader sets one.
    pub default: Option<String>,
    /// A value that the script sets now (`Some(None)` empties the field).
    pub set_value: Option<Option<String>>,
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
    /// Whether it is greyed out.
    pub disabled: bool,
    /// The form it belongs to.
    pub form_id: Option<String>,
}

impl Tracked for TextInput {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn script_value(&self) -> Option<WidgetValue> {
        self.set_value.clone().map(WidgetValue::from)
    }
}
