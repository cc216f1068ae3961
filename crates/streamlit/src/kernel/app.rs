//! The app in one Python: what it is, and the sessions that it serves.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use brooklet_cache::{Disk, Store};
use brooklet_protocol::{Manifest, MediaId, ToPage, WidgetId, WidgetStates};
use brooklet_python::World;
use brooklet_python::vm::builtins::PyDictRef;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::cached_result::{Stored, run_on_release};
use super::pages::{self, Scripts};
use super::session::Session;
use super::widget::WidgetMetadata;
use crate::error::ErrorTypes;

/// The app in one Python. Its sessions are a stack: the innermost one is that whose script runs.
pub struct App {
    /// The exception types of Streamlit.
    pub errors: ErrorTypes,
    /// The machine around.
    pub world: Rc<dyn World>,
    /// The namespaces of the Python sources of this crate that are in use.
    pub(super) python_sources: RefCell<BTreeMap<&'static str, PyDictRef>>,
    /// What cached functions have returned.
    pub(crate) caches: RefCell<Store<Stored>>,
    /// What the app is, but for its files.
    pub(crate) manifest: RefCell<Manifest>,
    /// The app's own script, and how scripts are reached.
    main_script: RefCell<String>,
    scripts: RefCell<Option<Rc<dyn Scripts>>>,
    sessions: RefCell<Vec<Rc<Session>>>,
}

impl fmt::Debug for App {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("App").finish_non_exhaustive()
    }
}

impl App {
    /// An app with one session, which has not run anything. `disk` keeps what outlives the program.
    pub fn new(
        vm: &VirtualMachine,
        world: Rc<dyn World>,
        session: Session,
        disk: Rc<dyn Disk>,
    ) -> Self {
        Self {
            errors: ErrorTypes::new(vm),
            world,
            python_sources: RefCell::default(),
            caches: RefCell::new(Store::new(disk)),
            manifest: RefCell::default(),
            main_script: RefCell::default(),
            scripts: RefCell::default(),
            sessions: RefCell::new(vec![Rc::new(session)]),
        }
    }

    /// The session whose script runs.
    ///
    /// # Panics
    /// Never: the first session stays for as long as the app.
    pub fn session(&self) -> Rc<Session> {
        let sessions = self.sessions.borrow();
        sessions
            .last()
            .expect("the first session is never left")
            .clone()
    }

    /// Carries out `act` in another session, as a script does that runs another app's script.
    pub fn within<T>(&self, session: Rc<Session>, act: impl FnOnce() -> T) -> T {
        self.sessions.borrow_mut().push(session);
        let result = act();
        let left = self.sessions.borrow_mut().pop();
        drop(left);
        result
    }

    /// Says what the app is, but for its files: its script, and how scripts are reached.
    pub fn set_app(&self, main_script: String, scripts: Rc<dyn Scripts>, manifest: Manifest) {
        self.main_script.replace(main_script);
        self.scripts.replace(Some(scripts));
        self.manifest.replace(manifest);
    }

    /// The absolute path of the app's own script.
    pub(crate) fn main_script(&self) -> String {
        self.main_script.borrow().clone()
    }

    /// The absolute path that `path` means beside the app's script.
    pub(crate) fn resolve_path(&self, path: &str) -> String {
        pages::resolve(&self.main_script.borrow(), path)
    }

    /// Whether there is a script at an absolute path.
    pub(crate) fn is_script(&self, path: &str) -> bool {
        let scripts = self.scripts.borrow();
        scripts
            .as_ref()
            .is_some_and(|scripts| scripts.is_file(path))
    }

