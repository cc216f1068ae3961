//! `st.text_area`.

use serde::{Deserialize, Serialize};

use crate::layout::Extent;
use crate::widget::{Label, Tracked};
use crate::{WidgetId, WidgetValue};

/// A field for lines of text. Its value is a [`crate::WidgetValue::Text`] or
/// [`crate::WidgetValue::None`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextArea {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// The value before the reader sets one.
    pub default: Option<String>,
    /// A value that the script sets now (`Some(None)` empties the field).
    pub set_value: Option<Option<String>>,
    /// The longest text allowed, in characters.
    pub max_chars: Option<u32>,
    /// Shown while it is empty.
    pub placeholder: String,
    /// Its height with the label, or whether it grows with its text.
    pub height: Extent,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// The form it belongs to.
    pub form_id: Option<String>,
}

impl Tracked for TextArea {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn script_value(&self) -> Option<WidgetValue> {
        self.set_value.clone().map(WidgetValue::from)
    }
}
