//! What `st.components.v2.component` makes: an element that the author of the app has written, in the
//! page of the app.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::widget::Tracked;

/// A component in the page of the app. Its value is a [`crate::WidgetValue::Json`]: an object with
/// what it keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidiComponent {
    /// Identity.
    pub id: WidgetId,
    /// Its name.
    pub name: String,
    /// The key that the script has given it.
    pub key: Option<String>,
    /// What stands in it at first.
    pub html: String,
    /// Its style.
    pub css: String,
    /// A module whose default export is called with the component.
    pub js: String,
    /// Whether its style and the page's are kept apart.
    pub isolate_styles: bool,
    /// What it is given, as JSON.
    pub data: String,
}

impl Tracked for BidiComponent {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn label(&self) -> Option<&str> {
        Some(&self.name)
    }
}
