//! `@st.dialog`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;

/// A window over the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialog {
    /// Set if the engine is told when the reader closes it.
    pub id: Option<WidgetId>,
    /// The run that has opened it: one that the reader has closed opens again with another run.
    pub opened_in: u32,
    /// Inline Markdown.
    pub title: String,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// How wide it is.
    pub width: DialogWidth,
    /// Where it stands.
    pub position: DialogPosition,
    /// Whether the reader can close it.
    pub dismissible: bool,
}

/// How wide a dialog is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DialogWidth {
    /// 500 pixels.
    #[default]
    Small,
    /// 752 pixels.
    Medium,
    /// 1280 pixels.
    Large,
    /// CSS pixels.
    Px(u32),
}

/// Where a dialog stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DialogPosition {
    /// In the middle of the window.
    #[default]
    Center,
    /// Along the left edge.
    Left,
    /// Along the right edge.
    Right,
}
