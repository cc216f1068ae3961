//! `st.camera_input`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::widget::{Label, Tracked};

/// A field for a photograph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameraInput {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// Wished width and height in pixels.
    pub resolution: Option<(u32, u32)>,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// Whether the script runs again when the photograph changes.
    pub reruns: bool,
}

impl Tracked for CameraInput {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }
}
