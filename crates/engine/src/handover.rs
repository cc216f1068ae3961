//! Leaving to another engine what this one cannot go on with: a script imports what only that one has.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::message::{Handover, RerunRequest};
use brooklet_python::Python;
use brooklet_python::vm::VirtualMachine;
use brooklet_streamlit::App;

use crate::packages::Packages;

/// What has been left to this engine, and whether it has to leave itself.
#[derive(Debug, Default)]
pub(crate) struct Succession {
    is_over: Rc<Cell<bool>>,
    taken: RefCell<Option<Handover>>,
}

impl Succession {
    /// Ends a run whose script imports a package that another engine has, if that can be had. Code
    /// that catches exceptions does not catch it, as it does not catch that of `st.stop()`.
    pub(crate) fn watch(&self, python: &Python, packages: Packages, app: &Rc<App>) {
        let (is_over, app) = (self.is_over.clone(), Rc::downgrade(app));
        python.set_on_missing(Rc::new(move |name, vm| {
            let Some(app) = app.upgrade() else {
                return Ok(());
            };
            if !packages.has_elsewhere(name) || !app.offers_data() {
                return Ok(());
            }
            is_over.set(true);
            Err(vm.new_exception_empty(app.errors.stop.clone()))
        }));
    }

    /// Takes what another engine has left.
    pub(crate) fn take_over(&self, handover: Handover) {
        self.taken.replace(Some(handover));
    }

    /// The request of the run that another engine has broken off, once; the session has what it kept.
    pub(crate) fn resume(&self, app: &App) -> Option<RerunRequest> {
        let handover = self.taken.take()?;
        app.unpickle_session(handover.session_state);
        Some(handover.request)
    }

    /// What is left to another engine, if this one cannot go on: `request` is what it was asked for.
    pub(crate) fn leave(
        &self,
        request: &RerunRequest,
        app: &App,
        vm: &VirtualMachine,
    ) -> Option<Handover> {
        self.is_over.take().then(|| Handover {
            session_state: app.pickle_session(vm),
            // The next engine knows no fragments yet.
            request: RerunRequest {
                fragment_ids: Vec::new(),
                ..request.clone()
            },
        })
    }
}
