//! Charts that libraries of the package draw from a description: `st.mermaid_chart`, `st.echarts_chart`,
//! `st.bokeh_chart`, `st.pydeck_chart` and `st.map`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::widget::Tracked;

/// A chart, and what draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LibraryChart {
    /// Its identity, where the script follows what is selected.
    pub id: Option<WidgetId>,
    /// What draws it.
    pub library: Library,
    /// What it shows, in the terms of the library.
    pub source: String,
    /// How it is drawn, as JSON.
    pub options: String,
    /// What it shows, for a reader who does not see it.
    pub alt: Option<String>,
}

impl Tracked for LibraryChart {
    fn widget_id(&self) -> Option<&WidgetId> {
        self.id.as_ref()
    }

    fn label(&self) -> Option<&str> {
        self.alt.as_deref()
    }
}

/// What draws a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Library {
    /// Diagrams from text.
    Mermaid,
    /// Charts from an option in JSON.
    ECharts,
    /// Charts from an item in JSON.
    Bokeh,
    /// Maps from layers in JSON.
    Deck,
}
