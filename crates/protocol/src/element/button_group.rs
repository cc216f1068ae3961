//! `st.pills` and `st.segmented_control`.

use serde::{Deserialize, Serialize};

/// Buttons of which one or several are chosen. Its value is the texts of the chosen options as
/// [`crate::WidgetValue::Texts`], none of them where the reader has taken the choice back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ButtonGroup {
    /// How the buttons look.
    pub look: ButtonGroupLook,
    /// What can be chosen.
    pub options: Vec<ButtonOption>,
    /// How many options can be chosen.
    pub amount: Amount,
    /// The options chosen before the reader chooses, by their places.
    pub default: Vec<u32>,
    /// Whether the buttons may fill several lines; `None` leaves that to the place.
    pub wrap: Option<bool>,
}

/// How many options of a group can be chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Amount {
    /// One or none.
    #[default]
    One,
    /// One, which cannot be taken back.
    ExactlyOne,
    /// As many as there are.
    Several,
}

/// How the buttons of a group look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ButtonGroupLook {
    /// Each by itself, round.
    #[default]
    Pills,
    /// Joined to a bar.
    Segments,
}

/// One button of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ButtonOption {
    /// What it is known by: icon and text, and what tells it from others of the same text.
    pub name: String,
    /// An emoji, or `:material/name:`, at the beginning.
    pub icon: Option<String>,
    /// What follows the icon, inline Markdown.
    pub content: String,
}
