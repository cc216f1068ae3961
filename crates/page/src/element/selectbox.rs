//! `st.selectbox` on the page: a combobox with a list that floats over the page.

mod list;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::element::Selectbox;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent, Node};

use super::field::Field;
use crate::dom::{Listener, append, listen, make_with, set, svg, unset};
use crate::view::{Context, View};
use list::{List, matching};

/// The style.
pub const STYLE: &str = include_str!("selectbox.css");

const CHEVRON: &str = "M7.41 8.59 12 13.17l4.59-4.58L18 10l-6 6-6-6z";

const CROSS: &str = "m2 0 10 10L22 0l2 2-10 10 10 10-2 2-10-10L2 24l-2-2 10-10L0 2z";

/// What the handlers share.
struct Shared {
    shown: RefCell<Selectbox>,
    input: HtmlInputElement,
    frame: HtmlElement,
    clear: HtmlElement,
    list: RefCell<Option<List>>,
    /// The list of this run of typing is narrowed by the text in the field.
    is_typing: Cell<bool>,
    context: Context,
}

struct SelectboxView {
    field: Field,
    shared: Rc<Shared>,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Selectbox, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let field = Field::new("stSelectbox", &element.label, context);
    for (name, value) in [
        ("role", "combobox"),
        ("aria-autocomplete", "list"),
        ("aria-haspopup", "listbox"),
        ("aria-expanded", "false"),
        ("autocomplete", "off"),
        ("spellcheck", "false"),
    ] {
        set(&field.input, name, value);
    }
    let clear = make_with(document, "button", "bk-field-button", "");
    set(&clear, "type", "button");
    set(&clear, "aria-label", "Clear value");
    append(&clear, &svg(document, CROSS, ""));
    append(&field.frame, &clear);
    append(&field.frame, &svg(document, CHEVRON, "bk-select-chevron"));
    let shared = Rc::new(Shared {
        shown: RefCell::new(element.clone()),
        input: field.input.clone(),
        frame: field.frame.clone(),
        clear,
        list: RefCell::default(),
        is_typing: Cell::default(),
        context: context.clone(),
    });
    let listeners = handlers(&shared);
    let mut view = SelectboxView {
        field,
        shared,
        _listeners: listeners,
    };
    view.paint(element);
    Box::new(view)
}

fn handlers(shared: &Rc<Shared>) -> Vec<Listener> {
    let click = {
        let shared = shared.clone();
        listen(&shared.frame.clone(), "click", move |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            if shared.clear.contains(target.as_ref()) {
                return;
            }
            let _ = shared.input.focus();
            if shared.list.borrow().is_some() {
                shared.close();
            } else {
                shared.open();
            }
        })
    };
    let keys = {
        let shared = shared.clone();
        listen(&shared.input.clone(), "keydown", move |event| {
            if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                shared.key(key);
            }
        })
    };
    let typing = {
        let shared = shared.clone();
        listen(&shared.input.clone(), "input", move |_| {
            shared.is_typing.set(true);
            shared.open();
            shared.fill();
        })
    };
    let blur = {
        let shared = shared.clone();
        listen(&shared.input.clone(), "blur", move |_| shared.close())
    };
    let clear = {
        let shared = shared.clone();
        listen(&shared.clear.clone(), "click", move |_| {
            shared.choose(None);
            let _ = shared.input.focus();
        })
    };
    vec![click, keys, typing, blur, clear]
}

