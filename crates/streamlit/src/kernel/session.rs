//! One reader's session: what lives from run to run, and the run under way.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_protocol::WidgetId;
use brooklet_python::World;
use brooklet_python::vm::PyObjectRef;
use brooklet_session::query::Parameters;
use brooklet_session::{Inbox, State};

use super::form::Forms;
use super::fragment::Fragments;
use super::outbox::{Outbox, Outlet};
use super::pages::Pages;
use super::run::Run;
use super::uploads::{DeferredFile, Uploads};
use super::widget::Record;

/// What a session keeps from run to run, and its run under way.
#[derive(Debug)]
pub struct Session {
    pub(crate) state: RefCell<State<PyObjectRef, Record>>,
    pub(crate) forms: RefCell<Forms>,
    pub(crate) fragments: RefCell<Fragments>,
    /// The query parameters of the address.
    pub(crate) query: RefCell<Parameters>,
    pub(crate) pages: RefCell<Pages>,
    pub(crate) uploads: Uploads,
    /// The files that the script makes when they are asked for, by their button.
    pub(crate) deferred: RefCell<BTreeMap<WidgetId, Rc<dyn DeferredFile>>>,
    pub(crate) run: Run,
    pub(crate) outbox: Outbox,
    pub(crate) inbox: Rc<Inbox>,
}

impl Session {
    /// A session that has not run anything. `outlet` takes what goes to its page, `inbox` holds
    /// what comes from there.
    pub fn new(world: Rc<dyn World>, inbox: Rc<Inbox>, outlet: Rc<dyn Outlet>) -> Self {
        Self {
            state: RefCell::default(),
            forms: RefCell::default(),
            fragments: RefCell::default(),
            query: RefCell::default(),
            pages: RefCell::default(),
            uploads: Uploads::new(world.clone()),
            deferred: RefCell::default(),
            run: Run::default(),
            outbox: Outbox::new(outlet, inbox.clone(), world),
            inbox,
        }
    }

    /// Begins a run of some fragments, or of the whole script.
    pub(crate) fn begin_run(&self, fragments: &[String]) {
        self.run.begin();
        self.fragments.borrow_mut().begin_run(fragments);
        if fragments.is_empty() {
            self.forms.borrow_mut().clear();
            self.deferred.take();
            self.outbox.begin_media();
        }
    }

    /// Forgets everything: the next run is a first one.
    pub(crate) fn forget(&self) {
        self.state.take();
        self.fragments.take();
        self.pages.take();
    }
}
