//! `st.multiselect`.

use serde::{Deserialize, Serialize};

use super::selectbox::FilterMode;

/// A drop-down list of which several options can be chosen. Its value is the chosen options as
/// [`crate::WidgetValue::Texts`], in the order in which they were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Multiselect {
    /// The options as they are shown.
    pub options: Vec<String>,
    /// The options chosen before the reader chooses, by their places.
    pub default: Vec<u32>,
    /// Shown while nothing is chosen.
    pub placeholder: String,
    /// How many options can be chosen.
    pub max_selections: Option<u32>,
    /// Whether the reader may type an option that is not there.
    pub accept_new_options: bool,
    /// How typing narrows the list; `None` turns that off.
    pub filter: Option<FilterMode>,
    /// Of how many options all can be chosen at once.
    pub select_all: u32,
    /// Whether the chosen options may fill several lines; `None` leaves that to the place.
    pub wrap: Option<bool>,
}
