//! Which way things are sorted.

use std::cmp::Ordering;

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Small ones first.
    Ascending,
    /// Large ones first.
    Descending,
}

impl Direction {
    /// The word for it in ARIA.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }

    pub(crate) fn turn(self, order: Ordering) -> Ordering {
        match self {
            Self::Ascending => order,
            Self::Descending => order.reverse(),
        }
    }

    pub(crate) fn turn_key(self, (high, low): (u64, u64)) -> (u64, u64) {
        match self {
            Self::Ascending => (high, low),
            Self::Descending => (!high, !low),
        }
    }
}
