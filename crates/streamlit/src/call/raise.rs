//! How a command raises a problem.

use brooklet_python::vm::builtins::PyBaseExceptionRef;
use brooklet_python::vm::{PyObject, PyResult};

use super::command::Call;
use crate::error::problem::Problem;
use crate::error::{ArgumentError, LayoutError, shown};
use crate::value::type_name;

impl Call<'_> {
    /// The exception that a problem is to a script.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a problem is made to be raised"
    )]
    pub(crate) fn error(&self, problem: impl Problem) -> PyBaseExceptionRef {
        self.runtime.errors.exception(&problem, self.vm)
    }

    /// Refuses the value of a parameter, which takes what `allowed` says.
    pub(crate) fn invalid_value<T>(&self, parameter: &str, allowed: &str) -> PyResult<T> {
        self.invalid_item(parameter, &self.value(parameter), allowed)
    }

    /// Refuses a value given for a parameter, or for a part of it.
    pub(crate) fn invalid_item<T>(
        &self,
        parameter: &str,
        value: &PyObject,
        allowed: &str,
    ) -> PyResult<T> {
        Err(self.error(ArgumentError::InvalidValue {
            parameter: parameter.to_owned(),
            given: shown(value, self.vm),
            allowed: allowed.to_owned(),
        }))
    }

    /// Refuses the type of a value given for a parameter, or for a part of it.
    pub(crate) fn invalid_type<T>(
        &self,
        parameter: &str,
        expected: &str,
        value: &PyObject,
    ) -> PyResult<T> {
        Err(self.error(ArgumentError::InvalidType {
            parameter: parameter.to_owned(),
            expected: expected.to_owned(),
            given: type_name(value),
        }))
    }

    /// Refuses the type of a value as Python itself does.
    pub(crate) fn type_error(
        &self,
        parameter: &str,
        expected: &str,
        value: &PyObject,
    ) -> PyBaseExceptionRef {
        self.error(ArgumentError::WrongType {
            parameter: parameter.to_owned(),
            expected: expected.to_owned(),
            given: type_name(value),
        })
    }

    /// Refuses a value outside of the range of a parameter.
    pub(crate) fn out_of_range<T>(
        &self,
        parameter: &str,
        value: &PyObject,
        least: &str,
        most: &str,
    ) -> PyResult<T> {
        Err(self.error(ArgumentError::OutOfRange {
            parameter: parameter.to_owned(),
            given: shown(value, self.vm),
            least: least.to_owned(),
            most: most.to_owned(),
        }))
    }

    /// Asks for an argument that is not there: `wanted` says what it takes.
    pub(crate) fn missing(&self, parameter: &str, wanted: &str) -> PyBaseExceptionRef {
        self.error(ArgumentError::Missing {
            parameter: parameter.to_owned(),
            wanted: wanted.to_owned(),
        })
    }

    /// Says that a parameter cannot be used here, where it was given.
    pub fn refuse_given(&self, names: &[&str]) -> PyResult<()> {
        for name in names {
            let Some(value) = self.given(name) else {
                continue;
            };
            let default = self
                .entry
                .signature
                .parameters
                .iter()
                .find(|parameter| parameter.name == *name)
                .and_then(|parameter| parameter.default)
                .map(|default| default.value(self.vm));
            let is_default = match default {
                Some(default) => self.vm.bool_eq(value, &default)?,
                None => false,
            };
            if !is_default {
                return Err(self.error(ArgumentError::NotHere {
                    command: self.entry.command.name,
                    parameter: (*name).to_owned(),
                }));
            }
        }
        Ok(())
    }

    /// Refuses a command that cannot be part of a form.
    pub(crate) fn refuse_in_form(&self, problem: fn(&'static str) -> LayoutError) -> PyResult<()> {
        match self.form_id() {
            Some(_) => Err(self.error(problem(self.entry.command.name))),
            None => Ok(()),
        }
    }
}