    /// The names in a folder of the app.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let scripts = self.scripts.borrow();
        scripts
            .as_ref()
            .map(|scripts| scripts.names(folder))
            .unwrap_or_default()
    }

    /// Runs a script inside of the run of the app's script.
    pub(crate) fn run_script(&self, path: &str, vm: &VirtualMachine) -> PyResult<()> {
        let scripts = self.scripts.borrow().clone();
        scripts.map_or(Ok(()), |scripts| scripts.run(path, vm))
    }

    /// Whether the engine with data can be had where this one has none.
    pub fn offers_data(&self) -> bool {
        self.manifest.borrow().offers_data
    }

    /// An option of the app as JSON, if it is set.
    pub(crate) fn option(&self, name: &str) -> Option<String> {
        self.manifest.borrow().config.get(name).cloned()
    }

    /// Begins a run of some fragments, or of the whole script.
    pub fn begin_run(&self, fragments: &[String]) {
        self.session().begin_run(fragments);
    }

    /// Takes over what the page says its widgets hold, and gives the widgets that have changed, in
    /// the order in which the script first called them.
    /// Reading and comparing values may run code of the script, and raise what it raises.
    pub fn take_widget_states(
        &self,
        sent: &WidgetStates,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<WidgetMetadata>> {
        let session = self.session();
        for unread in session.with_state(|state| state.begin_run(sent)) {
            session.read_sent(&unread, vm)?;
        }
        let mut changed = Vec::new();
        for compared in session.with_state(|state| state.compared()) {
            let is_same = match compared.former {
                Some(former) => self.is_same(&former, &compared.value, vm)?,
                None => false,
            };
            if !is_same {
                changed.push(compared.widget);
            }
        }
        Ok(changed)
    }

    /// Whether two values are the same to the script; those that cannot be compared are not.
    fn is_same(
        &self,
        one: &PyObjectRef,
        other: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        match vm.bool_eq(one, other) {
            Err(error) if !self.errors.is_control(&error) => Ok(false),
            result => result,
        }
    }

    /// Ends a run of some fragments, or of the whole script, which has come to its end if it
    /// `is_complete`.
    pub fn end_run(&self, is_complete: bool, fragments: &[String]) {
        let session = self.session();
        self.name_dropped_values(is_complete && fragments.is_empty());
        let page = session.pages.borrow().wanted.clone();
        session.with_state(|state| {
            state.end_run(is_complete, fragments);
            state.enter_page(&page);
        });
        self.unbind_missing();
    }

    /// Asks for another run after this one, as `st.rerun()` does: of some fragments, or of the whole
    /// script.
    pub fn request_rerun(&self, fragments: Vec<String>) {
        self.session().run.request_rerun(fragments);
    }

    /// The run that the script has asked for; asking is over then.
    pub fn take_rerun_request(&self) -> Option<Vec<String>> {
        self.session().run.take_rerun_request()
    }

    /// Goes to the page of the app with this path.
    pub fn want_page(&self, path: &str) {
        path.clone_into(&mut self.session().pages.borrow_mut().wanted);
    }

    /// Forgets the session: the next run is a first one.
    pub fn forget_session(&self, vm: &VirtualMachine) {
        self.session().forget();
        let gone = self.caches.borrow_mut().end_session();
        run_on_release(gone, vm);
    }

    /// Forgets what cached functions have returned, as the reader asks.
    pub fn clear_caches(&self, vm: &VirtualMachine) {
        let gone = self.caches.borrow_mut().clear(None);
        run_on_release(gone, vm);
    }

    /// Makes the file of a download button; `None` if it is not offered any more.
    pub fn make_file(
        &self,
        id: &WidgetId,
        vm: &VirtualMachine,
    ) -> Option<PyResult<(MediaId, String)>> {
        let deferred = self.session().deferred.borrow().get(id).cloned()?;
        let made = deferred.make(&self.errors, vm);
        Some(made.map(|file| {
            (
                self.give_media(&file.mime, &[file.bytes.as_bytes()]),
                file.name,
            )
        }))
    }

    /// Lets go of the bytes that a run which came to its end does not use, here and on the page.
    pub fn drop_unused_bytes(&self) {
        let session = self.session();
        session.uploads.drop_unused();
        session.outbox.end_media();
    }

    /// Gives bytes of a media type, piece by piece, to the page, if it does not have them, and says what they are
    /// called there.
    pub fn give_media(&self, mime: &str, pieces: &[&[u8]]) -> MediaId {
        self.note_media(mime, pieces);
        self.session().outbox.give_media(mime, pieces)
    }

    /// Sends a message that is no delta, behind the deltas before it.
    pub fn send(&self, message: ToPage) {
        self.session().outbox.send(message);
    }

    /// Lets everything drawn leave for the page.
    pub fn flush(&self) {
        self.session().outbox.flush();
    }
}
