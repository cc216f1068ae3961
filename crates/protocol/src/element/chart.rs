//! Charts that libraries of the page draw: Vega-Lite, Plotly and Graphviz.

use serde::{Deserialize, Serialize};

use crate::{MediaId, WidgetId};

/// A chart of Vega-Lite: `st.line_chart` and its kin, `st.vega_lite_chart`, `st.altair_chart`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VegaLite {
    /// Its identity, where the script follows what is selected.
    pub id: Option<WidgetId>,
    /// The specification as JSON.
    pub spec: String,
    /// The tables that it names, by these names.
    pub datasets: Vec<(String, MediaId)>,
    /// Whether colours and fonts are those of the app.
    pub uses_theme: bool,
    /// The selections that the script hears of.
    pub selections: Vec<String>,
    /// What it shows, for a reader who does not see it.
    pub alt: Option<String>,
}

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

/// `st.graphviz_chart`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphvizChart {
    /// The graph in the language of Graphviz.
    pub source: String,
    /// What lays it out, such as `dot`.
    pub engine: String,
    /// What it shows, for a reader who does not see it.
    pub alt: Option<String>,
}
