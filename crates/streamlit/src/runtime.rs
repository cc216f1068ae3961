//! The app while its script runs: where elements go, what widgets hold, what leaves for the page.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use brooklet_cache::Disk;
use brooklet_protocol::{
    Block, Delta, DeltaPath, Element, Layout, Manifest, MediaId, Root, ToPage, WidgetId,
};
use brooklet_python::World;
use brooklet_python::vm::builtins::{PyDictRef, PyTypeRef};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use indexmap::IndexMap;

use brooklet_session::{Cursor, Inbox, Interrupt, Media, State, media_id};

use brooklet_session::query::Parameters;

use crate::cache::Caches;
use crate::cache::function::let_go;
use crate::cache::replay::Capture;
use crate::command::Entry;
use crate::container::DeltaGenerator;
use crate::error::ErrorTypes;
use crate::fragments::Running;
use crate::input::download_button::Deferred;
use crate::navigation::{Pages, Scripts};
use crate::scope::Forms;
use crate::target::Target;
use crate::upload::Uploads;
use crate::widget::Record;

/// How long deltas are gathered before they leave: one frame.
const FLUSH_EVERY: Duration = Duration::from_millis(16);

/// How many deltas may be under way to the page before the script waits for it.
const MOST_UNDER_WAY: u64 = 5_000;

/// How many elements one run may draw. Beyond it no page stays usable, and a loop without end is
/// the likely reason.
const MOST_ELEMENTS: u64 = 100_000;

/// The way to the page.
pub trait Outlet {
    /// Sends a message.
    fn send(&self, message: ToPage);

    /// Sends bytes of a media type, which the next [`ToPage::Media`] names.
    fn send_bytes(&self, mime: &str, bytes: &[u8]);
}

/// The app while its script runs.
pub struct Runtime {
    /// The exception types of Streamlit.
    pub errors: ErrorTypes,
    /// What widgets and `st.session_state` hold.
    pub state: RefCell<State<PyObjectRef, Record>>,
    /// All commands by name, in the order of the table.
    pub entries: IndexMap<&'static str, Rc<Entry>>,
    /// The classes of containers that can do more than hold elements.
    pub kinds: IndexMap<&'static str, PyTypeRef>,
    /// The machine around.
    pub world: Rc<dyn World>,
    /// The files that the script makes when they are asked for, by their button.
    pub deferred: RefCell<BTreeMap<WidgetId, Deferred>>,
    inbox: Rc<Inbox>,
    outlet: Rc<dyn Outlet>,
    media: RefCell<Media>,
    /// The parts that are written in Python and in use.
    pub(crate) parts: RefCell<BTreeMap<&'static str, PyDictRef>>,
    pub(crate) uploads: Uploads,
    pub(crate) forms: RefCell<Forms>,
    /// What cached functions have returned.
    pub(crate) caches: RefCell<Caches>,
    /// What the cached functions that run have drawn, the innermost last.
    pub(crate) captures: RefCell<Vec<Capture>>,
    pub(crate) fragments: RefCell<Running>,
    /// The query parameters of the address.
    pub(crate) query: RefCell<Parameters>,
    /// The pages of the app.
    pub(crate) pages: RefCell<Pages>,
    /// The page that is running, as far as the identity of its widgets goes.
    page: RefCell<String>,
    /// The app's own script, and how scripts are reached.
    main_script: RefCell<String>,
    scripts: RefCell<Option<Rc<dyn Scripts>>>,
    /// What the app is, but for its files.
    pub(crate) manifest: RefCell<Manifest>,
    /// Whether a callback is running.
    pub(crate) in_callback: Cell<bool>,
    place: RefCell<Place>,
    waiting: RefCell<Vec<Delta>>,
    flushed_at: Cell<Duration>,
    sent: Cell<u64>,
    drawn_in_run: Cell<u64>,
    /// The fragments that the script wants to run next, or the whole script.
    rerun_requested: RefCell<Option<Vec<String>>>,
    runs: Cell<u32>,
    dialog_opened: Cell<bool>,
    toasts: Cell<u32>,
    /// The places that hold something until their `with` ends, if nothing else is written to them.
    held: RefCell<BTreeSet<DeltaPath>>,
}

/// Where the run is writing.
struct Place {
    main: Rc<Cursor>,
    sidebar: Rc<Cursor>,
    bottom: Rc<Cursor>,
    /// The containers of the `with` statements that are open.
    inside: Vec<Target>,
}

