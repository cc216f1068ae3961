//! `st.progress`.

use serde::{Deserialize, Serialize};

/// A bar that fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// 0 to 100.
    pub percent: u8,
    /// Inline Markdown above the bar.
    pub text: Option<String>,
}
