//! Imports from files: the app's own modules, compiled with ticks.

use std::rc::Rc;

use rustpython_vm::builtins::{PyBytes, PyDict};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::compile::Programs;
use crate::modules;

/// Where packages stand.
pub(crate) const PACKAGES: &str = "/lib/python3.14/site-packages";

/// Says where imports look: in the app's folder and the packages'.
pub(crate) fn install(folder: &str, vm: &VirtualMachine) -> PyResult<()> {
    let paths = [folder, PACKAGES].map(|path| vm.ctx.new_str(path).into());
    let sys = &vm.sys_module;
    sys.set_attr("path", vm.ctx.new_list(paths.to_vec()), vm)?;
    sys.set_attr("dont_write_bytecode", vm.ctx.new_bool(true), vm)?;
    sys.set_attr("platform", vm.ctx.new_str("emscripten"), vm)
}

/// Makes imports look there. Many programs import nothing from files.
pub(crate) fn make(programs: &Rc<Programs>, vm: &VirtualMachine) -> PyResult<()> {
    let bootstrap = modules::imported("_frozen_importlib", vm)?;
    vm.call_method(&bootstrap, "_install_external_importers", ())?;
    let external = modules::imported("_frozen_importlib_external", vm)?;
    let loader = external.get_attr("SourceFileLoader", vm)?;
    loader.set_attr("source_to_code", source_to_code(programs, vm), vm)
}

/// Takes the modules that stand in a folder, and what they hold, out of `sys.modules`, so that they
/// are found and run anew by the next import.
pub(crate) fn forget_modules(folder: &str, vm: &VirtualMachine) -> PyResult<()> {
    let modules = vm.sys_module.get_attr("modules", vm)?;
    let Some(modules) = modules.downcast_ref::<PyDict>() else {
        return Ok(());
    };
    let inside = format!("{folder}/");
    for (name, module) in modules.into_iter().collect::<Vec<_>>() {
        if stands_in(&inside, &module, vm)? {
            modules.del_item(&*name, vm)?;
        }
    }
    let finders = vm.sys_module.get_attr("path_importer_cache", vm)?;
    vm.call_method(&finders, "clear", ())?;
    Ok(())
}

/// Whether a module's file, or a folder of a package that has none, stands in a folder.
fn stands_in(folder: &str, module: &PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
    let attribute = |name: &'static str| {
        // A module that makes its attributes when they are asked for is not asked: that takes its time.
        let found = match module.dict() {
            Some(attributes) => attributes.get_item_opt(name, vm),
            None => vm.get_attribute_opt(module, name),
        };
        // What is no true module may refuse; it is not one from a file then.
        found.ok().flatten().filter(|value| !vm.is_none(value))
    };
    let paths = match (attribute("__file__"), attribute("__path__")) {
        (Some(file), _) => vec![file],
        (None, Some(folders)) => folders.try_to_value(vm)?,
        (None, None) => return Ok(false),
    };
    for path in paths {
        if path.str(vm)?.to_string_lossy().starts_with(folder) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `SourceFileLoader.source_to_code`, with ticks in the code.
fn source_to_code(programs: &Rc<Programs>, vm: &VirtualMachine) -> PyObjectRef {
    let programs = Rc::clone(programs);
    let function = vm.new_function(
        "source_to_code",
        move |data: PyObjectRef,
              path: PyObjectRef,
              _options: FuncArgs,
              vm: &VirtualMachine|
              -> PyResult {
            let path = path.str(vm)?.to_string_lossy().into_owned();
            let source = data.downcast_ref::<PyBytes>();
            let source = source.map(|bytes| std::str::from_utf8(bytes.as_bytes()));
            if let Some(Ok(source)) = source {
                return Ok(programs.compile(source, &path, None, vm)?.code.into());
            }
            // Trees, and sources in other encodings, are left to the compiler as it is.
            let compile = vm.builtins.get_attr("compile", vm)?;
            compile.call((data, path, "exec"), vm)
        },
    );
    function.into()
}
