//! One of `st.columns`.

use serde::{Deserialize, Serialize};

use super::Gap;

/// One of `st.columns`; it stacks its children vertically.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its part of the width, relative to its neighbours.
    pub weight: f64,
    /// Where short content stands.
    pub vertical_alignment: VerticalAlignment,
    /// A border around it.
    pub border: bool,
    /// Space between columns, known to each of them.
    pub gap: Gap,
}

/// Where short content stands in a column or a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum VerticalAlignment {
    /// At the upper edge.
    #[default]
    Top,
    /// In the middle.
    Center,
    /// At the lower edge.
    Bottom,
}