impl Place {
    fn at_the_top() -> Self {
        Self {
            main: Rc::new(Cursor::in_root(Root::Main)),
            sidebar: Rc::new(Cursor::in_root(Root::Sidebar)),
            bottom: Rc::new(Cursor::in_root(Root::Bottom)),
            inside: Vec::new(),
        }
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Runtime").finish_non_exhaustive()
    }
}

impl Runtime {
    /// A runtime that has not run anything.
    pub fn new(
        vm: &VirtualMachine,
        world: Rc<dyn World>,
        inbox: Rc<Inbox>,
        outlet: Rc<dyn Outlet>,
        disk: Rc<dyn Disk>,
    ) -> Self {
        Self {
            errors: ErrorTypes::new(vm),
            state: RefCell::default(),
            entries: crate::commands::ALL
                .iter()
                .map(|command| (command.name, Rc::new(Entry::new(command))))
                .collect(),
            kinds: DeltaGenerator::kinds(vm),
            world,
            deferred: RefCell::default(),
            inbox,
            outlet,
            media: RefCell::new(Media::new()),
            parts: RefCell::default(),
            uploads: Uploads::default(),
            forms: RefCell::default(),
            caches: RefCell::new(Caches::new(disk)),
            captures: RefCell::default(),
            fragments: RefCell::default(),
            query: RefCell::default(),
            pages: RefCell::default(),
            page: RefCell::default(),
            main_script: RefCell::default(),
            scripts: RefCell::default(),
            manifest: RefCell::default(),
            in_callback: Cell::default(),
            place: RefCell::new(Place::at_the_top()),
            waiting: RefCell::default(),
            flushed_at: Cell::default(),
            sent: Cell::default(),
            drawn_in_run: Cell::default(),
            rerun_requested: RefCell::default(),
            runs: Cell::default(),
            dialog_opened: Cell::default(),
            toasts: Cell::default(),
            held: RefCell::default(),
        }
    }

    /// Goes back to the top of the page for a new run of some fragments, or of the whole script.
    pub fn begin_run(&self, fragments: &[String]) {
        *self.place.borrow_mut() = Place::at_the_top();
        self.fragments.borrow_mut().begin_run(fragments);
        self.rerun_requested.take();
        self.page.take();
        if fragments.is_empty() {
            self.forms.borrow_mut().clear();
        }
        self.drawn_in_run.set(0);
        self.captures.borrow_mut().clear();
        if fragments.is_empty() {
            self.media.borrow_mut().begin_run();
            self.deferred.borrow_mut().clear();
        }
        self.dialog_opened.set(false);
        self.toasts.set(0);
        self.held.borrow_mut().clear();
        self.runs.set(self.runs.get().wrapping_add(1));
    }

    /// Lets go of the bytes that a run which came to its end does not use, here and on the page.
    pub fn let_bytes_go(&self) {
        self.uploads.let_go();
        let kept = self.media.borrow_mut().end_run();
        if let Some(kept) = kept {
            self.send(ToPage::KeepMedia(kept));
        }
    }

    /// Gives bytes of a media type to the page, if it does not have them, and says what they are
    /// called there.
    pub fn give_media(&self, mime: &str, bytes: &[u8]) -> MediaId {
        let id = media_id(mime, bytes);
        self.note_media(mime, bytes);
        if self.media.borrow_mut().mark_used(&id) {
            self.outlet.send_bytes(mime, bytes);
            self.send(ToPage::Media(id.clone()));
        }
        id
    }

    /// Which run this is.
    pub fn run(&self) -> u32 {
        self.runs.get()
    }

    /// A place among what floats over the page: that of the dialog is 0, then come the toasts.
    pub fn event_path(&self, place: u32) -> DeltaPath {
        DeltaPath::new(Root::Event, vec![place])
    }

    /// The place of the next toast of this run.
    pub fn next_toast(&self) -> DeltaPath {
        self.toasts.set(self.toasts.get() + 1);
        self.event_path(self.toasts.get())
    }

    /// Refuses the strip at the lower edge where it cannot be.
    pub fn check_bottom(&self, vm: &VirtualMachine) -> PyResult<()> {
        let place = match self.root_of(&Target::Current) {
            Root::Sidebar => "`st.sidebar`",
            Root::Event => "a dialog",
            Root::Main | Root::Bottom => return Ok(()),
        };
        let text = format!(
            "`st.bottom` cannot be used inside {place}. The bottom container is only available in the main app area."
        );
        let name = "StreamlitInvalidLayoutContextError";
        Err(self.errors.make(name, text, vm))
    }

