//! After a run the page is told what the session holds, for an engine that may have to go on with it.

use std::cell::{Cell, RefCell};

use brooklet_protocol::ToPage;
use brooklet_protocol::manifest::SessionSnapshot;
use brooklet_python::vm::VirtualMachine;
use brooklet_streamlit::{App, SnapshotWork};

/// Who sees the end of a run may rely on a session of no more bytes. A larger one is told of after
/// the end, so that nobody waits for it.
const LIGHT_BYTES: usize = 256 << 10;

/// What the page was told last, and what telling it cost.
#[derive(Debug, Default)]
pub(crate) struct SessionKeeping {
    told: RefCell<SessionSnapshot>,
    work: RefCell<SnapshotWork>,
    /// Whether the page has not been told of the last run.
    is_behind: Cell<bool>,
}

impl SessionKeeping {
    /// A run is over, and the page is about to hear of that.
    pub(crate) fn run_over(&self, app: &App, vm: &VirtualMachine) {
        self.is_behind.set(app.may_restore_session());
        if self.work.borrow().bytes() <= LIGHT_BYTES {
            self.catch_up(app, vm);
        }
    }

    /// The page has heard that the run is over: it is told what has not been told.
    pub(crate) fn catch_up(&self, app: &App, vm: &VirtualMachine) {
        if !self.is_behind.take() {
            return;
        }
        let snapshot = app.snapshot_session(&mut self.work.borrow_mut(), vm);
        if *self.told.borrow() != snapshot {
            self.told.replace(snapshot.clone());
            app.send(ToPage::Session(snapshot));
        }
    }

    /// Another session begins.
    pub(crate) fn begin(&self) {
        self.told.take();
        self.work.take();
        self.is_behind.take();
    }
}
