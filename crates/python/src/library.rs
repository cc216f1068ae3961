//! Imports from the standard library's archives.

use std::cell::Cell;
use std::rc::Rc;

use rustpython_vm::builtins::{PyCode, PyModule, PyStrRef};
use rustpython_vm::function::OptionalArg;
use rustpython_vm::scope::Scope;
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use crate::archives::Archives;
use crate::compile::Programs;
use crate::machine::Machine;
use crate::world::ArchiveFile;
use crate::{clock, modules, open, paths};

/// Where the library seems to stand.
pub(crate) const HOME: &str = "/lib/python3.14";

/// Where the files of the time zones stand.
pub(crate) const ZONES: &str = "/usr/share/zoneinfo";

/// Finds and loads modules of the standard library: an entry of `sys.meta_path`. What only some
/// programs need it makes when they ask for it.
#[pyclass(module = "brooklet", name = "LibraryImporter")]
#[derive(Debug, PyPayload)]
pub(crate) struct LibraryImporter {
    machine: Rc<Machine>,
    programs: Rc<Programs>,
    archives: Rc<Archives>,
    has_paths: Cell<bool>,
    /// The folder whose modules go before those of the library.
    folder: String,
}

impl LibraryImporter {
    pub(crate) fn new(
        machine: &Rc<Machine>,
        programs: &Rc<Programs>,
        archives: Archives,
        folder: &str,
    ) -> Self {
        Self {
            machine: Rc::clone(machine),
            programs: Rc::clone(programs),
            archives: Rc::new(archives),
            has_paths: Cell::new(false),
            folder: folder.to_owned(),
        }
    }

    /// Makes Python import from the library, and find encodings and names of characters there.
    pub(crate) fn install(self, vm: &VirtualMachine) -> PyResult<()> {
        let known = vm.sys_module.get_attr("builtin_module_names", vm)?;
        let mut names: Vec<PyObjectRef> = known.try_to_value(vm)?;
        let archive = self.archives.present();
        let tops = archive.names().filter(|name| !name.contains('.'));
        names.extend(tops.map(|name| PyObjectRef::from(vm.ctx.new_str(name))));
        drop(archive);
        let archives = Rc::clone(&self.archives);
        unicode_names2::table::provide(move || {
            archives.load(ArchiveFile::Library);
            archives.present().names_of_characters()
        });
        let set: PyObjectRef = vm.ctx.types.frozenset_type.to_owned().into();
        let names = set.call((vm.ctx.new_list(names),), vm)?;
        vm.sys_module.set_attr("stdlib_module_names", names, vm)?;

        let meta_path = vm.sys_module.get_attr("meta_path", vm)?;
        vm.call_method(&meta_path, "append", (self.into_ref(&vm.ctx),))?;
        let encodings = vm.new_function(
            "search_function",
            |name: PyObjectRef, vm: &VirtualMachine| -> PyResult {
                let encodings = vm.import("encodings", 0)?;
                vm.call_method(&encodings, "search_function", (name,))
            },
        );
        vm.state.codec_registry.register(encodings.into(), vm)
    }

