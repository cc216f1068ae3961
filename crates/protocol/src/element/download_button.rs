//! `st.download_button`.

use serde::{Deserialize, Serialize};

use super::button::ButtonProps;
use crate::widget::Tracked;
use crate::{MediaId, WidgetId};

/// `st.download_button`: a click gives the reader a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DownloadButton {
    /// Identity.
    pub id: WidgetId,
    /// What it looks like.
    pub props: ButtonProps,
    /// The file's content; `None` where the script makes it when the click comes.
    pub content: Option<MediaId>,
    /// The file's name.
    pub file_name: String,
    /// Whether the script runs again after a click.
    pub reruns: bool,
}

impl Tracked for DownloadButton {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn label(&self) -> Option<&str> {
        Some(&self.props.label)
    }
}
