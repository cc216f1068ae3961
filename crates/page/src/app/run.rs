//! Draws what the engine sends, in slices that leave the page alive.

use brooklet_protocol::message::{ConsoleLevel, PageChange};
use brooklet_protocol::{Delta, Outcome, ToEngine, ToPage};
use gloo::timers::callback::Timeout;

use super::{App, Engine, State};

/// How long one slice of drawing may take.
const SLICE_MS: f64 = 8.0;

/// How long a run may go on before what it has not drawn yet is dimmed.
const STALE_AFTER_MS: u32 = 500;

impl App {
    /// Draws what waits. What does not fit into this slice is drawn in the next.
    pub(super) fn pump(&self) {
        let begin = now();
        let mut drawn = 0;
        while let Some(message) = self.next(&mut drawn, begin) {
            self.handle(message);
        }
        if drawn > 0 {
            self.send(&ToEngine::Drawn { deltas: drawn });
            self.shell.show_sidebar(self.tree.borrow().has_sidebar());
        }
        let more = !self.waiting.borrow().is_empty();
        let this = self.this.clone();
        self.pump.replace(more.then(|| {
            Timeout::new(0, move || {
                if let Some(app) = this.upgrade() {
                    app.pump();
                }
            })
        }));
    }

    /// Applies deltas until something else comes, which is returned, or the slice is over.
    fn next(&self, drawn: &mut u64, begin: f64) -> Option<ToPage> {
        loop {
            let message = self.waiting.borrow_mut().pop_front()?;
            let ToPage::Deltas(deltas) = message else {
                return Some(message);
            };
            let mut rest = deltas.into_iter();
            for delta in rest.by_ref() {
                self.apply(delta);
                *drawn += 1;
                if drawn.is_multiple_of(32) && now() - begin > SLICE_MS {
                    break;
                }
            }
            let rest: Vec<Delta> = rest.collect();
            let is_over = now() - begin > SLICE_MS;
            if !rest.is_empty() {
                self.waiting.borrow_mut().push_front(ToPage::Deltas(rest));
            }
            if is_over {
                return None;
            }
        }
    }

    fn apply(&self, delta: Delta) {
        self.shell.remove_skeleton();
        self.tree.borrow_mut().apply(delta);
    }

    fn handle(&self, message: ToPage) {
        match message {
            ToPage::RunStarted { .. } => {
                self.tree.borrow_mut().begin_run();
                self.shell.compile_error(None);
                self.set_state(State::Running);
                let this = self.this.clone();
                self.timers.borrow_mut().stale = Some(Timeout::new(STALE_AFTER_MS, move || {
                    if let Some(app) = this.upgrade() {
                        app.tree.borrow_mut().mark_stale();
                    }
                }));
            }
            ToPage::Deltas(_) => unreachable!("next() applies deltas itself"),
            ToPage::RunEnded { outcome, .. } => self.run_ended(&outcome),
            ToPage::Console { level, text } => {
                let level = match level {
                    ConsoleLevel::Log => "log",
                    ConsoleLevel::Warn => "warn",
                    ConsoleLevel::Error => "error",
                };
                self.emit("console", &[("level", level), ("text", &text)]);
            }
            ToPage::Page(change) => self.change_page(change),
        }
    }

    fn run_ended(&self, outcome: &Outcome) {
        {
            let mut timers = self.timers.borrow_mut();
            timers.stale = None;
            timers.stop = None;
        }
        self.shell.remove_skeleton();
        let mut state = State::NotRunning;
        match outcome {
            Outcome::Finished => {
                self.tree.borrow_mut().sweep();
                self.context.widgets.keep(&self.tree.borrow().widget_ids());
                self.shell.show_sidebar(self.tree.borrow().has_sidebar());
            }
            Outcome::Stopped => self.tree.borrow_mut().unmark_stale(),
            Outcome::Interrupted => return,
            Outcome::DoesNotCompile { text } => {
                self.tree.borrow_mut().unmark_stale();
                self.shell.compile_error(Some(text));
                state = State::CompilationError;
            }
        }
        if self.engine.get() == (Engine::Open { resend: true }) {
            // The first run of a new worker knows no values: the second one gets them.
            self.engine.set(Engine::Open { resend: false });
            self.rerun();
            return;
        }
        self.crashes.set(0);
        self.set_state(state);
        self.first_run_ended();
    }

    fn change_page(&self, change: PageChange) {
        if let Some(title) = change.title {
            self.context.document.set_title(&title);
        }
        if let Some(wide) = change.wide {
            self.shell.set_wide(wide);
        }
    }
}

fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}
