//! `st.html`.

use serde::{Deserialize, Serialize};

/// HTML of the script, of which what could run is left out unless the script asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Html {
    /// The HTML.
    pub body: String,
    /// Whether its `script` elements run in the page.
    pub runs_scripts: bool,
}
