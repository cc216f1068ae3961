//! `st.html`.

use serde::{Deserialize, Serialize};

/// HTML of the script, of which what could run is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Html {
    /// The HTML.
    pub body: String,
}
