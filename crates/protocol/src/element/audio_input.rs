//! `st.audio_input`.

use serde::{Deserialize, Serialize};

/// A field for a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudioInput {
    /// Samples a second; 0 leaves that to the browser.
    pub sample_rate: u32,
}
