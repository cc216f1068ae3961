//! Runs the script of an app, again and again, as messages ask for it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use brooklet_cache::{Digest, Disk};
use brooklet_protocol::manifest::RestoredSession;
use brooklet_protocol::message::{ConsoleLevel, RerunRequest, StoredFilesRequest};
use brooklet_protocol::wheel::is_package;
use brooklet_protocol::{Manifest, Outcome, ToEngine, ToPage, WidgetId};
use brooklet_python::vm::builtins::PyBaseExceptionRef;
use brooklet_python::vm::{AsObject, PyResult, VirtualMachine};
use brooklet_python::{BootError, Magic, Python, Setup, World};
use brooklet_session::{Inbox, Interrupt};
use brooklet_streamlit::{App, Outlet, Session, module};

use crate::handover::Succession;
use crate::packages::{DataModules, Packages};
use crate::scripts::AppScripts;
use crate::session_keeping::SessionKeeping;
use crate::settings;
use crate::stored_files::{StoredFiles, is_source};

/// The folder of the app, as its script sees it.
const FOLDER: &str = "/app";

/// An app: its Python, its session, and the messages that wait.
pub struct Engine {
    python: Rc<Python>,
    app: Rc<App>,
    world: Rc<dyn World>,
    inbox: Rc<Inbox>,
    entrypoint: RefCell<Option<String>>,
    magic: Rc<Cell<Option<Magic>>>,
    /// Whether a source has changed since the last run.
    has_new_source: Cell<bool>,
    run: Cell<u32>,
    /// Whether the last run was ended for a message that is not known yet.
    is_broken_off: Cell<bool>,
    stored_files: Rc<StoredFiles>,
    session_keeping: SessionKeeping,
    /// The paths of the files of each wheel.
    wheels: RefCell<BTreeMap<String, Vec<String>>>,
    succession: Succession,
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Engine")
            .field("run", &self.run)
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Starts the Python and makes `import streamlit` work. `library` is the archive `stdlib.wasm`;
    /// `data` gives what packages of data have in place of machine code, if they are linked in;
    /// `outlet` takes what goes to the page; `disk` keeps the results of cached functions.
    pub fn boot(
        world: Rc<dyn World>,
        library: Vec<u8>,
        data: Option<DataModules>,
        outlet: Rc<dyn Outlet>,
        disk: Rc<dyn Disk>,
    ) -> Result<Self, BootError> {
        let inbox = Rc::new(Inbox::default());
        let packages = Packages::new(data);
        let python = Python::boot(Setup {
            world: world.clone(),
            library,
            folder: FOLDER.to_owned(),
            native_modules: packages.native_modules(),
            packages: packages.names(),
        })?;
        let app = python.enter(|vm| {
            let session = Session::new(world.clone(), inbox.clone(), outlet);
            let app = Rc::new(App::new(vm, world.clone(), session, disk));
            module::install(&app, vm)
                .and_then(|()| vm.import("streamlit", 0)?.get_attr("write", vm))
                .and_then(|write| python.set_show(vm, write))
                .map_err(|error| BootError::Python(python.trace(vm, &error).to_string()))?;
            Ok(app)
        })?;
        let stored_files = Rc::new(StoredFiles::new(world.clone(), python.files(), &app));
        stored_files.follow(FOLDER);
        leave_before_waits(&*world, &app, &stored_files);
        let checked = app.clone();
        python.set_checkpoint(Rc::new(move |vm| checked.checkpoint(vm)));
        let succession = Succession::default();
        succession.watch(&python, packages, &app);
        Ok(Self {
            python: Rc::new(python),
            app,
            world,
            inbox,
            entrypoint: RefCell::default(),
            magic: Rc::default(),
            has_new_source: Cell::default(),
            run: Cell::default(),
            is_broken_off: Cell::default(),
            stored_files,
            session_keeping: SessionKeeping::default(),
            wheels: RefCell::default(),
            succession,
        })
    }

    /// Where messages to the engine are put, also while it works.
    pub fn inbox(&self) -> Rc<Inbox> {
        self.inbox.clone()
    }

