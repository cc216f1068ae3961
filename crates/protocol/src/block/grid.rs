//! `st.grid`.

use serde::{Deserialize, Serialize};

use super::{Gap, VerticalAlignment};

/// Cells in rows and columns of one width.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The most columns; as many as fit if `None`.
    pub columns: Option<u32>,
    /// The least width of a column in CSS pixels, if it is not the usual one.
    pub min_column_width: Option<u32>,
    /// Whether there are fewer columns where there is no room.
    pub wrap: bool,
    /// Space between rows.
    pub row_gap: Gap,
    /// Space between columns.
    pub column_gap: Gap,
    /// Where short content stands in a cell.
    pub vertical_alignment: VerticalAlignment,
    /// A border around each cell.
    pub border: bool,
    /// The height of all rows in CSS pixels, if it is not that of the content.
    pub row_height: Option<u32>,
    /// Whether later cells fill holes.
    pub dense: bool,
}

/// A cell that holds several elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridCell {
    /// How many columns it takes; all if `None`.
    pub columns: Option<u32>,
    /// How many rows it takes.
    pub rows: u32,
}
