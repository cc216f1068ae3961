//! After a run the page is told what the session holds, for an engine that may have to go on with it.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use brooklet_protocol::ToPage;
use brooklet_protocol::manifest::SessionSnapshot;
use brooklet_python::World;
use brooklet_python::vm::VirtualMachine;
use brooklet_streamlit::App;

/// Telling that takes no longer is done after each run.
const UNNOTICED: Duration = Duration::from_millis(10);

/// Of the time that goes by, longer telling takes one part in this many at most.
const SHARE: u32 = 50;

/// What the page was told last, and when it may be told again.
#[derive(Debug, Default)]
pub(crate) struct SessionKeeping {
    told: RefCell<SessionSnapshot>,
    due: Cell<Duration>,
    /// Whether there was a run that it was not told of.
    is_behind: Cell<bool>,
}

impl SessionKeeping {
    /// Tells what has changed, unless that was much work a short time ago.
    pub(crate) fn tell(&self, app: &App, world: &dyn World, vm: &VirtualMachine) {
        let begin = world.monotonic();
        if !app.may_restore_session() {
            return;
        }
        self.is_behind.set(begin < self.due.get());
        if self.is_behind.get() {
            return;
        }
        let snapshot = app.snapshot_session(vm);
        let end = world.monotonic();
        let took = end.saturating_sub(begin);
        if took > UNNOTICED {
            self.due.set(end + took * SHARE);
        }
        if *self.told.borrow() != snapshot {
            self.told.replace(snapshot.clone());
            app.send(ToPage::Session(snapshot));
        }
    }

    /// A run begins: what was left out is made up for, before the run can end the engine.
    pub(crate) fn catch_up(&self, app: &App, world: &dyn World, vm: &VirtualMachine) {
        if self.is_behind.get() {
            self.tell(app, world, vm);
        }
    }

    /// Another session begins.
    pub(crate) fn begin(&self) {
        self.told.take();
        self.due.take();
        self.is_behind.take();
    }
}
