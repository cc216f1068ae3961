//! `st.metric`: a number in large type, how it changed, and a small chart.

use serde::{Deserialize, Serialize};

use crate::widget::Label;

/// A number in large type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// What it is a number of.
    pub label: Label,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// The value, in Markdown.
    pub value: String,
    /// How much it changed, in Markdown; empty if that is not said.
    pub delta: String,
    /// The colour of the change and of the chart, by its Streamlit name.
    pub color: String,
    /// Where the arrow points.
    pub direction: Direction,
    /// A few words beside the change.
    pub delta_description: Option<String>,
    /// How a number is shown.
    pub format: Option<String>,
    /// Whether there is a border.
    pub border: bool,
    /// The numbers of the chart.
    pub chart: Vec<f64>,
    /// How they are drawn.
    pub chart_kind: ChartKind,
}

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// There is none.
    Off,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// How a small chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartKind {
    /// A line.
    Line,
    /// Bars.
    Bar,
    /// A line above a filled area.
    Area,
}
