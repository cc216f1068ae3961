//! How a command raises a problem.

use brooklet_python::vm::builtins::PyBaseExceptionRef;
use brooklet_python::vm::{PyObject, PyResult, VirtualMachine};

use super::argument::ArgumentError;
use super::context::ContextError;
use super::data::DataError;
use super::exception_types::{ErrorTypes, builtin};
use super::problem::Problem;
use crate::call::command::Call;
use crate::kernel::app::App;
use crate::value::{repr_of, type_name};

/// How many characters of a value a message shows.
const MAX_SHOWN: usize = 80;

/// A value as a message shows it: `repr(value)` without its far end.
pub(crate) fn shown(value: &PyObject, vm: &VirtualMachine) -> String {
    let text = repr_of(value, vm).unwrap_or_else(|_| format!("<{}>", type_name(value)));
    let text = text.replace('`', "'");
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The exception that a problem is, where it is one of Python's own types.
pub(crate) fn python_error(problem: &impl Problem, vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_exception_msg(builtin(problem.raises(), vm), problem.message().into())
}

impl ErrorTypes {
    /// The exception for a problem that a source in Python names, with its facts in their order.
    pub(crate) fn of_python(
        &self,
        name: &str,
        facts: Vec<String>,
        vm: &VirtualMachine,
    ) -> PyBaseExceptionRef {
        if let Some(problem) = ArgumentError::of_python(name, &facts) {
            return self.exception(&problem, vm);
        }
        match DataError::of_python(name, &facts) {
            Some(problem) => self.exception(&problem, vm),
            None => self.exception(&ContextError::of_python(name, facts), vm),
        }
    }
}

impl App {
    /// The exception that a problem is to a script.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a problem is made to be raised"
    )]
    pub(crate) fn error(&self, problem: impl Problem, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.errors.exception(&problem, vm)
    }
}

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
}
