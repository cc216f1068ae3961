//! The exception that a problem is, and how a value is shown in its message.

use brooklet_python::vm::builtins::PyBaseExceptionRef;
use brooklet_python::vm::{PyObject, VirtualMachine};

use super::argument::ArgumentError;
use super::context::ContextError;
use super::data::DataError;
use super::exception_types::{ErrorTypes, builtin};
use super::problem::Problem;
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
