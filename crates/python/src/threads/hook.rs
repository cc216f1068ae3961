//! How a thread tells of the error that has ended it.

use crate::classes::make_classes;
use rustpython_vm::class::{PyClassImpl, StaticType};
use rustpython_vm::types::PyStructSequence;
use rustpython_vm::{
    AsObject, PyObjectRef, PyResult, VirtualMachine, pyclass, pystruct_sequence,
    pystruct_sequence_data,
};

#[pystruct_sequence_data]
#[derive(Debug)]
struct ExceptHookArgsData {
    exc_type: PyObjectRef,
    exc_value: PyObjectRef,
    exc_traceback: PyObjectRef,
    thread: PyObjectRef,
}

/// `threading.ExceptHookArgs`.
#[pystruct_sequence(
    name = "_ExceptHookArgs",
    module = "_thread",
    data = "ExceptHookArgsData"
)]
#[derive(Debug)]
struct PyExceptHookArgs;

#[pyclass(with(PyStructSequence))]
impl PyExceptHookArgs {}

/// Adds `_excepthook`.
pub(super) fn install(module: &PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    make_classes(&[PyExceptHookArgs::make_static_type]);
    let class = PyExceptHookArgs::static_type().to_owned();
    module.set_attr("_ExceptHookArgs", class, vm)?;
    let hook = vm.new_function("_excepthook", tell);
    module.set_attr("_excepthook", hook, vm)
}

/// Prints the error. What is none, such as the end of the whole program, is nothing to tell.
fn tell(args: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let value = args.get_attr("exc_value", vm)?;
    let stderr = vm.sys_module.get_attr("stderr", vm)?;
    if !value.fast_isinstance(vm.ctx.exceptions.exception_type) || vm.is_none(&stderr) {
        return Ok(());
    }
    let name = args.get_attr("thread", vm)?.get_attr("name", vm)?.str(vm)?;
    let text = format!("Exception in thread {}:\n", name.to_string_lossy());
    vm.call_method(&stderr, "write", (text,))?;
    let traceback = vm.import("traceback", 0)?;
    vm.call_method(&traceback, "print_exception", (value,))?;
    Ok(())
}