    /// Does all that the inbox asks for, and returns when it is empty, or when more must be let in
    /// first.
    pub fn work(&self) {
        while !self.inbox.is_signalled()
            && let Some(message) = self.inbox.pop()
        {
            match message {
                ToEngine::Open(manifest) => self.open(manifest),
                ToEngine::Rerun(request) => self.rerun(&request),
                ToEngine::WriteFile { path, bytes } => self.write_file(&path, &bytes.0),
                ToEngine::RemoveFile { path } => self.remove_file(&path),
                ToEngine::MakeFile(id) => self.make_file(id),
                ToEngine::StoredFiles(request) => self.serve_stored_files(request),
                ToEngine::TakeOver(handover) => self.succession.take_over(handover),
                ToEngine::ClearCaches => self.python.enter(|vm| self.app.clear_caches(vm)),
                ToEngine::Stop => self.stop_between_runs(),
                ToEngine::Drawn { .. } => {}
            }
        }
    }

    fn open(&self, mut manifest: Manifest) {
        let files = std::mem::take(&mut manifest.files);
        let mut version = Digest::default();
        self.stored_files.close();
        for (path, bytes) in &files {
            version.bytes(path.as_bytes());
            version.bytes(&bytes.0);
            self.write_file(path, &bytes.0);
        }
        self.python.enter(|vm| {
            let app = &manifest.app_id;
            self.app.open_caches(app, version.key(), vm);
        });
        self.stored_files.open(&manifest.app_id);
        self.python.enter(|vm| self.app.forget_session(vm));
        self.entrypoint.replace(Some(manifest.entrypoint.clone()));
        self.magic.set(settings::magic(&manifest.config));
        let resumed = self.succession.resume(&self.app);
        self.session_keeping.begin();
        let restored = manifest.restored.take().unwrap_or_default();
        let RestoredSession {
            snapshot,
            widget_states,
        } = *restored;
        let request = RerunRequest {
            query: Some(manifest.query.clone()),
            page: Some(manifest.page.clone()),
            ..resumed.unwrap_or(RerunRequest {
                widget_states,
                ..RerunRequest::default()
            })
        };
        let scripts = Rc::new(AppScripts::new(&self.python, &self.magic));
        let script = absolute(&manifest.entrypoint);
        self.app.set_app(script, scripts, manifest);
        self.python.enter(|vm| self.app.load_secrets(vm));
        self.app.restore_session(snapshot);
        self.rerun(&request);
    }

    fn write_file(&self, path: &str, bytes: &[u8]) {
        if is_package(path) {
            return self.install(path, bytes);
        }
        let path = absolute(path);
        self.stored_files.note_original(&path, bytes);
        let files = self.python.files();
        if files.read(&path).is_ok_and(|present| present == bytes) {
            return;
        }
        self.note_change(&path);
        let folder = path.rsplit_once('/').map_or(FOLDER, |(folder, _)| folder);
        let written = files
            .make_folders(folder)
            .and_then(|()| files.write(&path, bytes));
        self.complain(&path, written);
    }

    /// Makes the packages of a wheel importable, instead of those of the wheel that was there.
    fn install(&self, path: &str, bytes: &[u8]) {
        self.uninstall(path);
        let installed = self
            .python
            .enter(|vm| self.python.install_wheel(bytes.to_vec(), vm));
        let installed = installed.map(|paths| {
            self.wheels.borrow_mut().insert(path.to_owned(), paths);
        });
        self.complain(path, installed);
    }

    fn uninstall(&self, path: &str) {
        let paths = self.wheels.borrow_mut().remove(path);
        for path in paths.into_iter().flatten() {
            // The script may have removed it.
            let _ = self.python.files().remove_file(&path);
        }
        self.python.enter(|vm| self.python.forget_packages(vm));
        // Modules of the app may hold what they have taken from it.
        self.has_new_source.set(true);
    }

    fn remove_file(&self, path: &str) {
        if is_package(path) {
            return self.uninstall(path);
        }
        let path = absolute(path);
        self.stored_files.forget_original(&path);
        self.note_change(&path);
        let removed = self.python.files().remove_file(&path);
        self.complain(&path, removed);
    }

    /// Makes the file of a download button, between two runs.
    fn make_file(&self, id: WidgetId) {
        let file = self.python.enter(|vm| {
            let made = self.python.with_stack(|| self.app.make_file(&id, vm));
            let Some(made) = made else {
                return Err("This file is not offered any more.".to_owned());
            };
            made.map_err(|error| {
                error
                    .as_object()
                    .str(vm)
                    .map(|text| text.to_string_lossy().into_owned())
                    .unwrap_or_default()
            })
        });
        self.app.send(ToPage::FileMade { id, file });
    }

