//! Drawing: elements and blocks at the place that a target stands for.

use std::rc::Rc;

use brooklet_protocol::layout::Scope;
use brooklet_protocol::{Block, Delta, DeltaPath, Element, Layout, Root};
use brooklet_python::vm::{PyResult, VirtualMachine};
use brooklet_session::Cursor;

use super::app::App;
use super::target::Target;
use crate::error::LayoutError;

impl App {
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

    /// Takes away what stood at a path for a while. What comes next takes its place, as it does in a run
    /// that has nothing to wait for.
    pub(crate) fn withdraw(&self, target: &Target, path: &DeltaPath) {
        self.redraw(path, Element::Empty, Layout::default());
        if let Target::Block(cursor) = self.resolve(target) {
            cursor.give_back(path);
        }
    }

    /// Opens a block where `target` says, and returns the place inside.
    pub fn open(&self, target: &Target, block: Block, layout: Layout) -> Target {
        let path = self.open_at(target, block, layout);
        Target::Block(Rc::new(Cursor::in_block(path)))
    }

    /// Opens a block where `target` says, and returns its path.
    pub fn open_at(&self, target: &Target, block: Block, mut layout: Layout) -> DeltaPath {
        layout.scope = self.scope_of(target);
        let resolved = self.resolve(target);
        let path = self.next_path(target);
        self.note_block(target, &resolved, &path, &block, &layout);
        if let Block::Form { id, .. } = &block {
            let session = self.session();
            session.forms.borrow_mut().open(path.clone(), id.clone());
        }
        self.push(Delta::Block {
            path: path.clone(),
            block,
            layout,
        });
        path
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
        self.session().run.enter(target);
    }

    /// Leaves the innermost `with`.
    pub fn leave(&self) {
        self.session().run.leave();
    }

    /// A path among what floats over the page: that of the dialog is 0, then come the toasts.
    pub fn event_path(&self, index: u32) -> DeltaPath {
        DeltaPath::new(Root::Event, vec![index])
    }

    /// The block or slot that `target` stands for now.
    pub fn resolve(&self, target: &Target) -> Target {
        self.session().run.resolve(target)
    }

    /// The main column, whatever `with` is open.
    pub(crate) fn main_column(&self) -> Target {
        self.session().run.main_column()
    }

    /// Refuses the strip at the lower edge where it cannot be.
    pub fn check_bottom(&self, vm: &VirtualMachine) -> PyResult<()> {
        let place = match self.root_of(&Target::Current) {
            Root::Sidebar => "`st.sidebar`",
            Root::Event => "a dialog",
            Root::Main | Root::Bottom | Root::Failure => return Ok(()),
        };
        Err(self.error(LayoutError::BottomElsewhere { place }, vm))
    }

    /// The path of what comes next to `target`.
    pub(super) fn next_path(&self, target: &Target) -> DeltaPath {
        let session = self.session();
        match self.beside(self.resolve(target)) {
            Target::Block(cursor) => {
                session.run.count_element();
                cursor.advance()
            }
            Target::Slot(path) => {
                session.run.release(&path);
                path
            }
            Target::Current | Target::Sidebar | Target::Bottom => {
                unreachable!("resolve() leaves a block or a slot")
            }
        }
    }

    pub(super) fn push(&self, delta: Delta) {
        self.session().outbox.push(delta);
    }

    /// What an element written to `target` belongs to.
    pub(crate) fn scope_of(&self, target: &Target) -> Scope {
        Scope {
            form_id: self.form_of(target),
            fragment_id: self.session().fragments.borrow().current().cloned(),
        }
    }

    /// The form that `target` is in. What `st.` itself writes belongs to the innermost form among the
    /// open `with` statements, wherever it stands.
    pub(crate) fn form_of(&self, target: &Target) -> Option<String> {
        let session = self.session();
        let forms = session.forms.borrow();
        let around = |target: &Target| forms.around(&self.path_of(target)).cloned();
        match target {
            Target::Current => session.run.inside().iter().rev().find_map(around),
            target => around(target),
        }
    }

    /// The block that `target` writes into, or the place that it fills.
    pub(crate) fn path_of(&self, target: &Target) -> DeltaPath {
        match self.resolve(target) {
            Target::Block(cursor) => cursor.block().clone(),
            Target::Slot(path) => path,
            Target::Current | Target::Sidebar | Target::Bottom => {
                unreachable!("resolve() leaves a block or a slot")
            }
        }
    }

    /// The part of the page that `target` is in.
    pub(crate) fn root_of(&self, target: &Target) -> Root {
        self.path_of(target).root
    }
}
