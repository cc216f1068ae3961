//! Numbers of widgets: `int` or `float`, within what a browser can hold exactly.

use brooklet_python::vm::builtins::{PyFloat, PyInt};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{number, text_of};
use crate::command::Call;
use crate::error::{WidgetError, shown};

/// The largest whole number that a browser holds exactly.
pub(crate) const MOST: f64 = 9_007_199_254_740_991.0;

/// Whether numbers are whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberKind {
    /// `int`
    Int,
    /// `float`
    Float,
}

impl NumberKind {
    /// The kind of a Python number; a `bool` is an `int`.
    pub(crate) fn of(value: &PyObject) -> Option<Self> {
        if value.downcast_ref::<PyFloat>().is_some() {
            Some(Self::Float)
        } else if value.downcast_ref::<PyInt>().is_some() {
            Some(Self::Int)
        } else {
            None
        }
    }

    /// The name of the Python type.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Float => "float",
        }
    }

    /// A number of this kind as Python value.
    pub(crate) fn value(self, number: f64, vm: &VirtualMachine) -> PyObjectRef {
        match self {
            Self::Int => vm.ctx.new_int(number.round() as i64).into(),
            Self::Float => vm.ctx.new_float(number).into(),
        }
    }

    /// The number of this kind that a text of the address says.
    pub(crate) fn of_text(self, text: &str) -> Option<f64> {
        let number: f64 = text.trim().parse().ok()?;
        match self {
            Self::Int if number.abs() <= MOST => Some(number.trunc()),
            Self::Float if number.is_finite() => Some(number),
            _ => None,
        }
    }

    /// A number as Python prints it.
    pub(crate) fn shown(self, number: f64, vm: &VirtualMachine) -> PyResult<String> {
        text_of(&self.value(number, vm), vm)
    }
}

impl Call<'_> {
    /// Refuses numbers that a browser cannot hold.
    pub(crate) fn check_bounds(&self, name: &str, value: &PyObject) -> PyResult<()> {
        let limit = match (NumberKind::of(value), number(value)) {
            (Some(NumberKind::Int), Some(number)) if number.abs() > MOST => "2 ** 53 - 1",
            (Some(NumberKind::Float), Some(number)) if number.is_infinite() => "1.797e308",
            (Some(_), _) => return Ok(()),
            (None, _) => {
                return Err(self.error(WidgetError::NotANumber {
                    parameter: name.to_owned(),
                    given: shown(value, self.vm),
                }));
            }
        };
        Err(self.error(WidgetError::NumberTooLarge {
            parameter: name.to_owned(),
            given: shown(value, self.vm),
            limit,
        }))
    }

    /// Refuses a value outside its bounds.
    pub(crate) fn check_range(
        &self,
        kind: NumberKind,
        value: f64,
        min: Option<f64>,
        max: Option<f64>,
    ) -> PyResult<()> {
        if let Some(min) = min.filter(|min| value < *min) {
            let (value, min) = (kind.shown(value, self.vm)?, kind.shown(min, self.vm)?);
            return Err(self.error(WidgetError::BelowMin { value, min }));
        }
        if let Some(max) = max.filter(|max| value > *max) {
            let (value, max) = (kind.shown(value, self.vm)?, kind.shown(max, self.vm)?);
            return Err(self.error(WidgetError::AboveMax { value, max }));
        }
        Ok(())
    }
}