    fn serve_stored_files(&self, request: StoredFilesRequest) {
        let files = &self.stored_files;
        let answer = match request {
            StoredFilesRequest::List => ToPage::StoredFiles(files.list()),
            StoredFilesRequest::Archive => {
                let archive = self.app.give_media("application/zip", &[&files.archive()]);
                ToPage::StoredFilesArchive(archive)
            }
            StoredFilesRequest::Reset => {
                ToPage::StoredFilesReset(files.reset().map_err(|error| error.to_string()))
            }
        };
        self.app.send(answer);
    }

    fn note_change(&self, path: &str) {
        if is_source(path) {
            self.has_new_source.set(true);
        }
    }

    fn complain<E: fmt::Display>(&self, path: &str, result: Result<(), E>) {
        if let Err(error) = result {
            let text = format!("The file {path} of the app cannot be changed: {error}");
            self.app.send(ToPage::Console {
                level: ConsoleLevel::Error,
                text,
            });
        }
    }

    /// A run that has ended needs no stopping. Where it was ended for this, whoever watches waits to
    /// hear that no other follows.
    fn stop_between_runs(&self) {
        if self.is_broken_off.take() {
            let (run, outcome) = (self.run.get(), Outcome::Stopped);
            self.app.send(ToPage::RunEnded { run, outcome });
        }
    }

    fn rerun(&self, request: &RerunRequest) {
        let Some(entrypoint) = self.entrypoint.borrow().clone() else {
            return;
        };
        let run = self.run.get() + 1;
        self.run.set(run);
        self.is_broken_off.set(false);
        self.app.send(ToPage::RunStarted {
            run,
            fragment_ids: request.fragment_ids.clone(),
        });
        // Between the runs of a script that asks for one after the other, messages come in here.
        self.world.yield_now();
        let outcome = self.python.enter(|vm| {
            let mut outcome = self.run(vm, &absolute(&entrypoint), request);
            if let Err(error) = self.stored_files.end_run()
                && outcome == Outcome::Finished
            {
                self.app.draw_exception(&error.exception(&[], vm), vm);
                outcome = Outcome::CutShort;
            }
            self.python.with_stack(|| self.app.read_left_over(vm));
            let is_complete = outcome == Outcome::Finished;
            self.app.end_run(is_complete, &request.fragment_ids);
            outcome
        });
        self.app.flush_access_times();
        let left = self
            .python
            .enter(|vm| self.succession.leave(request, &self.app, vm));
        if let Some(handover) = left {
            // Of this run the page hears no more: the next engine begins it anew.
            return self.app.send(ToPage::NeedsData(handover));
        }
        let is_over = matches!(outcome, Outcome::Finished | Outcome::CutShort);
        let is_broken_off = outcome == Outcome::Interrupted && self.inbox.is_signalled();
        self.is_broken_off.set(is_broken_off);
        // Whoever sees the end of a run may rely on it.
        self.python
            .enter(|vm| self.session_keeping.run_over(&self.app, vm));
        self.app.send(ToPage::RunEnded { run, outcome });
        self.python
            .enter(|vm| self.session_keeping.catch_up(&self.app, vm));
        if is_over && request.fragment_ids.is_empty() {
            self.app.drop_unused_bytes();
        }
        self.python.enter(|vm| self.python.collect(vm));
    }

