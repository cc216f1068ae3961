//! What happens when the engine ends: in words, and with a new worker.

use brooklet_protocol::ToEngine;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::{App, Engine, State};
use crate::chrome::Words;

/// How long a run may take to notice that it should stop.
const STOP_WITHIN_MS: u32 = 1500;

/// How often in a row a new worker is started without being asked.
const MOST_RESTARTS: u32 = 1;

const FORCED: &str = "The script did not answer and was ended. What it kept in its session is gone; the widgets keep their values.";

impl App {
    /// Ends the run under way. A run that does not listen ends with its worker.
    pub fn stop(&self) {
        if self.state.get() != State::Running {
            return;
        }
        if !matches!(self.engine.get(), Engine::Open { .. }) {
            // A new worker is being started: there is no run that could answer.
            return self.rest(FORCED.to_owned());
        }
        self.send(&ToEngine::Stop);
        let this = self.this.clone();
        self.timers.borrow_mut().stop = Some(Timeout::new(STOP_WITHIN_MS, move || {
            if let Some(app) = this.upgrade() {
                app.rest(FORCED.to_owned());
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
        let crashes = self.crashes.get();
        self.crashes.set(crashes + 1);
        if reason != "load" && crashes < MOST_RESTARTS {
            self.end_worker();
            self.shell.notice(Some(&Words::Said(text)));
            self.reconnect();
        } else {
            self.rest(text);
        }
    }

    /// Ends the worker and waits for the reader, who is told why.
    fn rest(&self, text: String) {
        self.end_worker();
        self.shell.notice(Some(&Words::Resting(text)));
        self.set_state(State::NotRunning);
        self.first_run_ended();
    }

    /// Lets the worker go.
    fn end_worker(&self) {
        self.link.take();
        self.waiting.borrow_mut().clear();
        self.context.media.engine_ended();
        self.pump.take();
        self.repeats.borrow_mut().clear();
        {
            let mut timers = self.timers.borrow_mut();
            timers.stale = None;
            timers.stop = None;
        }
        self.engine.set(Engine::Ended);
        self.shell.remove_skeleton();
        let mut tree = self.tree.borrow_mut();
        tree.drop_parked();
        tree.unmark_stale();
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
        self.rest(text);
    }
}
