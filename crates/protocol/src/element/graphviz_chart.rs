//! `st.graphviz_chart`.

use serde::{Deserialize, Serialize};

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
