//! The run under way: where it writes, what it counts, what it has asked for.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use brooklet_protocol::{DeltaPath, Root};
use brooklet_python::vm::PyObjectRef;
use brooklet_session::Cursor;

use super::capture::Capture;
use super::target::Target;

/// How many elements one run may draw. Beyond it no page stays usable, and a loop without end is
/// the likely reason.
pub(crate) const MAX_ELEMENTS: u64 = 100_000;

/// The run under way.
#[derive(Debug)]
pub(crate) struct Run {
    cursors: RefCell<Cursors>,
    /// What the cached functions that run have drawn, the innermost last.
    pub(crate) captures: RefCell<Vec<Capture>>,
    /// The page of the app that is running, as far as the identity of its widgets goes.
    page: RefCell<String>,
    /// Whether a callback is running.
    pub(crate) in_callback: Cell<bool>,
    /// The fragments that the script wants to run next, or the whole script.
    rerun_request: RefCell<Option<Vec<String>>>,
    number: Cell<u32>,
    drawn: Cell<u64>,
    is_dialog_open: Cell<bool>,
    toasts: Cell<u32>,
    /// The paths that hold something until their `with` ends, if nothing else is written to them.
    held: RefCell<BTreeSet<DeltaPath>>,
    /// What rows can be added to.
    pub(crate) growing: RefCell<BTreeMap<DeltaPath, Growing>>,
}

/// A table or a chart that rows can be added to: how it was drawn.
#[derive(Debug, Clone)]
pub(crate) struct Growing {
    /// The command that has drawn it.
    pub command: &'static str,
    /// Its first argument.
    pub data: Option<PyObjectRef>,
    /// The others, by name.
    pub others: Vec<(String, PyObjectRef)>,
}

/// Where the run is writing.
#[derive(Debug)]
struct Cursors {
    main: Rc<Cursor>,
    sidebar: Rc<Cursor>,
    bottom: Rc<Cursor>,
    /// The containers of the `with` statements that are open.
    inside: Vec<Target>,
}

impl Cursors {
    fn at_the_top() -> Self {
        Self {
            main: Rc::new(Cursor::in_root(Root::Main)),
            sidebar: Rc::new(Cursor::in_root(Root::Sidebar)),
            bottom: Rc::new(Cursor::in_root(Root::Bottom)),
            inside: Vec::new(),
        }
    }
}

impl Default for Run {
    fn default() -> Self {
        Self {
            cursors: RefCell::new(Cursors::at_the_top()),
            captures: RefCell::default(),
            page: RefCell::default(),
            in_callback: Cell::default(),
            rerun_request: RefCell::default(),
            number: Cell::default(),
            drawn: Cell::default(),
            is_dialog_open: Cell::default(),
            toasts: Cell::default(),
            held: RefCell::default(),
            growing: RefCell::default(),
        }
    }
}

impl Run {
    /// Goes back to the top of the page.
    pub(crate) fn begin(&self) {
        self.cursors.replace(Cursors::at_the_top());
        self.captures.take();
        self.page.take();
        self.rerun_request.take();
        self.number.set(self.number.get().wrapping_add(1));
        self.drawn.set(0);
        self.is_dialog_open.set(false);
        self.toasts.set(0);
        self.held.take();
        self.growing.take();
    }

    /// Which run this is.
    pub(crate) fn number(&self) -> u32 {
        self.number.get()
    }

    /// Counts an element.
    pub(crate) fn count_element(&self) {
        self.drawn.set(self.drawn.get() + 1);
    }

    /// Whether it has drawn as much as a run may.
    pub(crate) fn is_full(&self) -> bool {
        self.drawn.get() >= MAX_ELEMENTS
    }

    /// The number of the next toast of this run, from 1 on.
    pub(crate) fn next_toast(&self) -> u32 {
        self.toasts.set(self.toasts.get() + 1);
        self.toasts.get()
    }

    /// Notes that this run opens a dialog, and says whether it is the first one.
    pub(crate) fn open_dialog(&self) -> bool {
        !self.is_dialog_open.replace(true)
    }

    /// Asks for another run after this one: of some fragments, or of the whole script.
    pub(crate) fn request_rerun(&self, fragments: Vec<String>) {
        self.rerun_request.replace(Some(fragments));
    }

    /// The run that the script has asked for; asking is over then.
    pub(crate) fn take_rerun_request(&self) -> Option<Vec<String>> {
        self.rerun_request.take()
    }

    /// The page of the app that is running.
    pub(crate) fn page(&self) -> String {
        self.page.borrow().clone()
    }

    /// Goes to a page of the app and says which one it was before.
    pub(crate) fn enter_page(&self, page: String) -> String {
        self.page.replace(page)
    }

    /// Notes that what stands at a path goes when its `with` ends.
    pub(crate) fn hold(&self, path: &DeltaPath) {
        self.held.borrow_mut().insert(path.clone());
    }

    /// Ends that, and says whether nothing else has been written to the path meanwhile.
    pub(crate) fn release(&self, path: &DeltaPath) -> bool {
        self.held.borrow_mut().remove(path)
    }

    /// Enters a `with`.
    pub(crate) fn enter(&self, target: Target) {
        self.cursors.borrow_mut().inside.push(target);
    }

    /// Leaves the innermost `with`.
    pub(crate) fn leave(&self) {
        self.cursors.borrow_mut().inside.pop();
    }

    /// The containers of the `with` statements that are open, the innermost last.
    pub(crate) fn inside(&self) -> Vec<Target> {
        self.cursors.borrow().inside.clone()
    }

    /// Opens and leaves `with` statements, so that these are open.
    pub(crate) fn set_inside(&self, inside: Vec<Target>) {
        self.cursors.borrow_mut().inside = inside;
    }

    /// The main column, whatever `with` is open.
    pub(crate) fn main_column(&self) -> Target {
        Target::Block(self.cursors.borrow().main.clone())
    }

    /// The block or slot that `target` stands for now.
    pub(crate) fn resolve(&self, target: &Target) -> Target {
        let cursors = self.cursors.borrow();
        match target {
            Target::Current => match cursors.inside.last() {
                None | Some(Target::Current) => Target::Block(cursors.main.clone()),
                Some(Target::Sidebar) => Target::Block(cursors.sidebar.clone()),
                Some(Target::Bottom) => Target::Block(cursors.bottom.clone()),
                Some(inner) => inner.clone(),
            },
            Target::Sidebar => Target::Block(cursors.sidebar.clone()),
            Target::Bottom => Target::Block(cursors.bottom.clone()),
            Target::Block(_) | Target::Slot(_) => target.clone(),
        }
    }
}
