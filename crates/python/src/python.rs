//! One Python: boot, programs, checkpoints.

use std::fmt;
use std::rc::Rc;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyModuleDef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::vm::Settings;
use rustpython_vm::{AsObject, Context, Interpreter, PyObjectRef, PyResult, VirtualMachine};

use crate::archive::Archive;
use crate::archives::Archives;
use crate::classes::make_classes;
use crate::compile::{Program, Programs};
use crate::files::FileSystem;
use crate::library::LibraryImporter;
use crate::machine::{Checkpoint, Machine, OnMissing};
use crate::magic::{self, Magic};
use crate::streams;
use crate::tick::{self, Ticker};
use crate::traceback::Trace;
use crate::watch::{self, Watched};
use crate::wheel::{self, WheelError};
use crate::world::ArchiveFile;
use crate::{
    World, clock, evaluate, fetching, numbers, open, os_error, paths, posix, sql, stack, threads,
};

/// How deep calls may nest before a `RecursionError`, as in `CPython`.
const RECURSION_LIMIT: usize = 1000;

/// Native modules that are left out, because the library has better ones: a `_socket` that says why
/// there is none, and a queue that does not ask this machine for the time.
const LEFT_OUT: &[&str] = &["_queue", "_socket"];

/// A module written in Rust: the `module_def` of a `#[pymodule]`.
pub type NativeModule = fn(&Context) -> &'static PyModuleDef;

/// What a Python is made from.
pub struct Setup {
    /// The machine around it.
    pub world: Rc<dyn World>,
    /// The archive `stdlib.wasm`.
    pub library: Vec<u8>,
    /// The app's folder: the working directory, where modules are looked for first.
    pub folder: String,
    /// Modules beside those of the standard library, found before any file: a dotted name puts
    /// one into a package whose Python files import it.
    pub native_modules: Vec<NativeModule>,
    /// Packages whose Python is in the archive [`Data`](crate::world::ArchiveFile::Data), which is
    /// asked for when one of them is imported.
    pub packages: Vec<&'static str>,
}

impl fmt::Debug for Setup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Setup")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// Why a Python could not start.
#[derive(Debug, thiserror::Error)]
pub enum BootError {
    /// The archive is cut off, or another version's.
    #[error("the archive of Python's standard library cannot be read")]
    Library,
    /// Python's own start failed.
    #[error("Python could not start: {0}")]
    Python(String),
}

/// A Python that runs programs, one after the other.
pub struct Python {
    interpreter: Interpreter,
    machine: Rc<Machine>,
    programs: Rc<Programs>,
    folder: String,
}

impl fmt::Debug for Python {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Python").finish_non_exhaustive()
    }
}

impl Python {
    /// Starts a Python.
    pub fn boot(setup: Setup) -> Result<Self, BootError> {
        let archive = Archive::read(setup.library, ArchiveFile::Library);
        let archive = archive.ok_or(BootError::Library)?;
        let files = Rc::new(FileSystem::new(Rc::clone(&setup.world), &setup.folder));
        let machine = Rc::new(Machine::new(setup.world, files));
        let programs = Rc::new(Programs::new(stack::deepest_tree(&*machine.world)));

        let mut settings = Settings::default();
        settings.install_signal_handlers = false;
        settings.write_bytecode = false;
        settings.import_site = false;
        settings.utf8_mode = 1;
        let mut seed = [0; 4];
        machine.world.random(&mut seed);
        settings.hash_seed = Some(u32::from_le_bytes(seed));
        let builder = Interpreter::builder(settings);
        let mut natives = rustpython_stdlib::stdlib_module_defs(&builder.ctx);
        natives.retain(|module| !LEFT_OUT.contains(&module.name.as_str()));
        let given = setup.native_modules.iter();
        natives.extend(given.map(|module_def| module_def(&builder.ctx)));
        let interpreter = builder
            .add_native_modules(&natives)
            .add_frozen_modules(open::FROZEN)
            .build();

        let python = Self {
            interpreter,
            machine,
            programs,
            folder: setup.folder,
        };
        python.enter(|vm| {
            python
                .install_modules(archive, setup.packages, vm)
                .map_err(|exception| BootError::Python(Trace::of(&exception, vm).to_string()))
        })?;
        Ok(python)
    }

    fn install_modules(
        &self,
        archive: Archive,
        packages: Vec<&'static str>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        vm.recursion_limit.set(RECURSION_LIMIT);
        make_classes(&[
            LibraryImporter::make_static_type,
            Ticker::make_static_type,
            Watched::make_static_type,
        ]);
        streams::install(&self.machine, vm)?;
        let tick = tick::install(&self.machine, vm)?;
        watch::install(&tick, vm)?;
        evaluate::install(&self.programs, vm)?;
        numbers::install(vm)?;
        os_error::install(vm);
        threads::install(&self.machine, vm)?;
        posix::install(&self.machine, vm)?;
        open::install(vm)?;
        fetching::install(&self.machine, vm)?;
        sql::install(&self.machine, vm)?;
        clock::install(&self.machine, vm)?;
        paths::install(&self.folder, vm)?;
        let archives = Archives::new(&self.machine, archive, packages);
        let importer = LibraryImporter::new(&self.machine, &self.programs, archives, &self.folder);
        importer.install(vm)?;
        // What is there now stays: collections need not look at it.
        vm.call_method(vm.import("gc", 0)?.as_object(), "freeze", ())?;
        Ok(())
    }

