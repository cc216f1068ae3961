//! `st.popover`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::element::ButtonKind;

/// A button that opens a small window below itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Popover {
    /// Set if the engine follows whether it is open.
    pub id: Option<WidgetId>,
    /// Inline Markdown.
    pub label: String,
    /// Markdown of the tooltip.
    pub help: Option<String>,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// How the button looks.
    pub kind: ButtonKind,
    /// Whether it cannot be opened.
    pub disabled: bool,
    /// Whether a long label goes over several lines.
    pub wrap: Option<bool>,
    /// Whether it is open at first, or because the script has opened it.
    pub open: bool,
}
