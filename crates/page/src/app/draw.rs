//! Draws what the engine sends, in slices that leave the page alive.

use brooklet_protocol::{Delta, Root, ToEngine, ToPage};
use gloo::timers::callback::Timeout;

use super::App;

/// How long one slice of drawing takes. Where the browser needs longer to lay out a large page than
/// to draw a slice of it, slices take as long as it needs, up to the second number: otherwise most of
/// the time would go into layouts that nobody can follow.
const SLICE_MS: (f64, f64) = (8.0, 40.0);

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
            self.client.receive(message);
        }
        if drawn > 0 {
            self.client.tell(ToEngine::Drawn { deltas: drawn });
            self.show_edges();
        }
        let more = !self.waiting.borrow().is_empty();
        if !more {
            self.client.drop_parked();
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
            self.shell.remove_skeleton();
            let mut rest = deltas.into_iter();
            let mut is_over = false;
            for delta in rest.by_ref() {
                self.client.apply(delta);
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

    pub(super) fn show_edges(&self) {
        let has_content = self.client.has_content(Root::Sidebar);
        self.shell.show_sidebar(has_content);
        let has_content = self.client.has_content(Root::Bottom);
        self.shell.show_bottom(has_content);
    }
}

fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}
