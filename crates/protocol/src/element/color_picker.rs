//! `st.color_picker`.

use serde::{Deserialize, Serialize};

/// A field for a colour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColorPicker {
    /// The colour until the reader chooses one, as `#rrggbb` or `#rgb`.
    pub default: String,
}
