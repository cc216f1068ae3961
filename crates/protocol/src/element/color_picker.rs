//! `st.color_picker`.

use serde::{Deserialize, Serialize};

use crate::widget::{Label, Tracked};
use crate::{WidgetId, WidgetValue};

/// A field for a colour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColorPicker {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// The colour until the reader chooses one, as `#rrggbb` or `#rgb`.
    pub default: String,
    /// A colour that the script has set.
    pub set_value: Option<String>,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// Whether the script runs again when the colour changes.
    pub reruns: bool,
}

impl Tracked for ColorPicker {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn script_value(&self) -> Option<WidgetValue> {
        self.set_value.clone().map(WidgetValue::Text)
    }
}
