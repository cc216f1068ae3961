//! `st.selectbox` on the page: a combobox with a list that floats over the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::element::Selectbox;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue, option_name};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, Node};

use super::drop_down::filter::Options;
use super::drop_down::{CHEVRON, Combobox, Contents, Row};
use super::field::{Field, clear_button};
use crate::dom::{FocusExt, Listener, append, listen, svg};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("selectbox.css");

/// What the handlers share.
struct ViewState {
    shown: RefCell<Widget<Selectbox>>,
    options: RefCell<Options>,
    combobox: Combobox,
    clear: HtmlElement,
    /// The list of this run of typing is narrowed by the text in the field.
    is_typing: Cell<bool>,
    context: Context,
}

struct SelectboxView {
    field: Field,
    view_state: Rc<ViewState>,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Widget<Selectbox>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let field = Field::new("stSelectbox", &element.label, context);
    let combobox = Combobox::new(
        &field.input,
        &field.frame,
        "stSelectboxVirtualDropdown",
        false,
        context,
    );
    let clear = clear_button(document, "");
    append(&field.frame, &clear);
    append(&field.frame, &svg(document, CHEVRON, "bk-select-chevron"));
    let view_state = Rc::new(ViewState {
        shown: RefCell::new(element.clone()),
        options: RefCell::new(Options::new(&element.options)),
        combobox,
        clear,
        is_typing: Cell::default(),
        context: context.clone(),
    });
    let listeners = handlers(&view_state);
    let mut view = SelectboxView {
        field,
        view_state,
        _listeners: listeners,
    };
    view.paint(element);
    Box::new(view)
}

fn handlers(view_state: &Rc<ViewState>) -> Vec<Listener> {
    let click = {
        let view_state = view_state.clone();
        listen(&view_state.combobox.frame.clone(), "click", move |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            if view_state.clear.contains(target.as_ref()) {
                return;
            }
            view_state.combobox.input.take_focus();
            if view_state.combobox.is_open() {
                view_state.close();
            } else {
                view_state.open();
            }
        })
    };
    let keys = {
        let view_state = view_state.clone();
        listen(
            &view_state.combobox.input.clone(),
            "keydown",
            move |event| {
                if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                    view_state.key(key);
                }
            },
        )
    };
    let typing = {
        let view_state = view_state.clone();
        listen(&view_state.combobox.input.clone(), "input", move |_| {
            view_state.is_typing.set(true);
            view_state.open();
            view_state.fill();
        })
    };
    let blur = {
        let view_state = view_state.clone();
        listen(&view_state.combobox.input.clone(), "blur", move |_| {
            view_state.close();
        })
    };
    let clear = {
        let view_state = view_state.clone();
        listen(&view_state.clear.clone(), "click", move |_| {
            view_state.choose(None);
            view_state.combobox.input.take_focus();
        })
    };
    vec![click, keys, typing, blur, clear]
}

impl ViewState {
    fn key(self: &Rc<Self>, event: &KeyboardEvent) {
        let is_open = self.combobox.is_open();
        match event.key().as_str() {
            _ if self.combobox.is_opened_by(event) => self.open(),
            "Escape" if is_open => self.close(),
            "Backspace" | "Delete" if !is_open && self.shown.borrow().clearable => {
                self.choose(None);
            }
            "Enter" if !event.is_composing() => {
                if let Some(chosen) = self.combobox.active() {
                    self.take(chosen);
                }
            }
            _ if self.combobox.walk(event) => {}
            _ => return,
        }
        event.prevent_default();
    }

    fn open(self: &Rc<Self>) {
        if self.combobox.is_open() || self.shown.borrow().disabled {
            return;
        }
        let this = Rc::downgrade(self);
        let take = move |row| {
            if let Some(view_state) = this.upgrade() {
                view_state.take(row);
            }
        };
        self.combobox.open(take);
        if !self.is_typing.get() {
            self.combobox.input.select();
        }
        self.fill();
    }

    /// Puts the options that fit what is typed into the list.
    fn fill(&self) {
        let shown = self.shown.borrow();
        let options = self.options.borrow();
        let typed = if self.is_typing.get() {
            self.combobox.input.value()
        } else {
            String::new()
        };
        let found = options.matching(&typed, shown.filter);
        let mut rows: Vec<Row> = found.into_iter().map(Row::Option).collect();
        if shown.accept_new_options && !typed.is_empty() && !options.shown.contains(&typed) {
            rows.insert(0, Row::Add(typed.clone()));
        }
        let present = self.present();
        let is_present = |row: &Row| match row {
            Row::Option(place) => Some(&options.shown[*place]) == present.as_ref(),
            _ => false,
        };
        let chosen = present
            .as_ref()
            .and_then(|_| rows.iter().position(is_present));
        self.combobox.fill(Contents {
            rows,
            options: options.shown.clone(),
            chosen,
            empty: "No results".to_owned(),
            typed,
        });
    }

    fn take(&self, row: Row) {
        match row {
            Row::Option(place) => {
                let option = self.options.borrow().shown.get(place).cloned();
                self.choose(option);
            }
            Row::Add(text) => self.choose(Some(text)),
            Row::All { .. } => {}
        }
    }

    fn close(&self) {
        self.is_typing.set(false);
        self.combobox.close();
        self.show_value();
    }

    fn choose(&self, option: Option<String>) {
        let is_other = option != self.present();
        if is_other {
            let value = option.map_or(WidgetValue::None, WidgetValue::Text);
            self.context.commit(&self.shown, value);
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
        self.combobox.input.set_value(
            present
                .as_deref()
                .map(option_name::text)
                .unwrap_or_default(),
        );
        let shown = self.shown.borrow();
        self.clear
            .set_hidden(!(shown.clearable && present.is_some() && !shown.disabled));
    }
}

impl SelectboxView {
    fn paint(&mut self, element: &Widget<Selectbox>) {
        if self.view_state.shown.borrow().options != element.options {
            self.view_state
                .options
                .replace(Options::new(&element.options));
        }
        if *self.view_state.shown.borrow() != *element {
            self.view_state.shown.replace(element.clone());
        }
        let is_off =
            element.disabled || (element.options.is_empty() && !element.accept_new_options);
        self.field.update(
            &element.label,
            &element.placeholder,
            element.icon.as_deref(),
            is_off,
        );
        self.view_state
            .combobox
            .input
            .set_read_only(element.filter.is_none() && !element.accept_new_options);
        if self.view_state.combobox.is_open() {
            self.view_state.fill();
        } else {
            self.view_state.show_value();
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
        if self.view_state.shown.borrow().id != element.id {
            return false;
        }
        self.paint(element);
        true
    }

    fn dispose(&mut self) {
        self.view_state.combobox.close();
    }
}
