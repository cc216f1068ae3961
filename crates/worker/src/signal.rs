//! The signal of the page, for runs that cannot be suspended and hear nothing else: an address that
//! is there until the page wants the run to end.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use brooklet_engine::Inbox;
use brooklet_python::{YieldInterval, YieldLimits};
use wasm_bindgen::JsValue;
use web_sys::XmlHttpRequest;

/// How often a run that computes asks for the address: the browser takes some milliseconds for the
/// answer. The page gives a run 1.5 seconds to stop.
const COMPUTING: YieldLimits = YieldLimits {
    time_per_cost: 50,
    shortest: Duration::from_millis(50),
    longest: Duration::from_millis(600),
};

/// What an answer costs in a browser that has not been measured.
const FIRST_COST: Duration = Duration::from_millis(5);

/// How many first addresses may be refused before nothing more is asked: a page can be forbidden to
/// fetch any.
const MAX_REFUSALS: u32 = 2;

/// Whether the page wants the run under way to end.
#[derive(Debug)]
pub(crate) struct Signal {
    /// What to ask for; `None` where nothing is agreed on, or the signal has been given.
    address: RefCell<Option<String>>,
    inbox: OnceCell<Rc<Inbox>>,
    interval: Cell<YieldInterval>,
    asked_at: Cell<Duration>,
    trust: Cell<Trust>,
}

/// Whether the absence of an address means anything.
#[derive(Debug, Clone, Copy)]
enum Trust {
    /// So many were asked for, and none was there.
    Refused(u32),
    /// One was there.
    Proven,
}

impl Signal {
    pub(crate) fn new() -> Self {
        Self {
            address: RefCell::default(),
            inbox: OnceCell::new(),
            interval: Cell::new(YieldInterval::new(COMPUTING, FIRST_COST)),
            asked_at: Cell::default(),
            trust: Cell::new(Trust::Refused(0)),
        }
    }

    /// Says who is told of the signal.
    pub(crate) fn tell(&self, inbox: &Rc<Inbox>) {
        // Set once, at boot.
        let _ = self.inbox.set(Rc::clone(inbox));
    }

    /// The page has agreed on a new signal: what the last one was given for comes in next.
    pub(crate) fn renew(&self, address: String) {
        if let Some(inbox) = self.inbox.get() {
            inbox.end_signal();
        }
        let trust = match self.trust.get() {
            Trust::Refused(MAX_REFUSALS) => return,
            // The page has just made it.
            Trust::Refused(_) if is_there(&address) => Trust::Proven,
            Trust::Refused(times) => Trust::Refused(times + 1),
            Trust::Proven => Trust::Proven,
        };
        self.trust.set(trust);
        let agreed = matches!(trust, Trust::Proven).then_some(address);
        self.address.replace(agreed);
    }

    /// Work begins: a short run is over before it asks.
    pub(crate) fn begin_work(&self, now: Duration) {
        self.asked_at.set(now);
    }

    /// Whether there is something to ask for.
    pub(crate) fn is_agreed(&self) -> bool {
        self.address.borrow().is_some()
    }

    /// What asking is thought to cost.
    pub(crate) fn cost(&self) -> Duration {
        self.interval.get().cost()
    }

    /// Asks in the middle of a computation, if it is time.
    pub(crate) fn ask_if_due(&self, clock: impl Fn() -> Duration) {
        self.ask_after(self.interval.get().get(), clock);
    }

    /// Asks if the last answer is older than `interval`.
    pub(crate) fn ask_after(&self, interval: Duration, clock: impl Fn() -> Duration) {
        let now = clock();
        if now.saturating_sub(self.asked_at.get()) < interval {
            return;
        }
        let is_given = match &*self.address.borrow() {
            Some(address) => !is_there(address),
            None => return,
        };
        let answered_at = clock();
        let mut interval = self.interval.get();
        interval.note_cost(answered_at.saturating_sub(now));
        self.interval.set(interval);
        self.asked_at.set(answered_at);
        if is_given {
            self.address.take();
            if let Some(inbox) = self.inbox.get() {
                inbox.signal();
            }
        }
    }
}

/// Whether something can be had at an address.
fn is_there(address: &str) -> bool {
    let ask = || -> Result<(), JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open_with_async("GET", address, false)?;
        request.send()
    };
    ask().is_ok()
}
