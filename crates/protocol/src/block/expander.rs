//! `st.expander` and `st.status`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;

/// A box to fold and unfold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expander {
    /// Set if the engine follows whether it is unfolded.
    pub id: Option<WidgetId>,
    /// Inline Markdown.
    pub label: String,
    /// Whether it is unfolded; `None` leaves it as the reader has it.
    pub expanded: Option<bool>,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// How it looks.
    pub kind: ExpanderKind,
    /// How far the work is that `st.status` shows.
    pub progress: Option<Progress>,
}

/// How an expander looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpanderKind {
    /// With a border.
    #[default]
    Default,
    /// A line without a border.
    Compact,
    /// A step of several, joined by a line.
    Step,
}

/// How far the work is that `st.status` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// Under way.
    Running,
    /// Done.
    Complete,
    /// Failed.
    Error,
}