    /// Notes that this run opens a dialog, and says whether it is the first one.
    pub fn open_dialog(&self) -> bool {
        !self.dialog_opened.replace(true)
    }

    /// Asks for another run after this one, as `st.rerun()` does: of some fragments, or of the whole
    /// script.
    pub fn request_rerun(&self, fragments: Vec<String>) {
        self.rerun_requested.replace(Some(fragments));
    }

    /// The run that the script has asked for; asking is over then.
    pub fn take_rerun_request(&self) -> Option<Vec<String>> {
        self.rerun_requested.take()
    }

    /// Says what the app is, but for its files: its script, and how scripts are reached.
    pub fn set_app(&self, main_script: String, scripts: Rc<dyn Scripts>, manifest: Manifest) {
        self.main_script.replace(main_script);
        self.scripts.replace(Some(scripts));
        self.manifest.replace(manifest);
    }

    /// Goes to the page of the app with this path.
    pub fn want_page(&self, path: &str) {
        path.clone_into(&mut self.pages.borrow_mut().wanted);
    }

    /// The absolute path of the app's own script.
    pub(crate) fn main_script(&self) -> String {
        self.main_script.borrow().clone()
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

    /// An option of the app as JSON, if it is set.
    pub(crate) fn option(&self, name: &str) -> Option<String> {
        self.manifest.borrow().config.get(name).cloned()
    }

    /// The page that is running, as far as the identity of its widgets goes.
    pub(crate) fn page(&self) -> String {
        self.page.borrow().clone()
    }

    /// Goes to a page of the app and says which one it was before.
    pub(crate) fn enter_page(&self, page: String) -> String {
        self.page.replace(page)
    }

    /// Forgets the session: the next run is a first one.
    pub fn forget_session(&self) {
        *self.state.borrow_mut() = State::default();
        self.fragments.take();
        self.pages.take();
        self.caches.borrow_mut().end_session();
    }

    /// Forgets what cached functions have returned, as the reader asks.
    pub fn clear_caches(&self, vm: &VirtualMachine) {
        let gone = self.caches.borrow_mut().clear(None);
        let_go(gone, vm);
    }

    /// Where a script may be interrupted: each command, each tick of a loop. What it has drawn
    /// leaves for the page, and a message that ends the run raises the exception that does.
    pub fn checkpoint(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.flush_if_due();
        self.interrupt(vm)?;
        while self.world.hears() && self.under_way() > MOST_UNDER_WAY {
            self.flush();
            self.world.sleep(FLUSH_EVERY);
            self.interrupt(vm)?;
        }
        Ok(())
    }

    fn interrupt(&self, vm: &VirtualMachine) -> PyResult<()> {
        let control = match self.inbox.interrupt() {
            None => return Ok(()),
            Some(Interrupt::Stop) => &self.errors.stop,
            Some(Interrupt::Rerun) => &self.errors.rerun,
        };
        Err(vm.new_exception_empty(control.clone()))
    }

    /// Ends the run in which too much is drawn.
    pub fn check_amount(&self, vm: &VirtualMachine) -> PyResult<()> {
        if self.drawn_in_run.get() < MOST_ELEMENTS {
            return Ok(());
        }
        let text = format!(
            "This run has drawn {MOST_ELEMENTS} elements and was stopped, because a page with more cannot be used. Is there a loop without end? To replace an element again and again, write to `st.empty()`."
        );
        Err(self.errors.make("StreamlitAPIException", text, vm))
    }

    /// Puts an element where `target` says.
    pub fn draw(&self, target: &Target, element: Element, mut layout: Layout) -> DeltaPath {
        layout.scope = self.scope_of(target);
        let resolved = self.resolve(target);
        let path = self.next_path(target);
        self.note_element(target, &resolved, &path, &element, &layout);
        self.push(Delta::Element {
            path: path.clone(),
            element,
            layout,
        });
        path
    }

    /// Replaces what stands at a path.
    pub fn redraw(&self, path: &DeltaPath, element: Element, mut layout: Layout) {
        layout.scope = self.scope_of(&Target::Slot(path.clone()));
        self.push(Delta::Element {
            path: path.clone(),
            element,
            layout,
        });
    }

    /// Opens a block where `target` says, and returns the place inside.
    pub fn open(&self, target: &Target, block: Block, mut layout: Layout) -> Target {
        layout.scope = self.scope_of(target);
        let resolved = self.resolve(target);
        let path = self.next_path(target);
        self.note_block(target, &resolved, &path, &block, &layout);
        if let Block::Form { id, .. } = &block {
            self.forms.borrow_mut().open(path.clone(), id.clone());
        }
        self.push(Delta::Block {
            path: path.clone(),
            block,
            layout,
        });
        Target::Block(Rc::new(Cursor::in_block(path)))
    }

    /// Notes that what stands at a path goes when its `with` ends.
    pub fn hold(&self, path: &DeltaPath) {
        self.held.borrow_mut().insert(path.clone());
    }

    /// Ends that, and says whether nothing else has been written to the path meanwhile.
    pub fn release(&self, path: &DeltaPath) -> bool {
        self.held.borrow_mut().remove(path)
    }

    /// Brings a block up to date; what is in it stays.
    pub fn reopen(&self, path: &DeltaPath, block: Block, layout: Layout) {
        self.push(Delta::Block {
            path: path.clone(),
            block,
            layout,
        });
    }

    /// Enters a `with`.
    pub fn enter(&self, target: Target) {
        self.place.borrow_mut().inside.push(target);
    }

    /// Leaves the innermost `with`.
    pub fn leave(&self) {
        self.place.borrow_mut().inside.pop();
    }

    /// The containers of the `with` statements that are open, the innermost last.
    pub(crate) fn inside(&self) -> Vec<Target> {
        self.place.borrow().inside.clone()
    }

    /// Opens and leaves `with` statements, so that these are open.
    pub(crate) fn set_inside(&self, inside: Vec<Target>) {
        self.place.borrow_mut().inside = inside;
    }

    /// The place that `target` stands for now.
    pub fn resolve(&self, target: &Target) -> Target {
        let place = self.place.borrow();
        match target {
            Target::Current => match place.inside.last() {
                None | Some(Target::Current) => Target::Block(place.main.clone()),
                Some(Target::Sidebar) => Target::Block(place.sidebar.clone()),
                Some(Target::Bottom) => Target::Block(place.bottom.clone()),
                Some(inner) => inner.clone(),
            },
            Target::Sidebar => Target::Block(place.sidebar.clone()),
            Target::Bottom => Target::Block(place.bottom.clone()),
            Target::Block(_) | Target::Slot(_) => target.clone(),
        }
    }

    /// Sends a message that is no delta, behind the deltas before it.
    pub fn send(&self, message: ToPage) {
        self.flush();
        self.outlet.send(message);
    }

    /// Lets everything drawn leave for the page.
    pub fn flush(&self) {
        self.flushed_at.set(self.world.monotonic());
        let deltas = std::mem::take(&mut *self.waiting.borrow_mut());
        if !deltas.is_empty() {
            self.sent.set(self.sent.get() + deltas.len() as u64);
            self.outlet.send(ToPage::Deltas(deltas));
        }
    }

    fn flush_if_due(&self) {
        if !self.waiting.borrow().is_empty()
            && self.world.monotonic().saturating_sub(self.flushed_at.get()) >= FLUSH_EVERY
        {
            self.flush();
        }
    }

    fn under_way(&self) -> u64 {
        (self.sent.get() + self.waiting.borrow().len() as u64).saturating_sub(self.inbox.drawn())
    }

    pub(crate) fn next_path(&self, target: &Target) -> DeltaPath {
        match self.beside(self.resolve(target)) {
            Target::Block(cursor) => {
                self.drawn_in_run.set(self.drawn_in_run.get() + 1);
                cursor.advance()
            }
            Target::Slot(path) => {
                self.held.borrow_mut().remove(&path);
                path
            }
            Target::Current | Target::Sidebar | Target::Bottom => {
                unreachable!("resolve() leaves a block or a slot")
            }
        }
    }

    pub(crate) fn push(&self, delta: Delta) {
        let mut waiting = self.waiting.borrow_mut();
        let replaces_last = matches!(&delta, Delta::Element { .. })
            && matches!(waiting.last(), Some(last @ Delta::Element { .. }) if last.path() == delta.path());
        if replaces_last {
            waiting.pop();
        }
        waiting.push(delta);
    }
}
