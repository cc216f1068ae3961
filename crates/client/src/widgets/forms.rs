//! What the forms of the page hold back until they are submitted.

use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::{WidgetId, WidgetStates, WidgetValue};

/// The forms by their id.
#[derive(Debug, Default)]
pub(super) struct Forms {
    forms: BTreeMap<String, Form>,
    /// What an earlier page has held back, of widgets that are not drawn yet.
    restored: WidgetStates,
}

#[derive(Debug, Default)]
struct Form {
    clear_on_submit: bool,
    enter_to_submit: bool,
    pending: WidgetStates,
    /// The submit buttons, and whether each is disabled.
    submitters: Vec<(WidgetId, bool)>,
}

impl Forms {
    pub(super) fn set(&mut self, form: &str, clear_on_submit: bool, enter_to_submit: bool) {
        let form = self.forms.entry(form.to_owned()).or_default();
        form.clear_on_submit = clear_on_submit;
        form.enter_to_submit = enter_to_submit;
    }

    pub(super) fn set_submitter(&mut self, form: &str, id: &WidgetId, disabled: bool) {
        let submitters = &mut self.forms.entry(form.to_owned()).or_default().submitters;
        match submitters.iter_mut().find(|(known, _)| known == id) {
            Some((_, present)) => *present = disabled,
            None => submitters.push((id.clone(), disabled)),
        }
    }

    /// The button that Enter presses: the first one, unless it is disabled.
    pub(super) fn enters(&self, form: &str) -> Option<&WidgetId> {
        let form = self.forms.get(form)?;
        match form.submitters.first() {
            Some((id, false)) if form.enter_to_submit => Some(id),
            _ => None,
        }
    }

    pub(super) fn pending(&self, form: &str, id: &WidgetId) -> Option<WidgetValue> {
        self.forms.get(form)?.pending.get(id).cloned()
    }

    /// All values that are held back.
    pub(super) fn values(&self) -> impl Iterator<Item = &WidgetValue> {
        self.pairs().map(|(_, value)| value)
    }

    fn pairs(&self) -> impl Iterator<Item = (&WidgetId, &WidgetValue)> {
        let pending = self.forms.values().flat_map(|form| &form.pending);
        self.restored.iter().chain(pending)
    }

    pub(super) fn hold(&mut self, form: &str, id: &WidgetId, value: WidgetValue) {
        let form = self.forms.entry(form.to_owned()).or_default();
        form.pending.insert(id.clone(), value);
    }

    /// Takes over what an earlier page has held back.
    pub(super) fn restore(&mut self, states: WidgetStates) {
        self.restored = states;
    }

    /// A widget of a form is drawn: it has what was held back for it.
    pub(super) fn take_back(&mut self, form: &str, id: &WidgetId) {
        if let Some(value) = self.restored.remove(id) {
            self.hold(form, id, value);
        }
    }

    /// All that is held back, by widget.
    pub(super) fn all(&self) -> WidgetStates {
        self.pairs()
            .map(|(id, value)| (id.clone(), value.clone()))
            .collect()
    }

    pub(super) fn forget(&mut self, id: &WidgetId) {
        for form in self.forms.values_mut() {
            form.pending.remove(id);
        }
    }

    /// All that the form has held back.
    pub(super) fn submit(&mut self, form: &str) -> WidgetStates {
        self.forms
            .get_mut(form)
            .map(|form| std::mem::take(&mut form.pending))
            .unwrap_or_default()
    }

    /// Sets the widgets of a form to their defaults, where it wants that.
    pub(super) fn clear(&mut self, form: &str, members: Vec<WidgetId>) -> bool {
        let Some(form) = self.forms.get_mut(form).filter(|form| form.clear_on_submit) else {
            return false;
        };
        let is_submitter = |id: &WidgetId| form.submitters.iter().any(|(known, _)| known == id);
        form.pending = members
            .into_iter()
            .filter(|id| !is_submitter(id))
            .map(|id| (id, WidgetValue::Default))
            .collect();
        true
    }

    pub(super) fn keep(&mut self, present: &BTreeSet<WidgetId>) {
        // What was drawn has been taken back.
        self.restored.clear();
        for form in self.forms.values_mut() {
            form.pending.retain(|id, _| present.contains(id));
            form.submitters.retain(|(id, _)| present.contains(id));
        }
    }
}
