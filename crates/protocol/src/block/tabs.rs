//! `st.tabs`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;

/// Several contents of which one is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tabs {
    /// Set if the engine follows which tab is open.
    pub id: Option<WidgetId>,
    /// Inline Markdown, one for each tab.
    pub labels: Vec<String>,
    /// The tab that is open at first.
    pub open: usize,
    /// The tab that the script has opened in this run.
    pub set_open: Option<usize>,
}
