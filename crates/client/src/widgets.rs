//! The values of the widgets as the page has them, and how a change is reported.

mod bound;
mod forms;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::layout::Scope;
use brooklet_protocol::{Block, Delta, Element, WidgetId, WidgetStates, WidgetValue};

use bound::Bound;
use forms::Forms;

use crate::uploads;

/// The values that the reader or the script has set, by widget.
pub struct Widgets {
    states: RefCell<WidgetStates>,
    scopes: RefCell<BTreeMap<WidgetId, Scope>>,
    forms: RefCell<Forms>,
    report: Box<dyn Fn(Change)>,
    on_clear: RefCell<OnClear>,
    bound: RefCell<Bound>,
    on_bound: RefCell<OnBound>,
}

/// Draws the widgets of a form anew.
type OnClear = Box<dyn Fn(&str)>;

/// Writes a parameter of the address, or takes it away.
type OnBound = Box<dyn Fn((String, Option<Vec<String>>))>;

/// Something that the reader has changed.
#[derive(Debug, Default, PartialEq)]
pub struct Change {
    /// All values, and the click if it was one.
    pub states: WidgetStates,
    /// The fragment that is to run, rather than the whole script.
    pub fragment_id: Option<String>,
    /// The page of the app that the reader goes to, and its query.
    pub page: Option<(String, String)>,
}

impl Widgets {
    /// No values yet; `report` is called with all values when the reader changes one.
    pub fn new(report: Box<dyn Fn(Change)>) -> Self {
        Self {
            states: RefCell::default(),
            scopes: RefCell::default(),
            forms: RefCell::default(),
            report,
            on_clear: RefCell::new(Box::new(|_| ())),
            bound: RefCell::default(),
            on_bound: RefCell::new(Box::new(|_| ())),
        }
    }

    /// Says who draws the widgets of a form anew when it has gone back to its defaults.
    pub fn set_on_clear(&self, on_clear: OnClear) {
        *self.on_clear.borrow_mut() = on_clear;
    }

    /// The value of a widget, if it was ever set: in a form also one that is not submitted yet.
    pub fn get(&self, id: &WidgetId) -> Option<WidgetValue> {
        let pending = match self.form_of(id) {
            Some(form) => self.forms.borrow().pending(&form, id),
            None => None,
        };
        pending
            .or_else(|| self.states.borrow().get(id).cloned())
            .filter(|value| !matches!(value, WidgetValue::Default | WidgetValue::OfAddress))
    }

    /// Takes over a value that the script has set. The engine knows it: no run follows.
    pub fn apply_script_value(&self, id: &WidgetId, value: WidgetValue) {
        self.forms.borrow_mut().forget(id);
        self.states.borrow_mut().insert(id.clone(), value);
        self.write_address(id);
    }

    /// Takes over a value that the reader has set, and reports it if it is another one. In a form
    /// it waits for the submission.
    pub fn set(&self, id: &WidgetId, value: WidgetValue) {
        if let Some(form) = self.form_of(id) {
            self.forms.borrow_mut().hold(&form, id, value);
            return self.write_address(id);
        }
        let before = self.states.borrow_mut().insert(id.clone(), value.clone());
        self.write_address(id);
        if before != Some(value) {
            self.report(id, self.states());
        }
    }

    /// Reports a click; one on the submit button of a form sends what the form holds.
    pub fn trigger(&self, id: &WidgetId) {
        self.report_once(id, WidgetValue::Trigger);
    }

    /// Reports a value that holds for one run.
    pub fn fire(&self, id: &WidgetId, value: WidgetValue) {
        self.report_once(id, WidgetValue::TriggerValue(Box::new(value)));
    }

    /// Reports a value of what goes with a widget under an id of its own; it holds for one run.
    pub fn fire_with(&self, id: &WidgetId, beside: WidgetId, value: WidgetValue) {
        let mut states = self.states();
        states.insert(beside, WidgetValue::TriggerValue(Box::new(value)));
        self.report(id, states);
    }

    fn report_once(&self, id: &WidgetId, value: WidgetValue) {
        let form = self.form_of(id);
        if let Some(form) = &form {
            let pending = self.forms.borrow_mut().submit(form);
            self.states.borrow_mut().extend(pending);
        }
        let mut states = self.states();
        states.insert(id.clone(), value);
        self.report(id, states);
        if let Some(form) = &form {
            self.clear_if_wanted(form);
        }
    }

    fn report(&self, id: &WidgetId, states: WidgetStates) {
        let fragment_id = self
            .scopes
            .borrow()
            .get(id)
            .and_then(|scope| scope.fragment_id.clone());
        (self.report)(Change {
            states,
            fragment_id,
            page: None,
        });
    }

    fn clear_if_wanted(&self, form: &str) {
        let members: Vec<WidgetId> = self
            .scopes
            .borrow()
            .iter()
            .filter(|(_, scope)| scope.form_id.as_deref() == Some(form))
            .map(|(id, _)| id.clone())
            .collect();
        if self.forms.borrow_mut().clear(form, members.clone()) {
            for id in &members {
                self.write_address(id);
            }
            self.on_clear.borrow()(form);
        }
    }