    /// One run, from the callbacks to the end of the script or of its fragments.
    fn run(&self, vm: &VirtualMachine, path: &str, request: &RerunRequest) -> Outcome {
        let fragments = &request.fragment_ids;
        self.app.begin_run(fragments);
        if let Some(query) = &request.query {
            self.app.set_query(query);
        }
        if let Some(page) = &request.page {
            self.app.want_page(page);
        }
        if (self.stored_files.take_new_source() | self.has_new_source.take())
            && let Err(error) = self.python.forget_modules(vm)
        {
            return self.outcome_of(vm, &error);
        }
        let widget_states = &request.widget_states;
        let changed = self
            .python
            .with_stack(|| self.app.take_widget_states(widget_states, vm));
        let changed = match changed {
            Ok(changed) => changed,
            Err(error) => return self.outcome_of(vm, &error),
        };
        let callbacks = || self.app.run_callbacks(&changed, vm);
        let result = if fragments.is_empty() {
            self.compile_and_run(vm, path, callbacks)
        } else {
            self.python
                .with_stack(callbacks)
                .map_err(Failure::Callback)
                .and_then(|()| {
                    self.python
                        .with_stack(|| self.app.rerun_fragments(fragments, vm))
                        .map_err(Failure::Raised)
                })
        };
        match result {
            Ok(()) => Outcome::Finished,
            Err(Failure::Compile(error)) => Outcome::DoesNotCompile {
                text: self.python.trace(vm, &error).to_string(),
            },
            Err(Failure::Callback(error)) if self.is_failure(vm, &error) => {
                self.app.draw_failure(&error, fragments.first(), vm);
                Outcome::Stopped
            }
            Err(Failure::Raised(error) | Failure::Callback(error)) => self.outcome_of(vm, &error),
        }
    }

    fn compile_and_run(
        &self,
        vm: &VirtualMachine,
        path: &str,
        callbacks: impl FnOnce() -> PyResult<()>,
    ) -> Result<(), Failure> {
        let source = self.python.files().read(path).map_err(|error| {
            let text = format!("The script {path} cannot be read: {error}");
            Failure::Raised(vm.new_os_error(text))
        })?;
        let source = String::from_utf8_lossy(&source);
        let program = self
            .python
            .compile(vm, &source, path, self.magic.get())
            .map_err(Failure::Compile)?;
        self.python
            .with_stack(callbacks)
            .map_err(Failure::Callback)?;
        let by_folder = self
            .python
            .with_stack(|| self.app.run_pages_folder(vm))
            .map_err(Failure::Raised)?;
        if !by_folder {
            self.python
                .run_main(vm, &program)
                .map_err(Failure::Raised)?;
        }
        self.app.forget_fragments();
        self.app.check_session(vm).map_err(Failure::Raised)
    }

    /// What an exception that nobody caught means for the run.
    fn outcome_of(&self, vm: &VirtualMachine, error: &PyBaseExceptionRef) -> Outcome {
        let errors = &self.app.errors;
        if error.fast_isinstance(&errors.rerun) {
            let asked = self.app.take_rerun_request();
            // A script can raise the exception itself, without a word of what is to run.
            let is_own = asked.is_none() && self.inbox.interrupt().is_none();
            if let Some(fragment_ids) = asked.or(is_own.then(Vec::new)) {
                // The session knows all values: the page need not send them again.
                self.inbox.rerun_first(RerunRequest {
                    fragment_ids,
                    ..RerunRequest::default()
                });
            }
            return Outcome::Interrupted;
        }
        if error.fast_isinstance(&errors.stop) {
            if self.inbox.interrupt() == Some(Interrupt::Stop) {
                self.inbox.forget_stops();
                return Outcome::Stopped;
            }
            return Outcome::CutShort;
        }
        if self.is_failure(vm, error) {
            self.app.draw_exception(error, vm);
        }
        Outcome::CutShort
    }

    /// Whether an exception is to be shown: a script that exits has nothing more to say, and a fragment
    /// has said it already.
    fn is_failure(&self, vm: &VirtualMachine, error: &PyBaseExceptionRef) -> bool {
        let errors = &self.app.errors;
        !errors.is_control(error)
            && !error.fast_isinstance(vm.ctx.exceptions.system_exit)
            && !error.fast_isinstance(&errors.handled)
    }
}

/// Lets the elements and files of an app leave before its machine waits.
fn leave_before_waits(world: &dyn World, app: &Rc<App>, files: &Rc<StoredFiles>) {
    let (app, files) = (Rc::downgrade(app), Rc::downgrade(files));
    world.before_wait(Rc::new(move || {
        if let Some(app) = app.upgrade() {
            app.flush();
        }
        if let Some(files) = files.upgrade() {
            files.store_if_due();
        }
    }));
}

/// Why a run did not come to the end of its script.
enum Failure {
    Compile(PyBaseExceptionRef),
    /// A callback has raised it before the script ran.
    Callback(PyBaseExceptionRef),
    Raised(PyBaseExceptionRef),
}

/// The path of an app's file as the script sees it.
fn absolute(path: &str) -> String {
    format!("{FOLDER}/{}", path.trim_start_matches('/'))
}
