//! `st.json`: a tree of values to fold and unfold.

use serde::{Deserialize, Serialize};

/// A tree of values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Json {
    /// JSON text; may hold `NaN` and `Infinity`, as Python writes them.
    pub body: String,
    /// Whether it begins unfolded.
    pub expanded: bool,
    /// How many levels begin unfolded; all if `None`.
    pub max_expand_depth: Option<u32>,
}
