//! `st.radio`.

use serde::{Deserialize, Serialize};

use crate::widget::{Label, Tracked};
use crate::{WidgetId, WidgetValue};

/// Options of which one is chosen. Its value is a [`crate::WidgetValue::Text`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Radio {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// The options, inline Markdown.
    pub options: Vec<String>,
    /// Markdown below each option; there may be fewer than options.
    pub captions: Vec<String>,
    /// The place of the option chosen before the reader chooses one.
    pub default: Option<u32>,
    /// An option that the script chooses now (`Some(None)` chooses none).
    pub set_value: Option<Option<String>>,
    /// Whether the options stand beside each other.
    pub horizontal: bool,
    /// Whether the script runs again when the choice changes.
    pub reruns: bool,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// The form it belongs to.
    pub form_id: Option<String>,
}

impl Tracked for Radio {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn script_value(&self) -> Option<WidgetValue> {
        self.set_value.clone().map(WidgetValue::from)
    }
}
