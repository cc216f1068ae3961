//! What happens when the engine ends: in words, and with a new worker.

use brooklet_protocol::ToEngine;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::{App, Engine, State};

/// How long a run may take to notice that it should stop.
const STOP_WITHIN_MS: u32 = 1500;

/// How often in a row a new worker is started without being asked.
const MOST_RESTARTS: u32 = 1;

impl App {
    /// Ends the run under way. A run that does not listen ends with its worker.
    pub fn stop(&self) {
        if self.state.get() != State::Running {
            return;
        }
        self.send(&ToEngine::Stop);
        let this = self.this.clone();
        self.timers.borrow_mut().stop = Some(Timeout::new(STOP_WITHIN_MS, move || {
            if let Some(app) = this.upgrade() {
                app.end_worker();
                app.shell.notice(Some(
                    "The script did not answer and was ended. What it kept in its session is gone; the widgets keep their values.",
                ));
            }
        }));
    }

    /// The engine has ended by itself.
    pub(super) fn engine_ended(&self, reason: &str, message: &str) {
        let text = match reason {
            "stack" => "The script nested its calls deeper than the browser allows, and Python had to be started anew.".to_owned(),
            "memory" => "The script needed more memory than the browser gives, and Python had to be started anew.".to_owned(),
            "load" => format!("Python could not be loaded: {message}. Check the connection, then run the app again."),
            _ => format!("Python has ended unexpectedly and had to be started anew. It said: {message}"),
        };
        let can_restart = reason != "load" && self.crashes.get() < MOST_RESTARTS;
        self.crashes.set(self.crashes.get() + 1);
        self.end_worker();
        if can_restart {
            self.shell.notice(Some(&text));
            self.reconnect();
        } else {
            self.shell
                .notice(Some(&format!("{text} Press Rerun to try again.")));
        }
    }

    /// Lets the worker go. The reader decides what comes next.
    fn end_worker(&self) {
        self.link.take();
        self.waiting.borrow_mut().clear();
        self.pump.take();
        {
            let mut timers = self.timers.borrow_mut();
            timers.stale = None;
            timers.stop = None;
        }
        self.engine.set(Engine::Ended);
        self.shell.remove_skeleton();
        self.tree.borrow_mut().unmark_stale();
        self.set_state(State::NotRunning);
        self.first_run_ended();
    }

    pub(super) fn reconnect(&self) {
        self.set_state(State::Running);
        if let Err(error) = self.connect() {
            self.refuse(&error);
        }
    }

    /// Says why the app cannot begin.
    pub fn refuse(&self, error: &JsValue) {
        let text = js_sys::Error::from(error.clone())
            .message()
            .as_string()
            .unwrap_or_default();
        self.end_worker();
        self.shell.notice(Some(&text));
    }
}
