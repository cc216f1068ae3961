//! `st.checkbox` and `st.toggle`.

use serde::{Deserialize, Serialize};

/// A box to check, or a switch. Its value is a [`crate::WidgetValue::Bool`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkbox {
    /// The value before the reader sets one.
    pub default: bool,
    /// Drawn as a switch.
    pub is_toggle: bool,
}
