//! How the worker of an app begins and ends, and what the reader is told of it.

use brooklet_protocol::ToEngine;
use brooklet_protocol::message::Handover;

use super::Client;
use crate::crash_recovery::{self, FORCED};
use crate::engine_kind::EngineKind;
use crate::host::{Effect, Host, Notice, Timer};
use crate::run::Stop;

/// How long a run may take to notice that it should stop.
const STOP_WITHIN_MS: u32 = 1500;

impl<H: Host + 'static> Client<H> {
    /// Ends the run under way. A run that does not listen ends with its worker.
    pub fn stop(&self) {
        let stop = self.run.borrow().stop();
        match stop {
            Stop::Nothing => {}
            Stop::Ask => {
                self.send(ToEngine::Stop);
                let timer = Effect::StartTimer(Timer::Stop, STOP_WITHIN_MS);
                self.host.perform(timer);
            }
            Stop::Force => self.rest(FORCED.to_owned()),
        }
    }

    /// The worker cannot be started. Where the engine was there, it says itself how it ended.
    pub fn worker_failed(&self) {
        if self.run.borrow().is_loading() {
            self.engine_ended("load", "its worker does not start");
        }
    }

    /// The engine has ended by itself.
    pub fn engine_ended(&self, reason: &str, message: &str) {
        let notice = crash_recovery::words(reason, message);
        let can_restart = reason != "load";
        self.end_worker();
        if self.run.borrow_mut().engine_ended(can_restart) {
            self.notify(Notice::Text(notice));
            self.show_state();
            self.start_worker();
        } else {
            self.notify(Notice::Resting(notice));
            self.show_state();
        }
    }

    /// Says why the app cannot begin.
    pub fn refuse(&self, why: String) {
        self.rest(why);
    }

    /// Ends the worker and waits for the reader, who is told why.
    pub(super) fn rest(&self, why: String) {
        self.end_worker();
        self.run.borrow_mut().end();
        self.notify(Notice::Resting(why));
        self.show_state();
    }

    pub(super) fn restart(&self) {
        self.run.borrow_mut().restart();
        self.show_state();
        self.start_worker();
    }

    fn start_worker(&self) {
        self.host.perform(Effect::StartWorker(self.engine.get()));
    }

    /// Goes on with the engine with data where the other one has left off.
    pub(super) fn change_engine(&self, handover: Handover) {
        self.end_worker();
        self.engine.set(EngineKind::Data);
        self.handover.replace(Some(handover));
        self.restart();
    }

    pub(super) fn end_worker(&self) {
        self.host.perform(Effect::EndWorker);
        self.parts.media.engine_ended();
        let mut tree = self.tree.borrow_mut();
        tree.drop_parked();
        tree.unmark_stale();
    }
}
