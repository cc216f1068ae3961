//! What a decorator with arguments returns, and how a function that takes the place of another one
//! comes to look like it.

use std::fmt;

use brooklet_python::vm::types::Callable;
use brooklet_python::vm::{
    self as rustpython_vm, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

/// What is made of a function.
type Make = dyn Fn(PyObjectRef, &VirtualMachine) -> PyResult;

/// What a decorator with arguments returns: called with a function, it makes something of it.
#[pyclass(name = "decorator", module = "streamlit")]
#[derive(PyPayload)]
pub(crate) struct Decorator(Box<Make>);

impl fmt::Debug for Decorator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Decorator")
    }
}

#[pyclass(with(Callable))]
impl Decorator {}

impl Callable for Decorator {
    type Args = (PyObjectRef,);

    fn call(zelf: &Py<Self>, (function,): Self::Args, vm: &VirtualMachine) -> PyResult {
        (zelf.0)(function, vm)
    }
}

/// Makes something of a function: at once, or of the one that the decorator is called with.
pub(crate) fn decorate(
    function: Option<PyObjectRef>,
    vm: &VirtualMachine,
    make: impl Fn(PyObjectRef, &VirtualMachine) -> PyResult + 'static,
) -> PyResult {
    match function {
        Some(function) => make(function, vm),
        None => Ok(Decorator(Box::new(make)).into_pyobject(vm)),
    }
}

/// What takes the place of a function, with the name and the documentation of it.
pub(crate) fn in_place_of(
    function: PyObjectRef,
    object: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult {
    let update = vm.import("functools", 0)?.get_attr("update_wrapper", vm)?;
    update.call((object, function), vm)
}
