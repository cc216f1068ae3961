//! `st.selectbox`.

use serde::{Deserialize, Serialize};

/// A drop-down list. Its value is the chosen option as a [`crate::WidgetValue::Text`], or
/// [`crate::WidgetValue::None`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selectbox {
    /// The options as they are shown.
    pub options: Vec<String>,
    /// The option chosen before the reader chooses, by its place.
    pub default: Option<u32>,
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
