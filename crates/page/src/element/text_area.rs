//! `st.text_area` on the page.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::TextArea;
use brooklet_protocol::layout::Size;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent};

use super::hint::Hint;
use super::leaving;
use crate::dom::{Listener, StyleExt, append, fresh_id, listen, make_with, set, set_optional};
use crate::text::label::Label;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("text_area.css");

/// What the label takes of a height in pixels.
const LABEL: u32 = 28;

/// No field is lower.
const LOWEST: u32 = 68 - LABEL;

/// What the handlers share.
struct ViewState {
    input: HtmlTextAreaElement,
    hint: Hint,
    shown: RefCell<Widget<TextArea>>,
    context: Context,
}

struct TextAreaView {
    node: HtmlElement,
    frame: HtmlElement,
    label: Label,
    view_state: Rc<ViewState>,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Widget<TextArea>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stTextArea bk-field bk-area", "stTextArea");
    let label = Label::new(&element.label, context);
    let frame = make_with(document, "div", "bk-field-frame", "stTextAreaRootElement");
    let input: HtmlTextAreaElement = make_with(document, "textarea", "", "").unchecked_into();
    let id = fresh_id("bk-area");
    set(&input, "id", &id);
    set(&label.node, "for", &id);
    set(&input, "rows", "3");
    if let Some(most) = element.max_chars.filter(|most| *most > 0) {
        set(&input, "maxlength", &most.to_string());
    }
    append(&frame, &input);
    append(&node, &label.node);
    append(&node, &frame);
    let view_state = Rc::new(ViewState {
        input,
        hint: Hint::new(document, &node),
        shown: RefCell::new(element.clone()),
        context: context.clone(),
    });
    let listeners = handlers(&node, &view_state);
    let mut view = TextAreaView {
        node,
        frame,
        label,
        view_state,
        _listeners: listeners,
    };
    view.paint(element, true);
    Box::new(view)
}

fn handlers(node: &HtmlElement, view_state: &Rc<ViewState>) -> Vec<Listener> {
    let on = |name, act: fn(&ViewState)| {
        let this = view_state.clone();
        listen(&view_state.input, name, move |_| act(&this))
    };
    let keys = {
        let this = view_state.clone();
        listen(&view_state.input, "keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let commits = key.key() == "Enter" && (key.ctrl_key() || key.meta_key());
            if commits && !key.is_composing() {
                key.prevent_default();
                this.commit();
            }
        })
    };
    let this = view_state.clone();
    let commit: Rc<dyn Fn()> = Rc::new(move || this.commit());
    let mut listeners = leaving::listeners(node, &view_state.input, &commit);
    listeners.extend([
        keys,
        on("focus", ViewState::instruct),
        on("input", ViewState::instruct),
    ]);
    listeners
}

impl ViewState {
    /// The text that the app knows.
    fn present(&self, element: &Widget<TextArea>) -> String {
        match self.context.widgets.get(&element.id) {
            Some(WidgetValue::Text(text)) => text,
            Some(_) => String::new(),
            None => element.default.clone().unwrap_or_default(),
        }
    }

    fn commit(&self) {
        self.hint.clear();
        let text = self.input.value();
        let is_changed = text != self.present(&self.shown.borrow());
        if is_changed {
            self.context.commit(&self.shown, WidgetValue::Text(text));
        }
    }

    /// Says what can be done with the text.
    fn instruct(&self) {
        self.grow();
        let element = self.shown.borrow();
        let text = self.input.value();
        let mut parts = Vec::new();
        let is_changed = text != self.present(&element);
        if let Some(effect) = self.context.widgets.enter_does(&element.id, is_changed) {
            parts.push(format!("Press Ctrl+Enter to {effect}"));
        }
        if let Some(most) = element.max_chars.filter(|most| *most > 0) {
            parts.push(format!("{}/{most}", text.chars().count()));
        }
        self.hint.say(&parts.join(" • "));
    }

    /// Makes the field as high as its text, where it is to be.
    fn grow(&self) {
        if self.shown.borrow().height != Size::Content {
            return;
        }
        let style = self.input.style();
        style.put("height", "auto");
        let height = self.input.scroll_height();
        if height > 0 {
            style.put("height", &format!("{height}px"));
        }
    }
}

impl TextAreaView {
    fn paint(&mut self, element: &Widget<TextArea>, is_new: bool) {
        let view_state = &self.view_state;
        self.label.update(&element.label);
        self.label.name(&view_state.input);
        view_state.input.set_placeholder(&element.placeholder);
        view_state.input.set_disabled(element.disabled);
        for node in [&self.node, &self.frame] {
            set_optional(node, "data-disabled", element.disabled.then_some("true"));
        }
        let height = match element.height {
            Size::Px(height) => format!("{}px", height.saturating_sub(LABEL).max(LOWEST)),
            _ => String::new(),
        };
        self.frame.style().put("height", &height);
        set_optional(
            &self.node,
            "data-grows",
            (element.height == Size::Content).then_some("true"),
        );
        let has_focus = view_state.context.document.active_element().as_ref()
            == Some(view_state.input.as_ref());
        view_state.shown.replace(element.clone());
        // What is being typed stays, unless the script sets another text.
        if is_new || element.set_value.is_some() || !has_focus {
            let text = view_state.present(element);
            if view_state.input.value() != text {
                view_state.input.set_value(&text);
            }
        }
        view_state.grow();
    }
}

impl View for TextAreaView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::TextArea(element) = element else {
            return false;
        };
        let is_same = {
            let shown = self.view_state.shown.borrow();
            shown.id == element.id && shown.max_chars == element.max_chars
        };
        if is_same {
            self.paint(element, false);
        }
        is_same
    }
}
