//! `st.error`, `st.warning`, `st.info`, `st.success`: a coloured box with a message.

use serde::{Deserialize, Serialize};

/// A coloured box with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Which colour and meaning.
    pub kind: AlertKind,
    /// Markdown.
    pub body: String,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// Markdown of a bold first line.
    pub title: Option<String>,
}

/// The meaning of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum AlertKind {
    Error,
    Warning,
    Info,
    Success,
}
