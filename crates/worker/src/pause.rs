//! Waiting: with the stack suspended, so that messages come in, or with the worker blocked, which now
//! and then asks whether any should.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use js_sys::{Atomics, Function, Int32Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, Performance, WorkerGlobalScope};

use crate::signal::Signal;

/// The shortest time that a browser's timer keeps; below it messages are let in again and again.
const SHORTEST_TIMER: Duration = Duration::from_millis(5);
/// The longest time that a browser's timer takes is not much more.
const LONGEST_TIMER: Duration = Duration::from_hours(24);
/// How often a worker that is blocked in a sleep asks for the signal, which costs no time then.
const ASLEEP: Duration = Duration::from_millis(50);

/// The ways in which the engine waits.
#[derive(Debug)]
pub(crate) struct Pause {
    scope: WorkerGlobalScope,
    clock: Performance,
    strategy: WaitStrategy,
    signal: Signal,
    /// Ends the sleep under way.
    sleeper: RefCell<Option<Function>>,
    /// Whether a message has come in since this was last made false.
    woken: Cell<bool>,
    /// Whether there is something on the stack that cannot be suspended.
    is_pinned: Cell<bool>,
}

#[derive(Debug)]
enum WaitStrategy {
    /// The stack is suspended. A message sent over the channel comes back behind those that wait.
    Suspend(MessageChannel),
    /// The worker is blocked on memory that nobody else knows.
    Block(Int32Array),
    /// The worker looks at the clock until the time is over.
    Spin,
}

impl Pause {
    /// `suspend` says whether the engine runs on a stack that can be suspended.
    pub(crate) fn new(suspend: bool) -> Result<Self, JsError> {
        let strategy = if suspend {
            WaitStrategy::Suspend(
                MessageChannel::new().map_err(|_| JsError::new("no message channel"))?,
            )
        } else {
            private_memory().map_or(WaitStrategy::Spin, WaitStrategy::Block)
        };
        let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
        let clock = scope
            .performance()
            .ok_or_else(|| JsError::new("no clock"))?;
        Ok(Self {
            scope,
            clock,
            strategy,
            signal: Signal::new(),
            sleeper: RefCell::default(),
            woken: Cell::new(false),
            is_pinned: Cell::new(false),
        })
    }

    /// Whether messages come in while the engine waits.
    pub(crate) fn can_suspend(&self) -> bool {
        matches!(self.strategy, WaitStrategy::Suspend(_)) && !self.is_pinned.get()
    }

    /// What is asked where no messages come in.
    pub(crate) fn signal(&self) -> &Signal {
        &self.signal
    }

    /// Carries out `act` on a stack that cannot be suspended: it goes on through JavaScript.
    pub(crate) fn without_suspension<T>(&self, act: impl FnOnce() -> T) -> T {
        let was_pinned = self.is_pinned.replace(true);
        let result = act();
        self.is_pinned.set(was_pinned);
        result
    }

    /// Time since the worker began; it never runs backwards.
    pub(crate) fn monotonic(&self) -> Duration {
        Duration::from_secs_f64(self.clock.now() / 1000.0)
    }

    /// Puts a span that ends now among the timings of the browser's tools.
    pub(crate) fn note_time(&self, what: &str, since: Duration) {
        let span = js_sys::Object::new();
        let start = JsValue::from_f64(since.as_secs_f64() * 1000.0);
        let measure = js_sys::Reflect::get(&self.clock, &"measure".into())
            .and_then(JsCast::dyn_into::<Function>);
        // It is a courtesy: what goes wrong harms nothing.
        if let Ok(measure) = measure
            && js_sys::Reflect::set(&span, &"start".into(), &start).is_ok()
        {
            // As above.
            let _ = measure.call2(&self.clock, &what.into(), &span);
        }
    }

    /// Waits for `duration`, or until [`Pause::wake`] is called or the page gives its signal.
    pub(crate) fn sleep(&self, duration: Duration) {
        match &self.strategy {
            WaitStrategy::Suspend(_) if self.is_pinned.get() => self.spin(duration),
            WaitStrategy::Suspend(_) if duration >= SHORTEST_TIMER => self.suspend_for(duration),
            WaitStrategy::Suspend(_) => self.yield_for(duration),
            WaitStrategy::Block(memory) => {
                self.sleep_asking(duration, |duration| block_for(memory, duration));
            }
            WaitStrategy::Spin => self.sleep_asking(duration, |duration| self.spin(duration)),
        }
    }

