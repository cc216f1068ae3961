//! `st.feedback`.

use serde::{Deserialize, Serialize};

use crate::WidgetValue;

/// A rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// What can be chosen.
    pub kind: FeedbackKind,
    /// The choice until the reader makes one, counted from 0.
    pub default: Option<u8>,
}

impl Feedback {
    /// The value of a rating, or of none.
    pub fn value(choice: Option<u8>) -> WidgetValue {
        choice.map_or(WidgetValue::None, |choice| WidgetValue::Int(choice.into()))
    }
}

/// What can be chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeedbackKind {
    /// Up or down.
    #[default]
    Thumbs,
    /// Five faces.
    Faces,
    /// One to five stars.
    Stars,
}

impl FeedbackKind {
    /// How many choices there are.
    pub fn count(self) -> u8 {
        match self {
            Self::Thumbs => 2,
            Self::Faces | Self::Stars => 5,
        }
    }
}
