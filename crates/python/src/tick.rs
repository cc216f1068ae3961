//! The tick: what loops and functions of the author's code look at, so that they can be stopped.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use rustpython_vm::protocol::PyNumberMethods;
use rustpython_vm::types::AsNumber;
use rustpython_vm::{PyPayload, PyResult, VirtualMachine, pyclass};

use crate::machine::Machine;

/// The name in `builtins` that compiled code looks at. No source can contain it.
pub(crate) const NAME: &str = ".tick";

/// The clock is looked at once in this many ticks at most.
const MOST_TICKS: u32 = 256;

/// Between two looks at the clock should be less time than this.
const LOOK_EVERY: Duration = Duration::from_millis(4);

/// Its truth is always `True`; to find it out lets messages in, and the program be interrupted, if
/// it is time.
#[pyclass(module = "brooklet", name = "tick")]
#[derive(Debug, PyPayload)]
pub(crate) struct Tick {
    machine: Rc<Machine>,
    /// Ticks until the clock is looked at.
    left: Cell<u32>,
    /// How many ticks there were between the last two looks.
    pace: Cell<u32>,
    looked_at: Cell<Duration>,
}

#[pyclass(with(AsNumber))]
impl Tick {
    pub(crate) fn new(machine: Rc<Machine>) -> Self {
        let looked_at = Cell::new(machine.world.monotonic());
        Self {
            machine,
            left: Cell::new(1),
            pace: Cell::new(1),
            looked_at,
        }
    }

    /// Slow rounds bring the next look nearer, quick ones put it off.
    #[cold]
    fn look(&self, vm: &VirtualMachine) -> PyResult<()> {
        let now = self.machine.world.monotonic();
        let passed = now.saturating_sub(self.looked_at.replace(now));
        let pace = self.pace.get();
        let pace = if passed > LOOK_EVERY {
            1
        } else if passed * 2 < LOOK_EVERY {
            (pace * 2).min(MOST_TICKS)
        } else {
            pace
        };
        self.pace.set(pace);
        self.left.set(pace);
        self.machine.breathe_if_due(now, vm)
    }
}

impl AsNumber for Tick {
    fn as_number() -> &'static PyNumberMethods {
        static METHODS: PyNumberMethods = PyNumberMethods {
            boolean: Some(|number, vm| {
                if let Some(tick) = number.obj.downcast_ref::<Tick>() {
                    let left = tick.left.get() - 1;
                    tick.left.set(left);
                    if left == 0 {
                        tick.look(vm)?;
                    }
                }
                Ok(true)
            }),
            ..PyNumberMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}
