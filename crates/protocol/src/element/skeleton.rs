//! `st.skeleton`.

use serde::{Deserialize, Serialize};

/// A grey shape where content will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skeleton {
    /// Whether it shows only after a moment, so that what is quick does not flicker.
    pub delayed: bool,
}
