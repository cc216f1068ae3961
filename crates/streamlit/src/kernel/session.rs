//! One reader's session: what lives from run to run, and the run under way.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use brooklet_protocol::{Binding, WidgetId};
use brooklet_python::World;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use brooklet_session::query::Parameters;
use brooklet_session::{Inbox, State, Unread};

use super::form::Forms;
use super::fragment::Fragments;
use super::outbox::{Outbox, Outlet};
use super::pages::Pages;
use super::restored_values::RestoredValues;
use super::returned::Returned;
use super::run::Run;
use super::uploads::{DeferredFile, Uploads};
use super::widget::WidgetMetadata;

/// What widgets and `st.session_state` hold.
pub(crate) type WidgetState = State<PyObjectRef, WidgetMetadata>;

/// What a session keeps from run to run, and its run under way.
#[derive(Debug)]
pub struct Session {
    state: RefCell<WidgetState>,
    pub(crate) forms: RefCell<Forms>,
    pub(crate) fragments: RefCell<Fragments>,
    /// The widgets whose value stands in the address, by the name of the parameter.
    pub(crate) bindings: RefCell<BTreeMap<String, Binding>>,
    /// The keys whose values could not be read in this run, though another engine has written them down.
    pub(super) unreadable: RefCell<BTreeSet<String>>,
    /// What of a session that goes on has to be named on the console.
    pub(crate) restored: RefCell<RestoredValues>,
    /// What the console is told no second time.
    pub(crate) told: RefCell<BTreeSet<String>>,
    /// The query parameters of the address.
    pub(crate) query: RefCell<Parameters>,
    pub(crate) pages: RefCell<Pages>,
    pub(crate) uploads: Uploads,
    /// The files that the script makes when they are asked for, by their button.
    pub(crate) deferred: RefCell<BTreeMap<WidgetId, Rc<dyn DeferredFile>>>,
    /// What editors have returned, and may be given again.
    pub(crate) returned: Returned,
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
            bindings: RefCell::default(),
            unreadable: RefCell::default(),
            restored: RefCell::default(),
            told: RefCell::default(),
            query: RefCell::default(),
            pages: RefCell::default(),
            uploads: Uploads::new(world.clone()),
            deferred: RefCell::default(),
            returned: Returned::default(),
            run: Run::default(),
            outbox: Outbox::new(outlet, inbox.clone(), world),
            inbox,
        }
    }

    /// Works with what widgets and `st.session_state` hold. What the state lets go of is dropped
    /// when nothing is borrowed any more: its `__del__` may ask the state.
    pub(crate) fn with_state<T>(&self, act: impl FnOnce(&mut WidgetState) -> T) -> T {
        let mut state = self.state.borrow_mut();
        let result = act(&mut state);
        let dropped = state.take_dropped();
        drop(state);
        drop(dropped);
        result
    }

    /// Reads what the page has sent for a widget, with nothing borrowed.
    pub(crate) fn read_sent(
        &self,
        unread: &Unread<PyObjectRef, WidgetMetadata>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Unread {
            id,
            widget,
            sent,
            former,
        } = unread;
        let value = widget.deserialize(sent, former.as_ref(), vm)?;
        self.with_state(|state| state.accept(id, value));
        Ok(())
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
        drop(self.state.take());
        self.fragments.take();
        self.bindings.take();
        self.unreadable.take();
        self.restored.take();
        self.pages.take();
        self.returned.forget();
    }
}
