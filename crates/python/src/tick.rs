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

/// Counts rounds, and now and then lets messages in, and the program be interrupted.
#[derive(Debug)]
pub(crate) struct Tick {
    machine: Rc<Machine>,
    /// Rounds until the clock is looked at.
    left: Cell<u32>,
    /// How many rounds there were between the last two looks.
    pace: Cell<u32>,
    looked_at: Cell<Duration>,
}

impl Tick {
    pub(crate) fn new(machine: &Rc<Machine>) -> Self {
        let looked_at = Cell::new(machine.world.monotonic());
        Self {
            machine: Rc::clone(machine),
            left: Cell::new(1),
            pace: Cell::new(1),
            looked_at,
        }
    }

    /// So many rounds pass.
    #[inline]
    pub(crate) fn pass(&self, rounds: u32, vm: &VirtualMachine) -> PyResult<()> {
        let left = self.left.get().saturating_sub(rounds);
        self.left.set(left);
        if left == 0 { self.look(vm) } else { Ok(()) }
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
        self.machine.yield_if_due(now, vm)
    }
}

/// What compiled code looks at: its truth is always `True`, and to find it out passes a round.
#[pyclass(module = "brooklet", name = "tick")]
#[derive(Debug, PyPayload)]
pub(crate) struct Ticker(pub(crate) Rc<Tick>);

#[pyclass(with(AsNumber))]
impl Ticker {}

impl AsNumber for Ticker {
    fn as_number() -> &'static PyNumberMethods {
        static METHODS: PyNumberMethods = PyNumberMethods {
            boolean: Some(|number, vm| {
                if let Some(ticker) = number.obj.downcast_ref::<Ticker>() {
                    ticker.0.pass(1, vm)?;
                }
                Ok(true)
            }),
            ..PyNumberMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

/// Puts into `builtins` what compiled code looks at.
pub(crate) fn install(machine: &Rc<Machine>, vm: &VirtualMachine) -> PyResult<Rc<Tick>> {
    let tick = Rc::new(Tick::new(machine));
    let ticker = Ticker(Rc::clone(&tick)).into_pyobject(vm);
    vm.builtins.set_attr(vm.ctx.intern_str(NAME), ticker, vm)?;
    Ok(tick)
}
