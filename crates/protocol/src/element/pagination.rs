//! `st.pagination`.

use serde::{Deserialize, Serialize};

use crate::widget::Tracked;
use crate::{WidgetId, WidgetValue};

/// Numbered pages of which one is chosen. Its value is the number of the page, counted from 1, as
/// [`crate::WidgetValue::Int`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pagination {
    /// Identity.
    pub id: WidgetId,
    /// How many pages there are.
    pub pages: i64,
    /// The page until the reader chooses one.
    pub default: i64,
    /// A page that the script has set.
    pub set_value: Option<i64>,
    /// How many places for numbers there are at most.
    pub most_shown: Option<i64>,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// Whether the script runs again when the page changes.
    pub reruns: bool,
}

impl Tracked for Pagination {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn script_value(&self) -> Option<WidgetValue> {
        self.set_value.map(WidgetValue::Int)
    }
}
