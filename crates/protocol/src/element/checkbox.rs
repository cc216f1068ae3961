//! `st.checkbox` and `st.toggle`.

use serde::{Deserialize, Serialize};

use crate::widget::{Label, Tracked};
use crate::{WidgetId, WidgetValue};

/// A box to check, or a switch. Its value is a [`crate::WidgetValue::Bool`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkbox {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// The value before the reader sets one.
    pub default: bool,
    /// A value that the script sets now, over the reader's.
    pub set_value: Option<bool>,
    /// Drawn as a switch.
    pub is_toggle: bool,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// The form it belongs to.
    pub form_id: Option<String>,
}

impl Tracked for Checkbox {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn script_value(&self) -> Option<WidgetValue> {
        self.set_value.map(WidgetValue::Bool)
    }
}
