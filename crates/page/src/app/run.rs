//! Draws what the engine sends, in slices that leave the page alive.

use brooklet_client::Change;
use brooklet_protocol::message::{ConsoleLevel, PageChange};
use brooklet_protocol::navigation::Navigation;
use brooklet_protocol::{Delta, Outcome, Root, ToEngine, ToPage};
use gloo::timers::callback::{Interval, Timeout};

use super::{App, Engine, State, tab_icon};
use crate::chrome::Words;

/// How long one slice of drawing takes. Where the browser needs longer to lay out a large page than
/// to draw a slice of it, slices take as long as it needs, up to the second number: otherwise most of
/// the time would go into layouts that nobody can follow.
const SLICE_MS: (f64, f64) = (8.0, 40.0);

/// How long a run may go on before what it has not drawn yet is dimmed.
const STALE_AFTER_MS: u32 = 500;

impl App {
    /// Draws what waits. What does not fit into this slice is drawn in the next.
    pub(super) fn pump(&self) {
        let begin = now();
        let (shortest, longest) = SLICE_MS;
        let pause = self.slice_ended_ms.get().map_or(0.0, |end| begin - end);
        // A page that nobody sees has no frames to be kept free, and its timers are slowed down.
        let deadline = if self.context.document.hidden() {
            f64::INFINITY
        } else {
            begin + pause.clamp(shortest, longest)
        };
        let mut drawn = 0;
        while let Some(message) = self.next(&mut drawn, deadline) {
            self.handle(message);
        }
        if drawn > 0 {
            self.send(&ToEngine::Drawn { deltas: drawn });
            self.show_edges();
        }
        let more = !self.waiting.borrow().is_empty();
        if !more {
            self.tree.borrow_mut().drop_parked();
        }
        self.slice_ended_ms.set(more.then(now));
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
    fn next(&self, drawn: &mut u64, deadline: f64) -> Option<ToPage> {
        loop {
            let message = self.waiting.borrow_mut().pop_front()?;
            let ToPage::Deltas(deltas) = message else {
                return Some(message);
            };
            let mut rest = deltas.into_iter();
            let mut is_over = false;
            for delta in rest.by_ref() {
                self.apply(delta);
                *drawn += 1;
                is_over = drawn.is_multiple_of(8) && now() > deadline;
                if is_over {
                    break;
                }
            }
            let rest: Vec<Delta> = rest.collect();
            if !rest.is_empty() {
                self.waiting.borrow_mut().push_front(ToPage::Deltas(rest));
            }
            if is_over {
                return None;
            }
        }
    }

    fn show_edges(&self) {
        let has_content = self.tree.borrow().has_content(Root::Sidebar);
        self.shell.show_sidebar(has_content);
        let has_content = self.tree.borrow().has_content(Root::Bottom);
        self.shell.show_bottom(has_content);
    }

    fn apply(&self, delta: Delta) {
        self.shell.remove_skeleton();
        self.context.widgets.take_note(&delta);
        self.tree.borrow_mut().apply(delta);
    }

    fn handle(&self, message: ToPage) {
        match message {
            ToPage::RunStarted { run, fragment_ids } => {
                if run > 1 {
                    self.engine.set(Engine::Open { leads_on: false });
                }
                if fragment_ids.is_empty() {
                    self.repeats.borrow_mut().clear();
                    self.is_titled.set(false);
                    self.shell.run_started();
                }
                self.tree.borrow_mut().begin_run(fragment_ids);
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
            ToPage::AutoRerun {
                fragment_id,
                interval_ms,
            } => self.repeat(fragment_id, interval_ms),
            ToPage::StopAutoRerun { fragment_ids } => {
                let mut repeats = self.repeats.borrow_mut();
                repeats.retain(|id, _| !fragment_ids.contains(id));
            }
            ToPage::Navigation(navigation) => self.navigate(&navigation),
            ToPage::PageNotFound { path } => {
                let text = format!(
                    "You have requested page /{path}, but no corresponding file was found in the app's pages/ directory. Running the app's main page."
                );
                self.shell.notice(Some(&Words::Said(text)));
            }
            ToPage::Page(change) => self.change_page(change),
            ToPage::FileMade { id, file } => self.context.media.keep_promise(&id, file),
            ToPage::Media(id) => self.context.media.name(id),
            // The first run after a restart knows no values, so what it uses says little.
            ToPage::KeepMedia(_) if self.engine.get() == (Engine::Open { leads_on: true }) => {}
            ToPage::KeepMedia(ids) => self.context.media.keep(&ids),
        }
    }

    fn run_ended(&self, outcome: &Outcome) {
        {
            let mut timers = self.timers.borrow_mut();
            timers.stale = None;
            timers.stop = None;
        }
        if *outcome == Outcome::Interrupted
            || self.engine.get() == (Engine::Open { leads_on: true })
        {
            // The next run follows at once, and what it does not draw goes then.
            return;
        }
        self.shell.remove_skeleton();
        let mut state = State::NotRunning;
        match outcome {
            Outcome::Finished | Outcome::CutShort => {
                self.tree.borrow_mut().sweep();
                if *outcome == Outcome::Finished {
                    self.shell.run_ended();
                    self.context.widgets.keep(&self.tree.borrow().widget_ids());
                    self.context.uploads.keep(&self.context.widgets.file_ids());
                }
                self.show_edges();
            }
            Outcome::Stopped | Outcome::Interrupted => self.tree.borrow_mut().unmark_stale(),
            Outcome::DoesNotCompile { text } => {
                self.tree.borrow_mut().unmark_stale();
                self.shell.compile_error(Some(text));
                self.emit("compileError", &[("text", text)]);
                state = State::CompilationError;
            }
        }
        self.crashes.set(0);
        self.set_state(state);
        self.first_run_ended();
    }

    /// Runs a fragment again and again.
    fn repeat(&self, fragment_id: String, interval_ms: u32) {
        let (this, id) = (self.this.clone(), fragment_id.clone());
        let interval = Interval::new(interval_ms, move || {
            if let Some(app) = this.upgrade() {
                app.request(Change {
                    states: app.context.widgets.states(),
                    fragment_id: Some(id.clone()),
                    page: None,
                });
            }
        });
        self.repeats.borrow_mut().insert(fragment_id, interval);
    }

    /// Shows the menu of the pages, and in address and title the one that runs.
    fn navigate(&self, navigation: &Navigation) {
        self.shell.navigate(navigation);
        self.show_edges();
        let Some(current) = navigation.pages.get(navigation.current as usize) else {
            return;
        };
        if !self.is_titled.get() {
            self.context.document.set_title(&current.title);
        }
        if current.path != self.address.borrow().1 {
            self.change_address(None, Some(&current.path));
        }
    }

    fn change_page(&self, change: PageChange) {
        if let Some(title) = change.title {
            self.context.document.set_title(&title);
            self.is_titled.set(true);
        }
        if let Some(icon) = change.icon {
            tab_icon::show(&self.context, &icon);
        }
        if let Some(logo) = change.logo {
            self.shell.show_logo(logo);
        }
        if let Some(wide) = change.wide {
            self.shell.set_wide(wide);
        }
        self.shell
            .begin_sidebar(change.sidebar, change.sidebar_width);
        if let Some(items) = &change.menu {
            self.shell.set_menu_items(items);
        }
        if let Some(query) = change.query {
            self.change_address(Some(&query), None);
        }
    }
}

fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}
