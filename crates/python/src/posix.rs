//! The module `posix` over the files in memory: what `os` and its friends are made of.

mod argument;
mod descriptors;
mod entries;
mod folders;
mod process;
mod status;
mod volume;

use std::rc::Rc;

use rustpython_vm::builtins::PyModule;
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::IntoPyNativeFn;
use rustpython_vm::{AsObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::classes::make_classes;
use crate::machine::Machine;

/// Makes the module, so that `import posix` finds it and `os` knows of it.
pub(crate) fn install(machine: &Rc<Machine>, vm: &VirtualMachine) -> PyResult<()> {
    make_classes(&[
        status::PyStatResult::make_static_type,
        volume::PyStatvfsResult::make_static_type,
        process::PyUnameResult::make_static_type,
        process::PyTerminalSize::make_static_type,
        entries::DirEntry::make_static_type,
        entries::ScandirIterator::make_static_type,
    ]);

    let posix = Posix {
        module: vm.new_module("posix", vm.ctx.new_dict(), None),
        machine,
        vm,
    };
    status::add_to(&posix)?;
    entries::add_to(&posix)?;
    folders::add_to(&posix)?;
    descriptors::add_to(&posix)?;
    process::add_to(&posix)?;
    volume::add_to(&posix)?;

    let modules = vm.sys_module.get_attr("modules", vm)?;
    modules.set_item("posix", posix.module.into(), vm)?;
    let names = vm.sys_module.get_attr("builtin_module_names", vm)?;
    let more = vm.ctx.new_tuple(vec![vm.ctx.new_str("posix").into()]);
    let names = vm._add(&names, more.as_object())?;
    vm.sys_module.set_attr("builtin_module_names", names, vm)
}

/// The module while it is made.
struct Posix<'a> {
    module: PyRef<PyModule>,
    machine: &'a Rc<Machine>,
    vm: &'a VirtualMachine,
}

impl Posix<'_> {
    /// Adds a function.
    fn function<K, F: IntoPyNativeFn<K>>(&self, name: &'static str, function: F) -> PyResult<()> {
        let function = self.vm.new_function(name, function);
        self.module.set_attr(name, function, self.vm)
    }

    /// Adds a value.
    fn value(&self, name: &'static str, value: impl Into<PyObjectRef>) -> PyResult<()> {
        self.module.set_attr(name, value, self.vm)
    }

    /// Adds numbers.
    fn numbers(&self, numbers: &[(&'static str, i32)]) -> PyResult<()> {
        for (name, number) in numbers {
            self.value(name, self.vm.ctx.new_int(*number))?;
        }
        Ok(())
    }
}
