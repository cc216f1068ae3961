//! `st.toast`.

use serde::{Deserialize, Serialize};

/// A short message that floats over the page for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toast {
    /// The run that has made it: another run makes another one.
    pub run: u32,
    /// Markdown.
    pub body: String,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// How long it stays; 0 is until the reader closes it.
    pub duration_secs: u32,
}
