//! `open()` and `FileIO`, which the machine has only on a host.

use rustpython_vm::frozen::FrozenLib;
use rustpython_vm::{PyResult, VirtualMachine, py_freeze};

/// The modules of folder `boot`, compiled.
pub(crate) const FROZEN: &FrozenLib = py_freeze!(dir = "boot", crate_name = "rustpython_vm");

/// The name of their source, as tracebacks see it.
pub(crate) const SOURCE: &str = "brooklet_files";

/// Puts them where Python looks for them.
pub(crate) fn install(vm: &VirtualMachine) -> PyResult<()> {
    let files = vm.import(SOURCE, 0)?;
    let io = vm.import("_io", 0)?;
    for name in ["FileIO", "open", "open_code"] {
        io.set_attr(name, files.get_attr(name, vm)?, vm)?;
    }
    vm.builtins
        .set_attr("open", files.get_attr("open", vm)?, vm)
}
