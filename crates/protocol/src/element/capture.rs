//! `st.camera_input` and `st.audio_input`: what the reader's devices take.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::widget::Label;

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

/// A field for a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudioInput {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// Samples a second; 0 leaves that to the browser.
    pub sample_rate: u32,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// Whether the script runs again when the recording changes.
    pub reruns: bool,
}
