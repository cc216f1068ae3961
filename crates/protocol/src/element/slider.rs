//! `st.slider` and `st.select_slider`.

use serde::{Deserialize, Serialize};

use crate::WidgetValue;

/// A slider with one or two thumbs. Its value is a [`crate::WidgetValue::Floats`] with one number
/// a thumb, or [`crate::WidgetValue::Texts`] with one option a thumb.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slider {
    /// What the numbers stand for.
    pub kind: SliderKind,
    /// The thumbs before the reader moves them.
    pub default: Vec<f64>,
    /// The left end.
    pub min: f64,
    /// The right end.
    pub max: f64,
    /// The distance between two positions.
    pub step: f64,
    /// A printf format such as `%d` or `$%0.2f`; for moments one such as `YYYY-MM-DD HH:mm`.
    pub format: String,
    /// What the whole numbers from 0 stand for; empty where numbers stand for themselves.
    pub options: Vec<String>,
}

impl Slider {
    /// The value for thumbs that stand at these numbers.
    pub fn value(&self, thumbs: &[f64]) -> WidgetValue {
        if self.options.is_empty() {
            return WidgetValue::Floats(thumbs.to_vec());
        }
        let option = |thumb: &f64| self.options.get(*thumb as usize).cloned();
        WidgetValue::Texts(thumbs.iter().filter_map(option).collect())
    }

    /// The numbers at which the thumbs stand for a value, if it is one of this slider.
    pub fn thumbs(&self, value: &WidgetValue) -> Option<Vec<f64>> {
        let thumbs: Vec<f64> = match value {
            WidgetValue::Floats(thumbs) => thumbs.clone(),
            WidgetValue::Texts(texts) => {
                let index = |text| self.options.iter().position(|option| option == text);
                let places = texts.iter().map(index);
                places
                    .map(|index| index.map(|index| index as f64))
                    .collect::<Option<_>>()?
            }
            _ => return None,
        };
        (thumbs.len() == self.default.len()).then_some(thumbs)
    }
}

/// What the numbers of a slider stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SliderKind {
    /// Whole numbers.
    Int,
    /// Numbers.
    Float,
    /// Microseconds since 1970 began: days and times.
    DateTime,
}
