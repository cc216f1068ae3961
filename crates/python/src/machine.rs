//! What the native parts of one Python share: its world, its files, its checkpoint.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use rustpython_vm::{PyResult, VirtualMachine};

use crate::World;
use crate::files::FileSystem;

/// How long a loop may go on before messages are let in.
const BREATH: Duration = Duration::from_millis(12);

/// Called where a program may be interrupted; the exception it returns ends the program.
pub type Checkpoint = Rc<dyn Fn(&VirtualMachine) -> PyResult<()>>;

/// What the native parts of one Python share.
pub(crate) struct Machine {
    pub(crate) world: Rc<dyn World>,
    pub(crate) files: Rc<FileSystem>,
    checkpoint: RefCell<Option<Checkpoint>>,
    breathed_at: Cell<Duration>,
}

impl fmt::Debug for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Machine").finish_non_exhaustive()
    }
}

impl Machine {
    pub(crate) fn new(world: Rc<dyn World>, files: Rc<FileSystem>) -> Self {
        let breathed_at = Cell::new(world.monotonic());
        Self {
            world,
            files,
            checkpoint: RefCell::default(),
            breathed_at,
        }
    }

    pub(crate) fn set_checkpoint(&self, checkpoint: Checkpoint) {
        self.checkpoint.replace(Some(checkpoint));
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
    pub(crate) fn breathe_if_due(&self, now: Duration, vm: &VirtualMachine) -> PyResult<()> {
        if now.saturating_sub(self.breathed_at.get()) < BREATH {
            return Ok(());
        }
        self.world.breathe();
        self.breathed_at.set(self.world.monotonic());
        self.checkpoint(vm)
    }

    /// Waits for news of an exchange, `duration` at most; the program can be interrupted meanwhile.
    pub(crate) fn wait(&self, duration: Duration, vm: &VirtualMachine) -> PyResult<()> {
        self.world.sleep(duration);
        self.breathed_at.set(self.world.monotonic());
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
