//! `st.tabs`.

use serde::{Deserialize, Serialize};

use crate::{WidgetId, WidgetValue};

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

impl Tabs {
    /// The label of the tab that the script has opened in this run.
    pub fn script_value(&self) -> Option<WidgetValue> {
        let label = self.labels.get(self.set_open?)?;
        Some(WidgetValue::Text(label.clone()))
    }
}
