//! `st.data_editor`: what of a grid the reader can change.

use serde::{Deserialize, Serialize};

/// How a grid can be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editing {
    /// What can happen to its rows.
    pub num_rows: NumRows,
    /// Whether nothing of it can be changed.
    pub disabled: bool,
    /// Whether the script runs again after a change.
    pub reruns: bool,
}

/// What can happen to the rows of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumRows {
    /// They stay as many as they are.
    Fixed,
    /// Rows are added and deleted.
    Dynamic,
    /// Rows are added.
    Add,
    /// Rows are deleted.
    Delete,
}

impl Editing {
    /// Whether rows can be added.
    pub fn can_add(self) -> bool {
        !self.disabled && matches!(self.num_rows, NumRows::Dynamic | NumRows::Add)
    }

    /// Whether rows can be deleted.
    pub fn can_delete(self) -> bool {
        !self.disabled && matches!(self.num_rows, NumRows::Dynamic | NumRows::Delete)
    }
}
