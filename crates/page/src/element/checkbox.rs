//! `st.checkbox` and `st.toggle` on the page.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::Checkbox;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom::{Listener, append, clear, listen, make_with, set, set_optional};
use crate::text::help::Help;
use crate::text::markdown;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("checkbox.css");

struct CheckboxView {
    node: HtmlElement,
    input: HtmlInputElement,
    text: HtmlElement,
    shown: Rc<RefCell<Widget<Checkbox>>>,
    help: Option<Help>,
    context: Context,
    _listener: Listener,
}

/// A view for it.
pub fn view(element: &Widget<Checkbox>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stCheckbox bk-checkbox", "stCheckbox");
    let label = make_with(document, "label", "", "");
    let input: HtmlInputElement = make_with(document, "input", "", "").unchecked_into();
    set(&input, "type", "checkbox");
    if element.is_toggle {
        set(&input, "role", "switch");
    }
    let mark = make_with(
        document,
        "span",
        if element.is_toggle {
            "bk-switch"
        } else {
            "bk-box"
        },
        "",
    );
    set(&mark, "aria-hidden", "true");
    let text = make_with(document, "div", "bk-checkbox-label", "stWidgetLabel");
    append(&label, &input);
    append(&label, &mark);
    append(&label, &text);
    append(&node, &label);
    let shown = Rc::new(RefCell::new(element.clone()));
    let listener = {
        let (input, shown, context) = (input.clone(), shown.clone(), context.clone());
        listen(&input.clone(), "change", move |_| {
            context.commit(&shown, WidgetValue::Bool(input.checked()));
        })
    };
    let mut view = CheckboxView {
        node,
        input,
        text,
        shown,
        help: None,
        context: context.clone(),
        _listener: listener,
    };
    view.paint(element, true);
    Box::new(view)
}

impl CheckboxView {
    fn paint(&mut self, element: &Widget<Checkbox>, is_new: bool) {
        let value = match self.context.widgets.get(&element.id) {
            Some(WidgetValue::Bool(value)) => value,
            _ => element.default,
        };
        self.input.set_checked(value);
        self.input.set_disabled(element.disabled);
        set_optional(
            &self.node,
            "data-disabled",
            element.disabled.then_some("true"),
        );
        if is_new || self.shown.borrow().label != element.label {
            clear(&self.text);
            let name = markdown::plain(&element.label.text);
            let document = &self.context.document;
            let holder = make_with(document, "div", "bk-inline", "stMarkdownContainer");
            let paragraph = make_with(document, "p", "", "");
            markdown::inline(document, &paragraph, &element.label.text);
            append(&holder, &paragraph);
            append(&self.text, &holder);
            self.help = element.label.help.as_ref().map(|help| {
                let help = Help::mark(help, Some(&name), &self.context);
                append(&self.text, &help.node);
                help
            });
            set(&self.input, "aria-label", &name);
            let visibility = match element.label.visibility {
                LabelVisibility::Visible => None,
                LabelVisibility::Hidden => Some("hidden"),
                LabelVisibility::Collapsed => Some("collapsed"),
            };
            set_optional(&self.text, "data-visibility", visibility);
        }
        self.shown.replace(element.clone());
    }
}

impl View for CheckboxView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Checkbox(element) = element else {
            return false;
        };
        let is_same = {
            let shown = self.shown.borrow();
            shown.id == element.id && shown.is_toggle == element.is_toggle
        };
        if is_same {
            self.paint(element, false);
        }
        is_same
    }
}
