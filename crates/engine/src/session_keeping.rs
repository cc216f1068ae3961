//! After a run the page is told what the session holds, for an engine that may have to go on with it.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use brooklet_protocol::ToPage;
use brooklet_protocol::manifest::SessionSnapshot;
use brooklet_python::World;
use brooklet_python::vm::VirtualMachine;
use brooklet_streamlit::App;

/// Of the time that goes by, telling takes one part in this many at most.
const SHARE: u32 = 50;

/// What the page was told last, and when it may be told again.
#[derive(Debug, Default)]
pub(crate) struct SessionKeeping {
    told: RefCell<SessionSnapshot>,
    due: Cell<Duration>,
}

impl SessionKeeping {
    /// Tells what has changed, unless that was much work a short time ago.
    pub(crate) fn tell(&self, app: &App, world: &dyn World, vm: &VirtualMachine) {
        let begin = world.monotonic();
        if !app.may_restore_session() || begin < self.due.get() {
            return;
        }
        let snapshot = app.snapshot_session(vm);
        let end = world.monotonic();
        self.due.set(end + end.saturating_sub(begin) * SHARE);
        if *self.told.borrow() != snapshot {
            self.told.replace(snapshot.clone());
            app.send(ToPage::Session(snapshot));
        }
    }

    /// Another session begins.
    pub(crate) fn begin(&self) {
        self.told.take();
        self.due.take();
    }
}