    /// Gives access to the machine inside. Python values must not outlive the Python.
    pub fn enter<T>(&self, act: impl FnOnce(&VirtualMachine) -> T) -> T {
        self.interpreter.enter(act)
    }

    /// The files that programs see.
    pub fn files(&self) -> &Rc<FileSystem> {
        &self.machine.files
    }

    /// The machine around.
    pub fn world(&self) -> &Rc<dyn World> {
        &self.machine.world
    }

    /// Compiles a program, unless that has been done before. The exception is the `SyntaxError` in
    /// it. With magic, expressions that stand alone are given to what [`Python::set_show`] names.
    pub fn compile(
        &self,
        vm: &VirtualMachine,
        source: &str,
        path: &str,
        magic: Option<Magic>,
    ) -> PyResult<Program> {
        self.programs.compile(source, path, magic, vm)
    }

    /// Sets the function that magic gives values to.
    pub fn set_show(&self, vm: &VirtualMachine, show: PyObjectRef) -> PyResult<()> {
        let name = vm.ctx.intern_str(magic::NAME);
        vm.builtins.set_attr(name, show, vm)
    }

    /// Runs a program as a fresh `__main__`. The previous one is dropped.
    pub fn run_main(&self, vm: &VirtualMachine, program: &Program) -> PyResult<()> {
        let scope = vm.new_scope_with_main()?;
        let path = vm.ctx.new_str(program.path());
        let argv = vm.ctx.new_list(vec![path.clone().into()]);
        vm.sys_module.set_attr("argv", argv, vm)?;
        scope.globals.set_item("__file__", path.into(), vm)?;
        let ran = self.with_stack(|| vm.run_code_obj(program.code.clone(), scope));
        streams::flush(vm);
        ran.map(drop)
    }

    /// Runs a program inside of another one, in a namespace of its own that goes by `__main__`.
    pub fn run_inside(&self, vm: &VirtualMachine, program: &Program) -> PyResult<()> {
        let globals = vm.ctx.new_dict();
        let name = vm.ctx.new_str("__main__");
        globals.set_item("__name__", name.into(), vm)?;
        let path = vm.ctx.new_str(program.path());
        globals.set_item("__file__", path.into(), vm)?;
        let scope = rustpython_vm::scope::Scope::with_builtins(None, globals, vm);
        vm.run_code_obj(program.code.clone(), scope).map(drop)
    }

    /// Carries out `act` where endless recursion of the functions it calls ends as a
    /// `RecursionError`. [`Python::run_main`] does so by itself; it is for callbacks and the like.
    pub fn with_stack<T>(&self, act: impl FnOnce() -> T) -> T {
        stack::with_measured(&*self.machine.world, act)
    }

    /// Sets what is called where a program may be interrupted: at ticks of loops, in `time.sleep`,
    /// and by [`Python::checkpoint`]. The exception it returns ends the program.
    pub fn set_checkpoint(&self, checkpoint: Checkpoint) {
        self.machine.set_checkpoint(checkpoint);
    }

    /// Sets what is called where a module is imported that is not there. The exception it returns is
    /// raised in the place of the usual one.
    pub fn set_on_missing(&self, on_missing: OnMissing) {
        self.machine.set_on_missing(on_missing);
    }

    /// Lets the program be interrupted here.
    pub fn checkpoint(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.machine.checkpoint(vm)
    }

    /// An exception in words: its type, message, places and causes.
    pub fn trace(&self, vm: &VirtualMachine, exception: &PyBaseExceptionRef) -> Trace {
        Trace::of(exception, vm)
    }

    /// Forgets the modules imported from the app's folder, so that changed ones, and those that
    /// import them, are read again.
    pub fn forget_modules(&self, vm: &VirtualMachine) -> PyResult<()> {
        paths::forget_modules(&self.folder, vm)
    }

    /// Makes the packages of a wheel importable, and gives the paths of their files. Modules of
    /// other packages are imported anew, for they may have looked for these.
    pub fn install_wheel(
        &self,
        bytes: Vec<u8>,
        vm: &VirtualMachine,
    ) -> Result<Vec<String>, WheelError> {
        let paths = wheel::install(&self.machine.files, paths::PACKAGES, bytes)?;
        self.forget_packages(vm);
        Ok(paths)
    }

    /// Makes the packages imported anew.
    pub fn forget_packages(&self, vm: &VirtualMachine) {
        // Before anything was imported from files there is nothing to forget.
        drop(paths::forget_modules(paths::PACKAGES, vm));
    }

    /// Frees what the last run has left behind in cycles.
    pub fn collect(&self, vm: &VirtualMachine) {
        let collected = vm
            .import("gc", 0)
            .and_then(|gc| vm.call_method(gc.as_object(), "collect", ()));
        // Garbage that cannot be collected now is collected the next time.
        drop(collected);
    }
}
