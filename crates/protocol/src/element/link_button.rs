//! `st.link_button`.

use serde::{Deserialize, Serialize};

use super::button::ButtonProps;
use crate::WidgetId;
use crate::widget::Tracked;

/// `st.link_button`: a link that looks like a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkButton {
    /// Identity, where the script hears of clicks.
    pub id: Option<WidgetId>,
    /// What it looks like.
    pub props: ButtonProps,
    /// Where it leads.
    pub url: String,
}

impl Tracked for LinkButton {
    fn widget_id(&self) -> Option<&WidgetId> {
        self.id.as_ref()
    }

    fn label(&self) -> Option<&str> {
        Some(&self.props.label)
    }
}