    /// Sleeps by `wait`, and asks for the signal in between.
    fn sleep_asking(&self, duration: Duration, wait: impl Fn(Duration)) {
        let end = self.monotonic() + duration;
        loop {
            let was_agreed = self.signal.is_agreed();
            // A sleep too short for an answer would become longer: it counts as computing.
            if end.saturating_sub(self.monotonic()) > self.signal.cost() {
                self.signal.ask_after(ASLEEP, || self.monotonic());
            } else {
                self.signal.ask_if_due(|| self.monotonic());
            }
            let is_agreed = self.signal.is_agreed();
            let remaining = end.saturating_sub(self.monotonic());
            if remaining.is_zero() || was_agreed && !is_agreed {
                return;
            }
            wait(if is_agreed {
                remaining.min(ASLEEP)
            } else {
                remaining
            });
        }
    }

    fn spin(&self, duration: Duration) {
        let end = self.monotonic() + duration;
        while self.monotonic() < end {}
    }

    /// Lets in the messages that wait, or asks whether there are any, and goes on.
    pub(crate) fn yield_now(&self) {
        if !matches!(self.strategy, WaitStrategy::Suspend(_)) {
            self.signal.ask_if_due(|| self.monotonic());
        }
        if let WaitStrategy::Suspend(channel) = &self.strategy
            && !self.is_pinned.get()
        {
            // This promise is never rejected.
            let _ = suspend_until(&Promise::new(&mut |resolve, _| {
                channel.port1().set_onmessage(Some(&resolve));
                let _ = channel.port2().post_message(&JsValue::UNDEFINED);
            }));
        }
    }

    /// Ends the sleep under way, if there is one.
    pub(crate) fn wake(&self) {
        self.woken.set(true);
        if let Some(resolve) = self.sleeper.take() {
            // A resolver of a promise does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }

    /// Waits for a promise, which takes a stack that can be suspended.
    pub(crate) fn until(&self, promise: &Promise) -> Result<JsValue, JsValue> {
        if self.can_suspend() {
            suspend_until(promise)
        } else {
            Err(JsValue::from_str("this run cannot wait for a promise"))
        }
    }

    fn suspend_for(&self, duration: Duration) {
        let millis = duration.min(LONGEST_TIMER).as_millis() as i32;
        let mut timer = None;
        let promise = Promise::new(&mut |resolve, _| {
            let set = self
                .scope
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
            timer = set.ok();
            self.sleeper.replace(Some(resolve));
        });
        // This promise is never rejected.
        let _ = suspend_until(&promise);
        self.sleeper.take();
        if let Some(timer) = timer {
            self.scope.clear_timeout_with_handle(timer);
        }
    }

    fn yield_for(&self, duration: Duration) {
        let end = self.monotonic() + duration;
        self.woken.set(false);
        while self.monotonic() < end && !self.woken.get() {
            self.yield_now();
        }
    }
}

#[allow(
    deprecated,
    reason = "so marked for being experimental; it is what this room is made for"
)]
fn suspend_until(promise: &Promise) -> Result<JsValue, JsValue> {
    js_sys::futures::jspi_block_on_promise(promise)
}

fn block_for(memory: &Int32Array, duration: Duration) {
    let millis = duration.as_secs_f64() * 1000.0;
    // A worker may wait on memory of its own, and nobody wakes it before.
    let _ = Atomics::wait_with_timeout(memory, 0, 0, millis);
}

/// Shared memory of which there is no other user, where the browser grants any.
///
/// A page that is not isolated may not name `SharedArrayBuffer`, but may make a shared memory.
fn private_memory() -> Option<Int32Array> {
    let descriptor = js_sys::Object::new();
    for (name, value) in [
        ("initial", JsValue::from(1)),
        ("maximum", JsValue::from(1)),
        ("shared", JsValue::TRUE),
    ] {
        js_sys::Reflect::set(&descriptor, &name.into(), &value).ok()?;
    }
    let memory = js_sys::WebAssembly::Memory::new(&descriptor).ok()?;
    let array = Int32Array::new(&memory.buffer());
    // Where waiting is forbidden this throws at once.
    Atomics::wait_with_timeout(&array, 0, 0, 0.0).ok()?;
    Some(array)
}