impl Shared {
    fn key(self: &Rc<Self>, event: &KeyboardEvent) {
        let is_open = self.list.borrow().is_some();
        let key = event.key();
        match key.as_str() {
            "ArrowDown" | "ArrowUp" if !is_open => self.open(),
            "Enter" if !is_open && !event.is_composing() => self.open(),
            " " if !is_open && self.input.read_only() => self.open(),
            "ArrowDown" => self.move_by(1),
            "ArrowUp" => self.move_by(-1),
            "PageDown" if is_open => self.move_by(8),
            "PageUp" if is_open => self.move_by(-8),
            "Home" if is_open => self.move_by(isize::MIN / 2),
            "End" if is_open => self.move_by(isize::MAX / 2),
            "Escape" if is_open => self.close(),
            "Backspace" | "Delete" if !is_open && self.shown.borrow().clearable => {
                self.choose(None);
            }
            "Enter" if !event.is_composing() => {
                let chosen = self.list.borrow().as_ref().and_then(List::active);
                if let Some(chosen) = chosen {
                    self.choose(Some(chosen));
                }
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn open(self: &Rc<Self>) {
        if self.list.borrow().is_some() || self.shown.borrow().disabled {
            return;
        }
        let this = Rc::downgrade(self);
        let choose = Rc::new(move |option: String| {
            if let Some(shared) = this.upgrade() {
                shared.choose(Some(option));
            }
        });
        let list = List::new(&self.context, &self.frame, choose);
        set(&self.input, "aria-expanded", "true");
        set(&self.input, "aria-controls", list.id());
        self.list.replace(Some(list));
        if !self.is_typing.get() {
            self.input.select();
        }
        self.fill();
    }

    /// Puts the options that fit what is typed into the list.
    fn fill(&self) {
        let shown = self.shown.borrow();
        let typed = if self.is_typing.get() {
            self.input.value()
        } else {
            String::new()
        };
        let mut options = matching(&shown.options, &typed, shown.filter);
        let is_new =
            shown.accept_new_options && !typed.is_empty() && !shown.options.contains(&typed);
        if is_new {
            options.insert(0, typed);
        }
        let present = self.present();
        if let Some(list) = &mut *self.list.borrow_mut() {
            list.fill(options, present.as_deref(), is_new);
            set(&self.input, "aria-activedescendant", &list.active_id());
        }
    }

    fn move_by(&self, distance: isize) {
        if let Some(list) = &mut *self.list.borrow_mut() {
            list.move_by(distance);
            set(&self.input, "aria-activedescendant", &list.active_id());
        }
    }

    fn close(&self) {
        self.is_typing.set(false);
        if self.list.take().is_some() {
            set(&self.input, "aria-expanded", "false");
            unset(&self.input, "aria-controls");
            unset(&self.input, "aria-activedescendant");
        }
        self.show_value();
    }

    fn choose(&self, option: Option<String>) {
        let id = self.shown.borrow().id.clone();
        let is_other = option != self.present();
        if is_other {
            let value = option.map_or(WidgetValue::None, WidgetValue::Text);
            self.context.widgets.set(&id, value);
        }
        self.close();
    }

    /// The option that the app knows.
    fn present(&self) -> Option<String> {
        let shown = self.shown.borrow();
        match self.context.widgets.get(&shown.id) {
            Some(WidgetValue::Text(text)) => Some(text),
            Some(_) => None,
            None => shown
                .default
                .and_then(|place| shown.options.get(place as usize).cloned()),
        }
    }

    fn show_value(&self) {
        let present = self.present();
        self.input.set_value(present.as_deref().unwrap_or_default());
        let shown = self.shown.borrow();
        self.clear
            .set_hidden(!(shown.clearable && present.is_some() && !shown.disabled));
    }
}

impl SelectboxView {
    fn paint(&mut self, element: &Selectbox) {
        if let Some(value) = &element.set_value {
            let value = value.clone().map_or(WidgetValue::None, WidgetValue::Text);
            self.shared.context.widgets.adopt(&element.id, value);
        }
        self.shared.shown.replace(element.clone());
        let is_off =
            element.disabled || (element.options.is_empty() && !element.accept_new_options);
        self.field.update(
            &element.label,
            &element.placeholder,
            element.icon.as_deref(),
            is_off,
        );
        self.shared
            .input
            .set_read_only(element.filter.is_none() && !element.accept_new_options);
        if self.shared.list.borrow().is_some() {
            self.shared.fill();
        } else {
            self.shared.show_value();
        }
    }
}

impl View for SelectboxView {
    fn node(&self) -> &HtmlElement {
        &self.field.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Selectbox(element) = element else {
            return false;
        };
        if self.shared.shown.borrow().id != element.id {
            return false;
        }
        self.paint(element);
        true
    }

    fn dispose(&mut self) {
        self.shared.list.take();
    }
}
