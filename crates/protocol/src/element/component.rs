//! What `st.components.v1.declare_component` and `st.components.v2.component` make: elements that
//! the author of the app has written in HTML and JavaScript.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::media::MediaSource;

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