    /// Reports that the reader goes to a page of the app with a query.
    pub fn go(&self, page: &str, query: &str) {
        (self.report)(Change {
            states: self.states(),
            fragment_id: None,
            page: Some((page.to_owned(), query.to_owned())),
        });
    }

    /// All values, without clicks and without what forms hold back.
    pub fn states(&self) -> WidgetStates {
        self.states.borrow().clone()
    }

    /// Takes over the values that the widgets of an earlier page had.
    pub(crate) fn restore(&self, states: WidgetStates) {
        self.states.borrow_mut().extend(states);
    }

    /// Takes over what the forms of an earlier page held back.
    pub(crate) fn restore_held_back(&self, states: WidgetStates) {
        self.forms.borrow_mut().restore(states);
    }

    /// What forms hold back.
    pub(crate) fn held_back(&self) -> WidgetStates {
        self.forms.borrow().all()
    }

    /// The files that widgets hold, in forms also those not submitted yet.
    pub fn file_ids(&self) -> BTreeSet<String> {
        let (states, forms) = (self.states.borrow(), self.forms.borrow());
        uploads::ids(states.values().chain(forms.values()))
    }

    /// Takes over a value that the reader has set; the script does not hear of it before its next
    /// run.
    pub fn set_without_rerun(&self, id: &WidgetId, value: WidgetValue) {
        match self.form_of(id) {
            Some(form) => self.forms.borrow_mut().hold(&form, id, value),
            None => drop(self.states.borrow_mut().insert(id.clone(), value)),
        }
        self.write_address(id);
    }

    /// Takes over a value that the reader has set, and reports it if the script is to run for it.
    pub fn commit(&self, id: &WidgetId, value: WidgetValue, reruns: bool) {
        if reruns {
            self.set(id, value);
        } else {
            self.set_without_rerun(id, value);
        }
    }

    /// Takes from a change of the page what it says of widgets and forms: what each belongs to, and
    /// the value that the script sets. Called before the change is drawn, which shows the value.
    pub fn take_note(&self, delta: &Delta) {
        let (id, value, layout) = match delta {
            Delta::Element {
                element, layout, ..
            } => (element.widget_id(), element.script_value(), layout),
            Delta::Block { block, layout, .. } => (block.widget_id(), block.script_value(), layout),
        };
        if let Some(id) = id {
            self.register(id, &layout.scope);
            if let Some(value) = value {
                self.apply_script_value(id, value);
            }
        }
        match delta {
            Delta::Element {
                element: Element::Button(button),
                ..
            } if button.is_form_submitter => {
                if let Some(form) = &layout.scope.form_id {
                    self.set_submitter(form, &button.id, button.props.disabled);
                }
            }
            Delta::Block {
                block:
                    Block::Form {
                        id,
                        clear_on_submit,
                        enter_to_submit,
                        ..
                    },
                ..
            } => self.set_form(id, *clear_on_submit, *enter_to_submit),
            _ => {}
        }
    }

    /// Says what a widget belongs to.
    pub fn register(&self, id: &WidgetId, scope: &Scope) {
        self.scopes.borrow_mut().insert(id.clone(), scope.clone());
        if let Some(form) = &scope.form_id {
            self.forms.borrow_mut().take_back(form, id);
        }
    }

    /// Forgets the values of widgets that are not on the page any more.
    pub fn keep(&self, present: &BTreeSet<WidgetId>) {
        self.states
            .borrow_mut()
            .retain(|id, _| present.contains(id));
        self.scopes
            .borrow_mut()
            .retain(|id, _| present.contains(id));
        self.forms.borrow_mut().keep(present);
        self.bound.borrow_mut().keep(present);
    }

    fn form_of(&self, id: &WidgetId) -> Option<String> {
        self.scopes.borrow().get(id)?.form_id.clone()
    }

    /// A form has come onto the page, or says anew how it behaves.
    pub fn set_form(&self, form: &str, clear_on_submit: bool, enter_to_submit: bool) {
        self.forms
            .borrow_mut()
            .set(form, clear_on_submit, enter_to_submit);
    }

    /// A submit button of the widget's form, which can be pressed or not.
    pub fn set_submitter(&self, form: &str, id: &WidgetId, disabled: bool) {
        self.forms.borrow_mut().set_submitter(form, id, disabled);
    }

    /// Submits a form as Enter does, where that is allowed.
    pub fn enter(&self, form: &str) {
        let submitter = self.forms.borrow().enters(form).cloned();
        if let Some(submitter) = submitter {
            self.trigger(&submitter);
        }
    }

    /// What Enter does in a field whose text has changed: nothing, in some forms.
    pub fn enter_does(&self, id: &WidgetId, is_changed: bool) -> Option<&'static str> {
        match self.form_of(id) {
            Some(form) => self.forms.borrow().enters(&form).map(|_| "submit form"),
            None => is_changed.then_some("apply"),
        }
    }
}
