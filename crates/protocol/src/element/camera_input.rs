//! `st.camera_input`.

use serde::{Deserialize, Serialize};

/// A field for a photograph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameraInput {
    /// Wished width and height in pixels.
    pub resolution: Option<(u32, u32)>,
}
