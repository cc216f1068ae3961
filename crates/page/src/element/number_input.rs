//! `st.number_input` on the page.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::NumberInput;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlButtonElement, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::decimals;
use super::field::Field;
use super::hint::Hint;
use super::number_format;
use crate::dom::{ClassExt, Listener, append, listen, make_with, set, set_optional, svg};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("number_input.css");

/// Integers up to this one, 2^53 - 1, are exact on their way between page and script.
const MAX_EXACT: f64 = 9_007_199_254_740_991.0;

const MINUS: &str = "M0 9.5h24v5H0z";
const PLUS: &str = "M0 9.5h9.5V0h5v9.5H24v5h-9.5V24h-5v-9.5H0z";

/// What the handlers share.
struct ViewState {
    shown: RefCell<Widget<NumberInput>>,
    input: HtmlInputElement,
    hint: Hint,
    buttons: [HtmlButtonElement; 2],
    context: Context,
}

struct NumberInputView {
    field: Field,
    view_state: Rc<ViewState>,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Widget<NumberInput>, context: &Context) -> Box<dyn View> {
    let field = Field::new("stNumberInput", &element.label, context);
    field.node.add_class("bk-number");
    set(
        &field.input,
        "inputmode",
        if element.is_int { "numeric" } else { "decimal" },
    );
    set(&field.frame, "data-testid", "stNumberInputContainer");
    set(&field.input, "data-testid", "stNumberInputField");
    set(&field.input, "role", "spinbutton");
    let buttons = [
        ("stNumberInputStepDown", MINUS, "Decrement"),
        ("stNumberInputStepUp", PLUS, "Increment"),
    ]
    .map(|(test_id, sign, name)| {
        let button = make_with(&context.document, "button", "bk-field-button", test_id);
        set(&button, "type", "button");
        set(&button, "tabindex", "-1");
        set(&button, "aria-label", name);
        append(&button, &svg(&context.document, sign, ""));
        append(&field.frame, &button);
        button.unchecked_into::<HtmlButtonElement>()
    });
    let view_state = Rc::new(ViewState {
        shown: RefCell::new(element.clone()),
        input: field.input.clone(),
        hint: field.hint.clone(),
        buttons,
        context: context.clone(),
    });
    let (commit, change) = (view_state.clone(), view_state.clone());
    let mut listeners = field.commits(move || commit.commit(), move || change.instruct());
    for (place, direction) in [(0, -1.0), (1, 1.0)] {
        let step = view_state.clone();
        listeners.push(listen(&view_state.buttons[place], "click", move |_| {
            step.step(direction);
        }));
    }
    let arrows = view_state.clone();
    listeners.push(listen(&field.input, "keydown", move |event| {
        let direction = match event
            .dyn_ref::<KeyboardEvent>()
            .map(KeyboardEvent::key)
            .as_deref()
        {
            Some("ArrowUp") => 1.0,
            Some("ArrowDown") => -1.0,
            Some("Escape") => return arrows.empty(),
            _ => return,
        };
        event.prevent_default();
        arrows.step(direction);
    }));
    let mut view = NumberInputView {
        field,
        view_state,
        _listeners: listeners,
    };
    view.paint(element, true);
    Box::new(view)
}

impl ViewState {
    /// The number that the app knows.
    fn present(&self) -> Option<f64> {
        let element = self.shown.borrow();
        match self.context.widgets.get(&element.id) {
            Some(WidgetValue::Int(number)) => Some(number as f64),
            Some(WidgetValue::Float(number)) => Some(number),
            Some(_) => None,
            None => element.default,
        }
    }

    /// How a number stands in the field.
    fn text(&self, number: Option<f64>) -> String {
        let element = self.shown.borrow();
        match (number, &element.format) {
            (None, _) => String::new(),
            (Some(number), Some(format)) => number_format::format(format, number),
            (Some(number), None) => number_format::plain(number),
        }
    }

