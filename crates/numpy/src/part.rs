//! Filling a module from native functions and a part written in Python.

use brooklet_python::Frozen;
use brooklet_python::vm::builtins::{PyDictRef, PyModule};
use brooklet_python::vm::function::{FuncArgs, PyMethodFlags};
use brooklet_python::vm::scope::Scope;
use brooklet_python::vm::{Py, PyResult, VirtualMachine};

use crate::functions::{Function, doc};
use crate::registry;

/// Gives a module what its part in Python lists in `exported`. That part has the names of
/// `numpy._core._multiarray_umath`'s own part, and the native functions.
pub(crate) fn fill(
    module: &Py<PyModule>,
    natives: &[(&'static str, Function)],
    sources: &[Frozen],
    vm: &VirtualMachine,
) -> PyResult<()> {
    // The classes stand in that module.
    vm.import("numpy._core._multiarray_umath", 0)?;
    let names = vm.ctx.new_dict();
    for (name, value) in &registry::get().python {
        names.set_item(&*name.str(vm)?, value, vm)?;
    }
    let own_name = module.get_attr("__name__", vm)?;
    names.set_item("__name__", own_name, vm)?;
    names.set_item("_base", registry::get().python.clone().into(), vm)?;
    add_functions(&names, natives, vm)?;
    for source in sources {
        run(*source, &names, vm)?;
    }
    export(&names, module, vm)
}

/// Adds native functions to the names of a part in Python.
pub(crate) fn add_functions(
    names: &PyDictRef,
    natives: &[(&'static str, Function)],
    vm: &VirtualMachine,
) -> PyResult<()> {
    for (name, function) in natives {
        let function = *function;
        let call = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult { function(args, vm) };
        let flags = PyMethodFlags::empty();
        let definition = vm.ctx.new_method_def(name, call, flags, doc(name, vm));
        let native = definition.build_function(vm, None);
        names.set_item(*name, native.into(), vm)?;
    }
    Ok(())
}

/// Runs a part in Python.
pub(crate) fn run(source: Frozen, names: &PyDictRef, vm: &VirtualMachine) -> PyResult<()> {
    let scope = Scope::with_builtins(None, names.clone(), vm);
    vm.run_code_obj(source.code(vm), scope).map(drop)
}

/// Gives a module what a part in Python lists in `exported`.
pub(crate) fn export(
    names: &PyDictRef,
    module: &Py<PyModule>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let exported: PyDictRef = names
        .get_item("exported", vm)?
        .downcast()
        .map_err(|_| vm.new_type_error("the names of the module are a dict"))?;
    for (name, value) in &exported {
        let name = name.str(vm)?;
        module.set_attr(&*name, value, vm)?;
    }
    Ok(())
}
