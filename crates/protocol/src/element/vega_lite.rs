//! `st.vega_lite_chart`, `st.altair_chart`, `st.line_chart` and its kin.

use serde::{Deserialize, Serialize};

use crate::widget::Tracked;
use crate::{MediaId, WidgetId};

/// A chart of Vega-Lite: `st.line_chart` and its kin, `st.vega_lite_chart`, `st.altair_chart`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VegaLite {
    /// Its identity, where the script follows what is selected.
    pub id: Option<WidgetId>,
    /// The specification as JSON.
    pub spec: String,
    /// Where colours of the theme stand in the specification: a JSON pointer, and the name of the colour.
    pub theme_colors: Vec<(String, String)>,
    /// The tables that it names, by these names.
    pub datasets: Vec<(String, MediaId)>,
    /// Whether colours and fonts are those of the app.
    pub uses_theme: bool,
    /// The selections that the script hears of.
    pub selections: Vec<String>,
    /// What it shows, for a reader who does not see it.
    pub alt: Option<String>,
}

impl Tracked for VegaLite {
    fn widget_id(&self) -> Option<&WidgetId> {
        self.id.as_ref()
    }

    fn label(&self) -> Option<&str> {
        self.alt.as_deref()
    }
}
