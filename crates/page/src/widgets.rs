//! The values of the widgets as the page has them, and how a change is reported.

use std::cell::RefCell;
use std::collections::BTreeSet;

use brooklet_protocol::{WidgetId, WidgetStates, WidgetValue};

/// The values that the reader or the script has set, by widget.
pub struct Widgets {
    states: RefCell<WidgetStates>,
    rerun: Box<dyn Fn(WidgetStates)>,
}

impl Widgets {
    /// No values yet; `rerun` is called with all values when the reader changes one.
    pub fn new(rerun: Box<dyn Fn(WidgetStates)>) -> Self {
        Self {
            states: RefCell::default(),
            rerun,
        }
    }

    /// The value of a widget, if it was ever set.
    pub fn get(&self, id: &WidgetId) -> Option<WidgetValue> {
        self.states.borrow().get(id).cloned()
    }

    /// Takes over a value that the script has set. The engine knows it: no run follows.
    pub fn adopt(&self, id: &WidgetId, value: WidgetValue) {
        self.states.borrow_mut().insert(id.clone(), value);
    }

    /// Takes over a value that the reader has set, and reports it if it is another one.
    pub fn set(&self, id: &WidgetId, value: WidgetValue) {
        let before = self.states.borrow_mut().insert(id.clone(), value.clone());
        if before != Some(value) {
            (self.rerun)(self.states());
        }
    }

    /// Reports a click.
    pub fn trigger(&self, id: &WidgetId) {
        let mut states = self.states();
        states.insert(id.clone(), WidgetValue::Trigger);
        (self.rerun)(states);
    }

    /// All values, without clicks.
    pub fn states(&self) -> WidgetStates {
        self.states.borrow().clone()
    }

    /// Forgets the values of widgets that are not on the page any more.
    pub fn keep(&self, present: &BTreeSet<WidgetId>) {
        self.states
            .borrow_mut()
            .retain(|id, _| present.contains(id));
    }
}
