//! `st.feedback`.

use serde::{Deserialize, Serialize};

use crate::widget::Tracked;
use crate::{WidgetId, WidgetValue};

/// A rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Identity.
    pub id: WidgetId,
    /// What can be chosen.
    pub kind: FeedbackKind,
    /// The choice until the reader makes one, counted from 0.
    pub default: Option<u8>,
    /// A choice that the script has set; the inner `None` takes it away.
    pub set_value: Option<Option<u8>>,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// Whether the script runs again when the choice changes.
    pub reruns: bool,
}

impl Tracked for Feedback {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn script_value(&self) -> Option<WidgetValue> {
        let choice = self.set_value?;
        Some(choice.map_or(WidgetValue::None, |choice| WidgetValue::Int(choice.into())))
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
