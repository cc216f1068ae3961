//! `st.table`: a table that shows all of its rows.

use serde::{Deserialize, Serialize};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The names of the columns, that of the index first; `None` if they are hidden. Where they have
    /// several levels, those of one stand after those of the other, the outermost first.
    pub header: Option<Vec<String>>,
    /// Whether the first cell of each row names it.
    pub has_index: bool,
    /// The cells, in Markdown, row by row.
    pub rows: Vec<Vec<String>>,
    /// Which of the columns hold numbers.
    pub numeric: Vec<bool>,
    /// Which lines are drawn.
    pub border: TableBorder,
    /// What it shows, for a reader who does not see it.
    pub alt: Option<String>,
}

/// Which lines of a table are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableBorder {
    /// All.
    All,
    /// Those between rows.
    Horizontal,
    /// None.
    None,
}
