//! `st.plotly_chart`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::widget::Tracked;

/// `st.plotly_chart`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlotlyChart {
    /// Its identity, where the script follows what is selected.
    pub id: Option<WidgetId>,
    /// The figure as JSON.
    pub figure: String,
    /// Options of the chart as JSON.
    pub config: String,
    /// Whether colours and fonts are those of the app.
    pub uses_theme: bool,
    /// The ways to select that the script hears of.
    pub selections: Vec<String>,
    /// What it shows, for a reader who does not see it.
    pub alt: Option<String>,
}

impl Tracked for PlotlyChart {
    fn widget_id(&self) -> Option<&WidgetId> {
        self.id.as_ref()
    }

    fn label(&self) -> Option<&str> {
        self.alt.as_deref()
    }
}
