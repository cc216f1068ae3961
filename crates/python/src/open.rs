//! `open()` and `FileIO`, which the machine has only on a host.

use rustpython_vm::frozen::FrozenLib;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyResult, VirtualMachine, py_freeze};

/// The modules of folder `boot`, compiled.
pub(crate) const FROZEN: &FrozenLib = py_freeze!(dir = "boot", crate_name = "rustpython_vm");

/// The name of their source, as tracebacks see it.
pub(crate) const SOURCE: &str = "brooklet_files";

/// Puts functions of their names in their place that make way for them at the first call. Many
/// programs open no file.
pub(crate) fn install(vm: &VirtualMachine) -> PyResult<()> {
    let io = vm.import("_io", 0)?;
    for name in ["open", "open_code"] {
        let open = vm.new_function(
            name,
            move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
                make(vm)?;
                vm.import("_io", 0)?.get_attr(name, vm)?.call(args, vm)
            },
        );
        io.set_attr(name, open, vm)?;
    }
    vm.builtins.set_attr("open", io.get_attr("open", vm)?, vm)
}

/// Makes them, where Python looks for them.
pub(crate) fn make(vm: &VirtualMachine) -> PyResult<()> {
    let files = vm.import(SOURCE, 0)?;
    let io = vm.import("_io", 0)?;
    for name in ["FileIO", "open", "open_code"] {
        io.set_attr(name, files.get_attr(name, vm)?, vm)?;
    }
    vm.builtins
        .set_attr("open", files.get_attr("open", vm)?, vm)
}
