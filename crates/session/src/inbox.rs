//! The messages that wait for the engine, and what of them interrupts a run under way.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use brooklet_protocol::ToEngine;
use brooklet_protocol::message::RerunRequest;

/// Messages in the order in which they came. It may be filled while a run is suspended.
///
/// Requests to rerun that wait beside each other become one: the last value of each widget wins,
/// and a click is never lost.
#[derive(Debug, Default)]
pub struct Inbox {
    waiting: RefCell<VecDeque<ToEngine>>,
    drawn: Cell<u64>,
    /// Whether a message that interrupts waits outside.
    is_signalled: Cell<bool>,
}

/// Why a run under way has to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interrupt {
    /// The reader wants no run at all.
    Stop,
    /// Another run has been asked for.
    Rerun,
}

impl Inbox {
    /// Puts a message at the end. Acknowledgements of the page are only counted.
    pub fn push(&self, message: ToEngine) {
        if let ToEngine::Drawn { deltas } = message {
            self.drawn.set(self.drawn.get() + deltas);
            return;
        }
        let mut waiting = self.waiting.borrow_mut();
        match (waiting.back_mut(), message) {
            (Some(ToEngine::Rerun(earlier)), ToEngine::Rerun(later)) => coalesce(earlier, later),
            (_, message) => waiting.push_back(message),
        }
    }

    /// Puts a request to rerun before everything else that waits, as `st.rerun()` does. One that
    /// waits already is joined with it and keeps its values, which are newer.
    pub fn rerun_first(&self, request: RerunRequest) {
        let mut waiting = self.waiting.borrow_mut();
        if let Some(ToEngine::Rerun(later)) = waiting.front_mut() {
            let later = std::mem::take(later);
            let mut joined = request;
            coalesce(&mut joined, later);
            waiting[0] = ToEngine::Rerun(joined);
        } else {
            waiting.push_front(ToEngine::Rerun(request));
        }
    }

    /// A message that interrupts waits where it can only be had when the run under way has ended.
    pub fn signal(&self) {
        self.is_signalled.set(true);
    }

    /// That message comes in next.
    pub fn end_signal(&self) {
        self.is_signalled.set(false);
    }

    /// Whether a message that interrupts waits outside.
    pub fn is_signalled(&self) -> bool {
        self.is_signalled.get()
    }

    /// The next message.
    pub fn pop(&self) -> Option<ToEngine> {
        self.waiting.borrow_mut().pop_front()
    }

    /// Whether something that waits ends the run under way; the most drastic one is reported.
    pub fn interrupt(&self) -> Option<Interrupt> {
        let waiting = self.waiting.borrow();
        // It may be either; a run that has ended for another one can still be the last.
        let mut found = self.is_signalled().then_some(Interrupt::Rerun);
        for message in waiting.iter() {
            match message {
                ToEngine::Stop => return Some(Interrupt::Stop),
                // What a fragment is asked to do waits for the end of the run (rule 137).
                ToEngine::Rerun(request) if !request.fragment_ids.is_empty() => {}
                ToEngine::Rerun(_) | ToEngine::Open(_) => found = Some(Interrupt::Rerun),
                ToEngine::WriteFile { .. }
                | ToEngine::RemoveFile { .. }
                | ToEngine::ClearCaches
                | ToEngine::MakeFile(_)
                | ToEngine::StoredFiles(_)
                | ToEngine::TakeOver(_)
                | ToEngine::Drawn { .. } => {}
            }
        }
        found
    }

    /// How many deltas the page has drawn in all.
    pub fn drawn(&self) -> u64 {
        self.drawn.get()
    }

    /// Takes out the requests to stop that came before any other work: the run that they meant is
    /// over.
    pub fn forget_stops(&self) {
        self.waiting
            .borrow_mut()
            .retain(|message| !matches!(message, ToEngine::Stop));
    }
}

/// Joins two requests: later values win, triggers of both stay, and a run of the whole script holds
/// those of its fragments.
fn coalesce(earlier: &mut RerunRequest, later: RerunRequest) {
    let triggers = std::mem::take(&mut earlier.widget_states)
        .into_iter()
        .filter(|(_, value)| value.is_trigger());
    let mut states = later.widget_states;
    for (id, trigger) in triggers {
        states.entry(id).or_insert(trigger);
    }
    let mut fragment_ids = std::mem::take(&mut earlier.fragment_ids);
    if fragment_ids.is_empty() || later.fragment_ids.is_empty() {
        fragment_ids.clear();
    } else {
        for id in later.fragment_ids {
            if !fragment_ids.contains(&id) {
                fragment_ids.push(id);
            }
        }
    }
    *earlier = RerunRequest {
        widget_states: states,
        query: later.query.or(earlier.query.take()),
        page: later.page.or(earlier.page.take()),
        fragment_ids,
    };
}

#[cfg(test)]
mod tests {
    use brooklet_protocol::{WidgetId, WidgetValue};
    use proptest::prelude::*;

    use super::*;

    fn request(states: &[(&str, WidgetValue)]) -> ToEngine {
        ToEngine::Rerun(RerunRequest {
            widget_states: states
                .iter()
                .map(|(id, v)| (WidgetId::from(*id), v.clone()))
                .collect(),
            ..RerunRequest::default()
        })
    }

    #[test]
    fn stop_is_more_drastic_than_rerun() {
        let inbox = Inbox::default();
        assert_eq!(inbox.interrupt(), None);
        inbox.push(request(&[]));
        assert_eq!(inbox.interrupt(), Some(Interrupt::Rerun));
        inbox.push(ToEngine::Stop);
        assert_eq!(inbox.interrupt(), Some(Interrupt::Stop));
        inbox.forget_stops();
        assert_eq!(inbox.interrupt(), Some(Interrupt::Rerun));
    }

    #[test]
    fn a_message_that_waits_outside_interrupts_until_it_is_in() {
        let inbox = Inbox::default();
        inbox.signal();
        assert_eq!(inbox.interrupt(), Some(Interrupt::Rerun));
        inbox.push(ToEngine::Stop);
        assert_eq!(inbox.interrupt(), Some(Interrupt::Stop));
        inbox.forget_stops();
        inbox.end_signal();
        assert_eq!(inbox.interrupt(), None);
    }

    #[test]
    fn a_write_does_not_interrupt() {
        let inbox = Inbox::default();
        inbox.push(ToEngine::ClearCaches);
        assert_eq!(inbox.interrupt(), None);
    }

    proptest! {
        /// However many requests join, every click is in one of those that come out, and each
        /// other widget has the last value sent.
        #[test]
        fn a_click_is_never_lost(steps in prop::collection::vec((0u8..4, any::<bool>(), 0i64..9), 1..20)) {
            let inbox = Inbox::default();
            let mut clicked = std::collections::BTreeSet::new();
            let mut last = None;
            for (button, click, value) in &steps {
                let id = format!("button{button}");
                let mut states = vec![("slider", WidgetValue::Int(*value))];
                if *click {
                    clicked.insert(id.clone());
                    states.push((&id, WidgetValue::Trigger));
                }
                last = Some(*value);
                inbox.push(request(&states));
            }
            let mut seen = std::collections::BTreeSet::new();
            let mut value = None;
            while let Some(ToEngine::Rerun(request)) = inbox.pop() {
                for (id, state) in request.widget_states {
                    match state {
                        WidgetValue::Trigger => { seen.insert(id.0); }
                        WidgetValue::Int(number) => value = Some(number),
                        _ => {}
                    }
                }
            }
            prop_assert_eq!(seen, clicked);
            prop_assert_eq!(value, last);
        }
    }
}
