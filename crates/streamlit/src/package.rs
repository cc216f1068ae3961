//! Modules that are made, not found in files.

use brooklet_python::vm::builtins::PyModule;
use brooklet_python::vm::{PyRef, PyResult, VirtualMachine};

/// The module of this name, made where it is not there, with those above it.
pub(crate) fn known_package(name: &str, vm: &VirtualMachine) -> PyResult<PyRef<PyModule>> {
    let modules = vm.sys_module.get_attr("modules", vm)?;
    if let Ok(module) = modules.get_item(name, vm)
        && let Ok(module) = module.downcast::<PyModule>()
    {
        return Ok(module);
    }
    let module = package(name, vm)?;
    if let Some((above, last)) = name.rsplit_once('.') {
        let above = known_package(above, vm)?;
        above.set_attr(vm.ctx.intern_str(last), module.clone(), vm)?;
    }
    Ok(module)
}

/// An empty module that is known under its name.
pub(crate) fn package(name: &str, vm: &VirtualMachine) -> PyResult<PyRef<PyModule>> {
    let module = vm.new_module(name, vm.ctx.new_dict(), None);
    module.set_attr("__path__", vm.ctx.new_list(Vec::new()), vm)?;
    let modules = vm.sys_module.get_attr("modules", vm)?;
    modules.set_item(name, module.clone().into(), vm)?;
    Ok(module)
}
