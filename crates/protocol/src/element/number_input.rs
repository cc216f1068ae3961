//! `st.number_input`.

use serde::{Deserialize, Serialize};

use crate::WidgetValue;

/// A field for a number. Its value is a [`crate::WidgetValue::Float`], a
/// [`crate::WidgetValue::Int`] where `is_int`, or [`crate::WidgetValue::None`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NumberInput {
    /// Whether only whole numbers are allowed.
    pub is_int: bool,
    /// The value before the reader sets one.
    pub default: Option<f64>,
    /// The smallest value allowed.
    pub min: Option<f64>,
    /// The largest value allowed.
    pub max: Option<f64>,
    /// How much the buttons and arrow keys change it.
    pub step: f64,
    /// A printf format such as `%0.2f`.
    pub format: Option<String>,
    /// Shown while it is empty.
    pub placeholder: String,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
}

impl NumberInput {
    /// The value of the field while it holds a number, or none.
    pub fn value(&self, number: Option<f64>) -> WidgetValue {
        match number {
            None => WidgetValue::None,
            Some(number) if self.is_int => WidgetValue::Int(number as i64),
            Some(number) => WidgetValue::Float(number),
        }
    }
}
