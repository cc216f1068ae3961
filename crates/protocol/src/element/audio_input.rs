//! `st.audio_input`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::widget::{Label, Tracked};

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

impl Tracked for AudioInput {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }
}
