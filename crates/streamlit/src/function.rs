//! The object that a script calls: a command bound to the place where it writes.

use std::rc::Rc;

use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::types::{Callable, Representable};
use brooklet_python::vm::{
    self as rustpython_vm, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use crate::command::Entry;
use crate::runtime::Runtime;
use crate::target::Target;

/// A command bound to the place where it writes.
#[pyclass(name = "method", module = "streamlit")]
#[derive(Debug, PyPayload)]
pub struct Function {
    entry: Rc<Entry>,
    runtime: Rc<Runtime>,
    target: Target,
}

impl Function {
    /// Binds a command.
    pub fn new(entry: Rc<Entry>, runtime: Rc<Runtime>, target: Target) -> Self {
        Self {
            entry,
            runtime,
            target,
        }
    }
}

#[pyclass(with(Callable, Representable), flags(HAS_DICT))]
impl Function {
    #[pygetset]
    fn __name__(zelf: &Py<Self>) -> &'static str {
        zelf.entry.command.name
    }

    #[pygetset]
    fn __qualname__(zelf: &Py<Self>) -> String {
        zelf.entry.qualified_name.clone()
    }

    #[pygetset]
    fn __module__(_zelf: &Py<Self>) -> &'static str {
        "streamlit"
    }

    #[pygetset]
    fn __doc__(zelf: &Py<Self>) -> &'static str {
        zelf.entry.command.doc
    }

    /// `inspect.signature` reads the text.
    #[pygetset]
    fn __signature__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx
            .new_str(zelf.entry.signature.text.replace("=str", "=<class 'str'>"))
            .into()
    }
}

impl Callable for Function {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.entry.call(&zelf.runtime, &zelf.target, args, vm)
    }
}

impl Representable for Function {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!(
            "<bound method {} of DeltaGenerator()>",
            zelf.entry.qualified_name
        ))
    }
}
