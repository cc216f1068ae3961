//! Modules that have been imported.

use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

/// A module that has been imported, by its full name.
pub(crate) fn imported(name: &str, vm: &VirtualMachine) -> PyResult<PyObjectRef> {
    let modules = vm.sys_module.get_attr("modules", vm)?;
    modules.as_object().get_item(name, vm)
}
