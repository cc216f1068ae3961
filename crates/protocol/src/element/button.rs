//! `st.button` and `st.form_submit_button`, and what all buttons look like.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::widget::Tracked;

/// What a button looks like, whatever pressing it does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ButtonProps {
    /// Inline Markdown.
    pub label: String,
    /// Markdown of the tooltip.
    pub help: Option<String>,
    /// Its weight on the page.
    pub kind: ButtonKind,
    /// An emoji, `:material/name:` or `spinner`.
    pub icon: Option<String>,
    /// Where the icon stands.
    pub icon_position: IconPosition,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// A key combination, such as `ctrl+k`.
    pub shortcut: Option<String>,
    /// Whether a long label takes more than one line; by default its place decides.
    pub wrap: Option<bool>,
}

/// A button; a click is a trigger that holds for one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// Identity.
    pub id: WidgetId,
    /// What it looks like.
    pub props: ButtonProps,
    /// Whether a click sends the form's values.
    pub is_form_submitter: bool,
}

impl Tracked for Button {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn label(&self) -> Option<&str> {
        Some(&self.props.label)
    }
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
