//! `st.selectbox`.

use serde::{Deserialize, Serialize};

use crate::widget::{Label, Tracked};
use crate::{WidgetId, WidgetValue};

/// A drop-down list. Its value is the chosen option as a [`crate::WidgetValue::Text`], or
/// [`crate::WidgetValue::None`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a parameter of the command, and they go together in every way"
)]
pub struct Selectbox {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// The options as they are shown.
    pub options: Vec<String>,
    /// The option chosen before the reader chooses, by its place.
    pub default: Option<u32>,
    /// An option that the script chooses now (`Some(None)` empties the field).
    pub set_value: Option<Option<String>>,
    /// Shown while nothing is chosen.
    pub placeholder: String,
    /// Whether the reader may type an option that is not there.
    pub accept_new_options: bool,
    /// How typing narrows the list; `None` turns that off.
    pub filter: Option<FilterMode>,
    /// Whether the reader can empty the field.
    pub clearable: bool,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// Whether the script runs again when the choice changes.
    pub reruns: bool,
    /// The form it belongs to.
    pub form_id: Option<String>,
}

impl Tracked for Selectbox {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn script_value(&self) -> Option<WidgetValue> {
        self.set_value.clone().map(WidgetValue::from)
    }
}

/// How typing narrows a list of options.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilterMode {
    /// The letters in this order, with others between.
    #[default]
    Fuzzy,
    /// The text anywhere in the option.
    Contains,
    /// The text at the beginning of the option.
    Prefix,
}
