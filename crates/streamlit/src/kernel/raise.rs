//! How the app raises a problem.

use brooklet_python::vm::VirtualMachine;
use brooklet_python::vm::builtins::PyBaseExceptionRef;

use super::app::App;
use crate::error::problem::Problem;

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
