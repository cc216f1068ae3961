//! `st.button` and `st.form_submit_button`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;

/// A button; a click is a trigger that holds for one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// Identity.
    pub id: WidgetId,
    /// Inline Markdown.
    pub label: String,
    /// Markdown of the tooltip.
    pub help: Option<String>,
    /// Its weight on the page.
    pub kind: ButtonKind,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// Where the icon stands.
    pub icon_position: IconPosition,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// A key combination, such as `Ctrl+K`.
    pub shortcut: Option<String>,
    /// The form it belongs to.
    pub form_id: Option<String>,
    /// Whether a click sends the form's values.
    pub is_form_submitter: bool,
}

/// The weight of a button on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ButtonKind {
    /// Filled with the accent colour.
    Primary,
    /// With a border.
    #[default]
    Secondary,
    /// Text alone.
    Tertiary,
}

/// Where the icon of a button stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum IconPosition {
    /// Before the label.
    #[default]
    Left,
    /// After the label.
    Right,
}