    /// Makes what a module leans on.
    fn prepare(&self, name: &str, vm: &VirtualMachine) -> PyResult<()> {
        match name {
            "io" => open::make(vm),
            "datetime" => clock::make_dates(&self.machine, vm),
            "importlib" => self.find_paths(vm),
            "zoneinfo" => {
                self.write_zones();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Puts the files of the time zones where Python looks for them.
    fn write_zones(&self) {
        for (name, zone) in self.archives.present().zones() {
            // Where the app has files of its own there, these have to do.
            let _ = self.machine.files.write(&format!("{ZONES}/{name}"), zone);
        }
    }

    fn find_paths(&self, vm: &VirtualMachine) -> PyResult<()> {
        if self.has_paths.replace(true) {
            return Ok(());
        }
        paths::make(&self.programs, vm)
    }

    /// The spec of a module that stands in a file. Python asks its own importer for it, unless that
    /// is made only now.
    fn spec_from_paths(
        &self,
        args: (PyStrRef, PyObjectRef, PyObjectRef),
        vm: &VirtualMachine,
    ) -> PyResult {
        if self.has_paths.get() {
            return Ok(vm.ctx.none());
        }
        self.find_paths(vm)?;
        let external = modules::imported("_frozen_importlib_external", vm)?;
        let finder = external.get_attr("PathFinder", vm)?;
        vm.call_method(&finder, "find_spec", args)
    }

    /// Whether the library has a module, and if so, whether it is a package. Asks for the archive
    /// that must have it.
    fn look_up(&self, name: &str, vm: &VirtualMachine) -> PyResult<Option<bool>> {
        loop {
            let found = self.archives.present().is_package(name);
            let Some(file) = self.archives.missing_for(name) else {
                return Ok(found);
            };
            if !self.archives.load(file) {
                let text = format!(
                    "No module named '{name}': the part of Python's library that holds it ({}) could not be loaded",
                    file.name()
                );
                return Err(vm.new_import_error(text, vm.ctx.new_utf8_str(name)));
            }
        }
    }

    /// Whether the app brings a module of this name.
    fn is_shadowed(&self, name: &str) -> bool {
        let base = format!("{}/{name}", self.folder);
        let files = [format!("{base}.py"), format!("{base}/__init__.py")];
        files.iter().any(|path| self.machine.files.is_file(path))
    }

    /// Fails with the reason why a module of Python's library is missing, if it is and an import
    /// asks. Others, such as `importlib.util.find_spec`, want `None` for an answer.
    fn tell_why_missing(&self, name: &str, vm: &VirtualMachine) -> PyResult<()> {
        let asker = vm.current_frame().and_then(|frame| frame.f_back(vm));
        if asker.is_none_or(|asker| asker.f_code().obj_name.as_str() != "_find_and_load_unlocked") {
            return Ok(());
        }
        self.machine.note_missing(name, vm)?;
        let archive = self.archives.present();
        let Some(reason) = archive.why_missing(name) else {
            return Ok(());
        };
        let text = vm
            .ctx
            .new_str(format!("No module named '{name}': {reason}"));
        let class = vm.ctx.exceptions.module_not_found_error.to_owned();
        let exception = vm.new_exception(class, vec![text.into()]);
        let name = vm.ctx.new_str(name);
        exception.as_object().set_attr("name", name, vm)?;
        Err(exception)
    }

    fn origin(name: &str, is_package: bool) -> String {
        let path = name.replace('.', "/");
        if is_package {
            format!("{HOME}/{path}/__init__.py")
        } else {
            format!("{HOME}/{path}.py")
        }
    }

    fn code_of(&self, name: &str, vm: &VirtualMachine) -> PyResult<PyRef<PyCode>> {
        self.look_up(name, vm)?;
        self.archives.present().code(name, vm).ok_or_else(|| {
            vm.new_import_error(
                format!("No module named '{name}'"),
                vm.ctx.new_utf8_str(name),
            )
        })
    }
}

#[pyclass]
impl LibraryImporter {
    /// The spec of a module of the library, or `None`.
    #[pymethod]
    fn find_spec(
        zelf: &Py<Self>,
        name: PyStrRef,
        path: PyObjectRef,
        target: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let name_text = name.to_string_lossy();
        let target = target.unwrap_or_none(vm);
        if !name_text.contains('.') && zelf.is_shadowed(&name_text) {
            return zelf.spec_from_paths((name.clone(), path, target), vm);
        }
        let Some(is_package) = zelf.look_up(&name_text, vm)? else {
            let spec = zelf.spec_from_paths((name.clone(), path, target), vm)?;
            if vm.is_none(&spec) {
                zelf.tell_why_missing(&name_text, vm)?;
            }
            return Ok(spec);
        };
        zelf.prepare(&name_text, vm)?;
        let origin = LibraryImporter::origin(&name_text, is_package);
        let modules = vm.sys_module.get_attr("modules", vm)?;
        let bootstrap = modules.get_item("_frozen_importlib", vm)?;
        let spec = bootstrap
            .get_attr("ModuleSpec", vm)?
            .call((name, zelf.to_owned()), vm)?;
        spec.set_attr("origin", vm.ctx.new_str(origin.as_str()), vm)?;
        if is_package {
            let folder = origin.trim_end_matches("/__init__.py");
            let folders = vm.ctx.new_list(vec![vm.ctx.new_str(folder).into()]);
            spec.set_attr("submodule_search_locations", folders, vm)?;
        }
        Ok(spec)
    }

    /// A module is made as usual.
    #[pymethod]
    fn create_module(_zelf: &Py<Self>, _spec: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.none()
    }

    /// Runs a module's code.
    #[pymethod]
    fn exec_module(zelf: &Py<Self>, module: PyRef<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
        let spec = module.get_attr("__spec__", vm)?;
        let name = spec.get_attr("name", vm)?.str(vm)?;
        let code = zelf.code_of(&name.to_string_lossy(), vm)?;
        module.set_attr("__file__", spec.get_attr("origin", vm)?, vm)?;
        let scope = Scope::with_builtins(None, module.dict(), vm);
        vm.run_code_obj(code, scope)?;
        Ok(())
    }

    /// A module's code.
    #[pymethod]
    fn get_code(zelf: &Py<Self>, name: PyStrRef, vm: &VirtualMachine) -> PyResult<PyRef<PyCode>> {
        zelf.code_of(&name.to_string_lossy(), vm)
    }

    /// The library comes without its source.
    #[pymethod]
    fn get_source(_zelf: &Py<Self>, _name: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.none()
    }

    /// Whether a module can have submodules.
    #[pymethod]
    fn is_package(zelf: &Py<Self>, name: PyStrRef, vm: &VirtualMachine) -> PyResult<bool> {
        Ok(zelf.look_up(&name.to_string_lossy(), vm)?.unwrap_or(false))
    }
}
