//! What `threading` knows of a started thread.

use std::cell::Cell;

use rustpython_vm::builtins::PyType;
use rustpython_vm::function::OptionalArg;
use rustpython_vm::types::Constructor;
use rustpython_vm::{
    FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    New,
    Running,
    Done,
}

/// The handle of a thread.
#[pyclass(module = "_thread", name = "_ThreadHandle")]
#[derive(Debug, Default, PyPayload)]
pub(super) struct ThreadHandle {
    identity: Cell<u64>,
    state: Cell<State>,
}

#[derive(FromArgs)]
pub(super) struct StartArguments {
    #[pyarg(any)]
    pub(super) function: PyObjectRef,
    #[pyarg(any, default)]
    handle: Option<PyRef<ThreadHandle>>,
    #[pyarg(any, default = true)]
    #[expect(dead_code, reason = "no thread outlives its start")]
    daemon: bool,
}

impl StartArguments {
    /// The handle given, or a new one.
    pub(super) fn handle(&self, vm: &VirtualMachine) -> PyResult<PyRef<ThreadHandle>> {
        let handle = self.handle.clone();
        let handle = handle.unwrap_or_else(|| ThreadHandle::default().into_ref(&vm.ctx));
        if handle.state.get() != State::New {
            return Err(vm.new_runtime_error("thread already started"));
        }
        Ok(handle)
    }
}

impl ThreadHandle {
    /// The handle of a thread that runs already: the main one.
    pub(super) fn running(identity: u64) -> Self {
        Self {
            identity: Cell::new(identity),
            state: Cell::new(State::Running),
        }
    }

    /// Does the work of the thread.
    pub(super) fn run(
        &self,
        identity: u64,
        function: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult {
        self.identity.set(identity);
        self.state.set(State::Running);
        let done = function.call((), vm);
        self.state.set(State::Done);
        done
    }
}

impl Constructor for ThreadHandle {
    type Args = ();

    fn py_new(_class: &Py<PyType>, _args: (), _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

#[pyclass(with(Constructor))]
impl ThreadHandle {
    #[pygetset]
    fn ident(zelf: &Py<Self>) -> u64 {
        zelf.identity.get()
    }

    #[pymethod]
    fn is_done(zelf: &Py<Self>) -> bool {
        zelf.state.get() == State::Done
    }

    #[pymethod]
    fn _set_done(zelf: &Py<Self>) {
        zelf.state.set(State::Done);
    }

    #[pymethod]
    fn join(
        zelf: &Py<Self>,
        _timeout: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        match zelf.state.get() {
            State::New => Err(vm.new_runtime_error("thread not started")),
            State::Running => Err(vm.new_runtime_error("Cannot join current thread")),
            State::Done => Ok(()),
        }
    }
}
