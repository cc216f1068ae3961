//! `OSError(2, …)` is a `FileNotFoundError`: the kinds of system errors by their numbers, which the
//! machine knows only where there is a host.

use rustpython_vm::builtins::{PyInt, PyType};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::Callable;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

/// Makes `OSError` look at the number that it is given.
pub(crate) fn install(vm: &VirtualMachine) {
    let class = vm.ctx.exceptions.os_error;
    class.slots.vectorcall.store(Some(call));
}

/// What `OSError(…)` does. Classes of the author's that inherit from it are left as they are.
fn call(
    class: &PyObject,
    args: Vec<PyObjectRef>,
    count: usize,
    names: Option<&[PyObjectRef]>,
    vm: &VirtualMachine,
) -> PyResult {
    let kind = match args[..] {
        [ref number, _, ..] if count <= 5 && class.is(vm.ctx.exceptions.os_error) => {
            kind(number, vm)
        }
        _ => None,
    };
    let class = kind.map_or(class, Py::as_object);
    let args = FuncArgs::from_vectorcall_owned(args, count, names);
    match class.downcast_ref::<PyType>() {
        Some(class) => PyType::call(class, args, vm),
        None => class.call(args, vm),
    }
}

fn kind(number: &PyObjectRef, vm: &VirtualMachine) -> Option<&'static Py<PyType>> {
    let exceptions = &vm.ctx.exceptions;
    let number = number.downcast_ref::<PyInt>()?.try_to_primitive::<i32>(vm);
    Some(match number.ok()? {
        1 | 13 => exceptions.permission_error,
        2 => exceptions.file_not_found_error,
        3 => exceptions.process_lookup_error,
        4 => exceptions.interrupted_error,
        10 => exceptions.child_process_error,
        11 | 114 | 115 => exceptions.blocking_io_error,
        17 => exceptions.file_exists_error,
        20 => exceptions.not_a_directory_error,
        21 => exceptions.is_a_directory_error,
        32 | 108 => exceptions.broken_pipe_error,
        103 => exceptions.connection_aborted_error,
        104 => exceptions.connection_reset_error,
        110 => exceptions.timeout_error,
        111 => exceptions.connection_refused_error,
        _ => return None,
    })
}
