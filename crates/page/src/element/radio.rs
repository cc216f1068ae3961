//! `st.radio` on the page: a group of the browser's own radio buttons.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::Radio;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue, option_name};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom::{Listener, append, clear, fresh_id, listen, make_with, set, set_optional};
use crate::text::label::Label;
use crate::text::markdown;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("radio.css");

struct RadioView {
    node: HtmlElement,
    group: HtmlElement,
    label: Label,
    inputs: Vec<HtmlInputElement>,
    shown: Rc<RefCell<Widget<Radio>>>,
    /// What keeps the buttons of this group apart from others.
    name: String,
    context: Context,
    _listener: Listener,
}

/// A view for it.
pub fn view(element: &Widget<Radio>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stRadio bk-radio", "stRadio");
    let label = Label::new(&element.label, context);
    let group = make_with(document, "div", "bk-radio-group", "stRadioGroup");
    set(&group, "role", "radiogroup");
    append(&node, &label.node);
    append(&node, &group);
    let shown = Rc::new(RefCell::new(element.clone()));
    let listener = {
        let (shown, widgets) = (shown.clone(), context.widgets.clone());
        listen(&group, "change", move |event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let place = input.and_then(|input| input.value().parse::<usize>().ok());
            let shown = shown.borrow().clone();
            if let Some(option) = place.and_then(|place| shown.options.get(place)) {
                let value = WidgetValue::Text(option.clone());
                widgets.commit(&shown.id, value, shown.reruns);
            }
        })
    };
    let mut view = RadioView {
        node,
        group,
        label,
        inputs: Vec::new(),
        shown,
        name: fresh_id("bk-radio"),
        context: context.clone(),
        _listener: listener,
    };
    view.paint(element, true);
    Box::new(view)
}

impl RadioView {
    fn paint(&mut self, element: &Widget<Radio>, is_new: bool) {
        self.label.update(&element.label);
        self.label.name(&self.group);
        let orientation = if element.horizontal {
            "horizontal"
        } else {
            "vertical"
        };
        set(&self.group, "aria-orientation", orientation);
        let disabled = element.disabled.then_some("true");
        set_optional(&self.node, "data-disabled", disabled);
        set_optional(&self.group, "aria-disabled", disabled);
        let has_other_options = {
            let shown = self.shown.borrow();
            shown.options != element.options || shown.captions != element.captions
        };
        if is_new || has_other_options {
            self.draw(element);
        }
        let chosen = self.chosen(element);
        for (index, input) in self.inputs.iter().enumerate() {
            input.set_checked(Some(index) == chosen);
            input.set_disabled(element.disabled);
        }
        self.shown.replace(element.clone());
    }

    /// The place of the option that the app knows.
    fn chosen(&self, element: &Widget<Radio>) -> Option<usize> {
        match self.context.widgets.get(&element.id) {
            Some(WidgetValue::Text(text)) => {
                element.options.iter().position(|option| *option == text)
            }
            Some(_) => None,
            None => element.default.map(|place| place as usize),
        }
    }

    fn draw(&mut self, element: &Widget<Radio>) {
        let document = &self.context.document;
        clear(&self.group);
        self.inputs.clear();
        for (index, option) in element.options.iter().enumerate() {
            let item = make_with(document, "div", "bk-radio-item", "");
            let label = make_with(document, "label", "bk-radio-option", "stRadioOption");
            let input: HtmlInputElement = make_with(document, "input", "", "").unchecked_into();
            for (name, value) in [
                ("type", "radio"),
                ("name", &*self.name),
                ("value", &index.to_string()),
            ] {
                set(&input, name, value);
            }
            let mark = make_with(document, "span", "bk-radio-mark", "");
            set(&mark, "aria-hidden", "true");
            let holder = make_with(document, "div", "bk-inline", "stMarkdownContainer");
            let paragraph = make_with(document, "p", "", "");
            markdown::inline(document, &paragraph, option_name::text(option));
            append(&holder, &paragraph);
            append(&label, &input);
            append(&label, &mark);
            append(&label, &holder);
            append(&item, &label);
            if let Some(caption) = element.captions.get(index).filter(|text| !text.is_empty()) {
                let id = fresh_id("bk-caption");
                let box_ = make_with(document, "div", "bk-radio-caption", "stRadioCaption");
                set(&box_, "id", &id);
                set(&input, "aria-describedby", &id);
                let body = make_with(document, "div", "bk-caption", "stCaptionContainer");
                let paragraph = make_with(document, "p", "", "");
                markdown::inline(document, &paragraph, caption);
                append(&body, &paragraph);
                append(&box_, &body);
                append(&item, &box_);
            }
            append(&self.group, &item);
            self.inputs.push(input);
        }
    }
}

impl View for RadioView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Radio(element) = element else {
            return false;
        };
        let is_same = self.shown.borrow().id == element.id;
        if is_same {
            self.paint(element, false);
        }
        is_same
    }
}
