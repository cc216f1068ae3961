//! `st.menu_button`.

use serde::{Deserialize, Serialize};

use super::button::ButtonProps;
use crate::WidgetId;
use crate::widget::Tracked;

/// `st.menu_button`: a button with a list of things to do; the choice is a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuButton {
    /// Identity.
    pub id: WidgetId,
    /// What it looks like.
    pub props: ButtonProps,
    /// Inline Markdown of each choice.
    pub options: Vec<String>,
}

impl Tracked for MenuButton {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn label(&self) -> Option<&str> {
        Some(&self.props.label)
    }
}
