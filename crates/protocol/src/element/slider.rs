//! `st.slider`.

use serde::{Deserialize, Serialize};

use crate::WidgetId;
use crate::widget::Label;

/// A slider with one or two thumbs. Its value is a [`crate::WidgetValue::Floats`] with one number
/// a thumb.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slider {
    /// Identity.
    pub id: WidgetId,
    /// Label and help.
    pub label: Label,
    /// What the numbers stand for.
    pub kind: SliderKind,
    /// The thumbs before the reader moves them.
    pub default: Vec<f64>,
    /// Thumbs that the script sets now.
    pub set_value: Option<Vec<f64>>,
    /// The left end.
    pub min: f64,
    /// The right end.
    pub max: f64,
    /// The distance between two positions.
    pub step: f64,
    /// A printf format such as `%d` or `$%0.2f`.
    pub format: String,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// The form it belongs to.
    pub form_id: Option<String>,
}

/// What the numbers of a slider stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SliderKind {
    /// Whole numbers.
    Int,
    /// Numbers.
    Float,
}
