//! `st.pagination`.

use serde::{Deserialize, Serialize};

/// Numbered pages of which one is chosen. Its value is the number of the page, counted from 1, as
/// [`crate::WidgetValue::Int`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pagination {
    /// How many pages there are.
    pub pages: i64,
    /// The page until the reader chooses one.
    pub default: i64,
    /// How many places for numbers there are at most.
    pub most_shown: Option<i64>,
}