    fn commit(&self) {
        self.hint.clear();
        let text = self.input.value();
        let present = self.present();
        if text == self.text(present) {
            return;
        }
        let (mut min, mut max, default, is_int) = {
            let element = self.shown.borrow();
            (element.min, element.max, element.default, element.is_int)
        };
        let typed = parse(&text).map(|number| if is_int { number.trunc() } else { number });
        let value = if text.trim().is_empty() {
            default
        } else {
            typed
        };
        if is_int && value.is_some_and(|value| value.abs() > MAX_EXACT) {
            min = Some(min.unwrap_or(-MAX_EXACT).max(-MAX_EXACT));
            max = Some(max.unwrap_or(MAX_EXACT).min(MAX_EXACT));
        }
        let is_bad = !text.trim().is_empty() && typed.is_none();
        let is_out = value.is_some_and(|value| {
            min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max)
        });
        if is_bad || is_out {
            self.refuse(is_out, min, max);
            return;
        }
        self.report(value);
    }

    /// Says why a number is not taken; the field goes back to the one before.
    fn refuse(&self, is_out: bool, min: Option<f64>, max: Option<f64>) {
        self.input.set_value(&self.text(self.present()));
        let text = match (is_out, min, max) {
            (false, ..) => "This is not a number.".to_owned(),
            (true, Some(min), Some(max)) => {
                format!(
                    "Value must be between {} and {}.",
                    self.text(Some(min)),
                    self.text(Some(max))
                )
            }
            (true, Some(min), None) => format!("Value must be at least {}.", self.text(Some(min))),
            (true, None, max) => format!("Value must be at most {}.", self.text(max)),
        };
        self.hint.warn(&text);
    }

    fn report(&self, value: Option<f64>) {
        self.input.set_value(&self.text(value));
        self.enable(value);
        if value == self.present() {
            return;
        }
        let sent = self.shown.borrow().value(value);
        self.context.commit(&self.shown, sent);
    }

    fn step(&self, direction: f64) {
        let (step, min, max, disabled, is_int) = {
            let element = self.shown.borrow();
            let NumberInput {
                step,
                min,
                max,
                is_int,
                ..
            } = element.props;
            (step, min, max, element.disabled, is_int)
        };
        if disabled {
            return;
        }
        // Nothing is no number to begin with.
        let Some(begin) = parse(&self.input.value()).or(self.present()) else {
            return;
        };
        let next = decimals::sum(begin, direction * step);
        if min.is_some_and(|min| next < min) || max.is_some_and(|max| next > max) {
            return;
        }
        if is_int && next.abs() > MAX_EXACT {
            return;
        }
        self.report(Some(next));
    }

    /// Takes the number out of a field that need not have one.
    fn empty(&self) {
        let is_optional = {
            let element = self.shown.borrow();
            element.default.is_none() && !element.disabled
        };
        if is_optional && !self.input.value().is_empty() {
            self.input.set_value("");
            self.instruct();
        }
    }

    fn enable(&self, value: Option<f64>) {
        let element = self.shown.borrow();
        let at = |bound: Option<f64>, beyond: fn(f64, f64) -> bool| matches!((value, bound), (Some(value), Some(bound)) if beyond(value, bound));
        for (name, number) in [
            ("aria-valuemin", element.min),
            ("aria-valuemax", element.max),
            ("aria-valuenow", value),
        ] {
            let number = number.map(|number| number.to_string());
            set_optional(&self.input, name, number.as_deref());
        }
        let off = element.disabled || value.is_none();
        self.buttons[0].set_disabled(off || at(element.min, |value, min| value <= min));
        self.buttons[1].set_disabled(off || at(element.max, |value, max| value >= max));
    }

    fn instruct(&self) {
        let is_changed = self.input.value() != self.text(self.present());
        let id = &self.shown.borrow().id;
        match self.context.widgets.enter_does(id, is_changed) {
            Some(effect) => self.hint.say(&format!("Press Enter to {effect}")),
            None => self.hint.clear(),
        }
    }
}

fn parse(text: &str) -> Option<f64> {
    text.trim()
        .replace(',', ".")
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
}

impl NumberInputView {
    fn paint(&mut self, element: &Widget<NumberInput>, is_new: bool) {
        self.view_state.shown.replace(element.clone());
        self.field.update(
            &element.label,
            &element.placeholder,
            element.icon.as_deref(),
            element.disabled,
        );
        let present = self.view_state.present();
        if is_new || element.set_value.is_some() || !self.field.has_focus() {
            self.field.input.set_value(&self.view_state.text(present));
        }
        self.view_state.enable(present);
    }
}

impl View for NumberInputView {
    fn node(&self) -> &HtmlElement {
        &self.field.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::NumberInput(element) = element else {
            return false;
        };
        if self.view_state.shown.borrow().id != element.id {
            return false;
        }
        self.paint(element, false);
        true
    }
}
