//! Widgets whose value stands in the address of the page.

use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::{Binding, WidgetId, WidgetValue};

use super::{OnBound, Widgets};

/// The widgets that are bound to the address.
#[derive(Debug, Default)]
pub(super) struct Bound(BTreeMap<WidgetId, Binding>);

impl Bound {
    /// A widget is bound, or bound otherwise than before.
    fn insert(&mut self, binding: Binding) {
        self.0.insert(binding.id.clone(), binding);
    }

    /// A widget is not bound any more.
    fn remove(&mut self, id: &WidgetId) {
        self.0.remove(id);
    }

    /// How a widget is bound, if it is.
    fn get(&self, id: &WidgetId) -> Option<&Binding> {
        self.0.get(id)
    }

    /// The widgets that are bound.
    fn ids(&self) -> impl Iterator<Item = &WidgetId> {
        self.0.keys()
    }

    /// Forgets those that are not on the page any more. The engine takes their parameters away.
    pub(super) fn keep(&mut self, present: &BTreeSet<WidgetId>) {
        self.0.retain(|id, _| present.contains(id));
    }
}

impl Widgets {
    /// Says who writes a parameter of the address, or takes it away.
    pub fn set_on_bound(&self, on_bound: OnBound) {
        *self.on_bound.borrow_mut() = on_bound;
    }

    /// The value of a widget stands in the address from here on.
    pub fn bind(&self, binding: Binding) {
        self.bound.borrow_mut().insert(binding);
    }

    /// The value of a widget does not stand in the address any more.
    pub fn unbind(&self, id: &WidgetId) {
        self.bound.borrow_mut().remove(id);
    }

    /// Forgets what bound widgets hold: the reader has gone back or forth to an address that says it.
    pub fn follow_address(&self) {
        let mut states = self.states.borrow_mut();
        for id in self.bound.borrow().ids() {
            self.forms.borrow_mut().forget(id);
            states.insert(id.clone(), WidgetValue::OfAddress);
        }
    }

    /// Writes into the address what a widget shows, if it is bound: in a form also what is not
    /// submitted yet.
    pub(super) fn write_address(&self, id: &WidgetId) {
        let Some(binding) = self.bound.borrow().get(id).cloned() else {
            return;
        };
        let texts = self.get(id).and_then(|value| binding.texts(&value));
        self.on_bound.borrow()((binding.name, texts));
    }
}
