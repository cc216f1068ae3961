//! Numbers of widgets: `int` or `float`, within what a browser can hold exactly.

use brooklet_python::vm::builtins::{PyFloat, PyInt};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{number, text_of};
use crate::command::Call;

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

    /// A number as Python prints it.
    pub(crate) fn shown(self, number: f64, vm: &VirtualMachine) -> PyResult<String> {
        text_of(&self.value(number, vm), vm)
    }
}

impl Call<'_> {
    /// Refuses numbers that a browser cannot hold.
    pub(crate) fn check_bounds(&self, name: &str, value: &PyObject) -> PyResult<()> {
        let shown = text_of(value, self.vm)?;
        let problem = match (NumberKind::of(value), number(value)) {
            (Some(NumberKind::Int), Some(number)) if number > MOST => "must be <= (1 << 53) - 1",
            (Some(NumberKind::Int), Some(number)) if number < -MOST => {
                "must be >= -((1 << 53) - 1)"
            }
            (Some(NumberKind::Float), Some(number)) if number > f64::MAX => "must be <= 1.797e+308",
            (Some(NumberKind::Float), Some(number)) if number < f64::MIN => {
                "must be >= -1.797e+308"
            }
            (Some(_), _) => return Ok(()),
            (None, _) => "is not a float",
        };
        let text = format!("`{name}` ({shown}) {problem}");
        Err(self.error("StreamlitJSNumberBoundsError", text))
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
            let text = format!("The `value` {value} is less than the `min_value` {min}.");
            return Err(self.error("StreamlitValueBelowMinError", text));
        }
        if let Some(max) = max.filter(|max| value > *max) {
            let (value, max) = (kind.shown(value, self.vm)?, kind.shown(max, self.vm)?);
            let text = format!("The `value` {value} is greater than the `max_value` {max}.");
            return Err(self.error("StreamlitValueAboveMaxError", text));
        }
        Ok(())
    }
}
