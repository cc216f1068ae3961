//! `st.text_input` on the page.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::TextInput;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use web_sys::HtmlElement;

use super::field::Field;
use crate::dom::{Listener, append, listen, make_with, set, svg};
use crate::view::{Context, View};

const EYE: &str = "M12 6c3.8 0 7.2 2.1 8.8 5.5a9.8 9.8 0 0 1-17.6 0A9.8 9.8 0 0 1 12 6m0-2C7 4 2.7 7.1 1 11.5 2.7 15.9 7 19 12 19s9.3-3.1 11-7.5C21.3 7.1 17 4 12 4m0 5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5m0-2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9";

struct TextInputView {
    field: Rc<RefCell<Field>>,
    shown: Rc<RefCell<Widget<TextInput>>>,
    context: Context,
    node: HtmlElement,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Widget<TextInput>, context: &Context) -> Box<dyn View> {
    let field = Field::new("stTextInput", &element.label, context);
    let node = field.node.clone();
    if let Some(most) = element.max_chars.filter(|most| *most > 0) {
        set(&field.input, "maxlength", &most.to_string());
    }
    set(&field.frame, "data-testid", "stTextInputRootElement");
    set(&field.input, "data-testid", "stTextInputField");
    set(&field.input, "autocomplete", &element.autocomplete);
    set(
        &field.input,
        "type",
        if element.is_password {
            "password"
        } else {
            "text"
        },
    );
    let shown = Rc::new(RefCell::new(element.clone()));
    let commit = {
        let (input, hint, shown, context) = (
            field.input.clone(),
            field.hint.clone(),
            shown.clone(),
            context.clone(),
        );
        move || {
            hint.clear();
            let text = input.value();
            let is_changed = text != present(&shown.borrow(), &context);
            if is_changed {
                context.commit(&shown, WidgetValue::Text(text));
            }
        }
    };
    let change = {
        let (input, hint, shown, context) = (
            field.input.clone(),
            field.hint.clone(),
            shown.clone(),
            context.clone(),
        );
        move || {
            let element = shown.borrow();
            hint.say(&instructions(&element, &input.value(), &context));
        }
    };
    let mut listeners = field.commits(commit, change);
    if element.is_password {
        listeners.push(eye(&field, context));
    }
    let mut view = TextInputView {
        field: Rc::new(RefCell::new(field)),
        shown,
        context: context.clone(),
        node,
        _listeners: listeners,
    };
    view.paint(element, true);
    Box::new(view)
}

/// The text that the app knows.
fn present(element: &Widget<TextInput>, context: &Context) -> String {
    match context.widgets.get(&element.id) {
        Some(WidgetValue::Text(text)) => text,
        Some(_) => String::new(),
        None => element.default.clone().unwrap_or_default(),
    }
}

fn instructions(element: &Widget<TextInput>, text: &str, context: &Context) -> String {
    let mut parts = Vec::new();
    let is_changed = text != present(element, context);
    if let Some(effect) = context.widgets.enter_does(&element.id, is_changed) {
        parts.push(format!("Press Enter to {effect}"));
    }
    if let Some(most) = element.max_chars.filter(|most| *most > 0) {
        parts.push(format!("{}/{most}", text.chars().count()));
    }
    parts.join(" • ")
}

/// The button that shows a password.
fn eye(field: &Field, context: &Context) -> Listener {
    let button = make_with(&context.document, "button", "bk-field-button", "");
    set(&button, "type", "button");
    set(&button, "aria-label", "Show password");
    append(&button, &svg(&context.document, EYE, "bk-eye"));
    append(&field.frame, &button);
    let input = field.input.clone();
    listen(&button.clone(), "click", move |_| {
        let shows = input.type_() == "text";
        set(&input, "type", if shows { "password" } else { "text" });
        set(
            &button,
            "aria-label",
            if shows {
                "Show password"
            } else {
                "Hide password"
            },
        );
    })
}

impl TextInputView {
    fn paint(&mut self, element: &Widget<TextInput>, is_new: bool) {
        let mut field = self.field.borrow_mut();
        field.update(
            &element.label,
            &element.placeholder,
            element.icon.as_deref(),
            element.disabled,
        );
        // What is being typed stays, unless the script sets another text.
        if is_new || element.set_value.is_some() || !field.has_focus() {
            let text = present(element, &self.context);
            if field.input.value() != text {
                field.input.set_value(&text);
            }
        }
        self.shown.replace(element.clone());
    }
}

impl View for TextInputView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::TextInput(element) = element else {
            return false;
        };
        let before = self.shown.borrow().clone();
        if before.id != element.id
            || before.is_password != element.is_password
            || before.max_chars != element.max_chars
        {
            return false;
        }
        self.paint(element, false);
        true
    }
}
