//! `st.spinner`: a turning wheel while a block of the script runs.

use serde::{Deserialize, Serialize};

/// A turning wheel with a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spinner {
    /// Markdown.
    pub text: String,
    /// Whether the time elapsed is shown.
    pub show_time: bool,
}
