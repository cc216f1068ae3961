//! What `st.components.v1.declare_component` makes: an element that the author of the app has written,
//! in a page of its own.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::media::MediaSource;
use crate::widget::Tracked;

/// A component in a page of its own. Its value is a [`crate::WidgetValue::Json`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// Identity.
    pub id: WidgetId,
    /// Its name.
    pub name: String,
    /// The page that it lives in.
    pub source: MediaSource,
    /// What it is given, a JSON object.
    pub args: String,
    /// What it is given as bytes, by name, in base64.
    pub bytes: Vec<(String, String)>,
    /// Its place in the order of the Tab key.
    pub tab_index: Option<i32>,
}

impl Tracked for Component {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn label(&self) -> Option<&str> {
        Some(&self.name)
    }
}
