//! What the native parts of one Python share: its world, its files, its checkpoint.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use rustpython_vm::{PyResult, VirtualMachine};

use crate::files::FileSystem;
use crate::{World, YieldInterval, YieldLimits};

/// How long a loop may go on before messages are let in: nobody sees a sixtieth of a second, nor
/// waits for a twentieth.
const BREATHS: YieldLimits = YieldLimits {
    time_per_cost: 100,
    shortest: Duration::from_millis(12),
    longest: Duration::from_millis(50),
};

/// What letting them in costs in a quick browser.
const FIRST_COST: Duration = Duration::from_micros(150);

/// Called where a program may be interrupted; the exception it returns ends the program.
pub type Checkpoint = Rc<dyn Fn(&VirtualMachine) -> PyResult<()>>;

/// Called with the name of a module that is imported and is not there. The exception it returns is
/// raised in the place of the usual one.
pub type OnMissing = Rc<dyn Fn(&str, &VirtualMachine) -> PyResult<()>>;

/// What the native parts of one Python share.
pub(crate) struct Machine {
    pub(crate) world: Rc<dyn World>,
    pub(crate) files: Rc<FileSystem>,
    checkpoint: RefCell<Option<Checkpoint>>,
    on_missing: RefCell<Option<OnMissing>>,
    yielded_at: Cell<Duration>,
    interval: Cell<YieldInterval>,
}

impl fmt::Debug for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Machine").finish_non_exhaustive()
    }
}

impl Machine {
    pub(crate) fn new(world: Rc<dyn World>, files: Rc<FileSystem>) -> Self {
        let yielded_at = Cell::new(world.monotonic());
        Self {
            world,
            files,
            checkpoint: RefCell::default(),
            on_missing: RefCell::default(),
            yielded_at,
            interval: Cell::new(YieldInterval::new(BREATHS, FIRST_COST)),
        }
    }

    pub(crate) fn set_checkpoint(&self, checkpoint: Checkpoint) {
        self.checkpoint.replace(Some(checkpoint));
    }

    pub(crate) fn set_on_missing(&self, on_missing: OnMissing) {
        self.on_missing.replace(Some(on_missing));
    }

    /// A module that is imported is not there.
    pub(crate) fn note_missing(&self, name: &str, vm: &VirtualMachine) -> PyResult<()> {
        let on_missing = self.on_missing.borrow().clone();
        on_missing.map_or(Ok(()), |on_missing| on_missing(name, vm))
    }

    /// Lets the program be interrupted here.
    pub(crate) fn checkpoint(&self, vm: &VirtualMachine) -> PyResult<()> {
        let checkpoint = self.checkpoint.borrow().clone();
        match checkpoint {
            Some(checkpoint) => checkpoint(vm),
            None => Ok(()),
        }
    }

    /// Lets messages in, and the program be interrupted, if it is time.
    pub(crate) fn yield_if_due(&self, now: Duration, vm: &VirtualMachine) -> PyResult<()> {
        let mut interval = self.interval.get();
        if now.saturating_sub(self.yielded_at.get()) < interval.get() {
            return Ok(());
        }
        self.world.yield_now();
        let yielded_at = self.world.monotonic();
        interval.note_cost(yielded_at.saturating_sub(now));
        self.interval.set(interval);
        self.yielded_at.set(yielded_at);
        self.checkpoint(vm)
    }

    /// Waits for news of an exchange, `duration` at most; the program can be interrupted meanwhile.
    pub(crate) fn wait(&self, duration: Duration, vm: &VirtualMachine) -> PyResult<()> {
        self.world.sleep(duration);
        self.yielded_at.set(self.world.monotonic());
        self.checkpoint(vm)
    }

    /// Waits for `duration`; the program can be interrupted meanwhile.
    pub(crate) fn sleep(&self, duration: Duration, vm: &VirtualMachine) -> PyResult<()> {
        let end = self.world.monotonic().saturating_add(duration);
        loop {
            let remaining = end.saturating_sub(self.world.monotonic());
            self.wait(remaining, vm)?;
            if self.world.monotonic() >= end {
                return Ok(());
            }
        }
    }
}
