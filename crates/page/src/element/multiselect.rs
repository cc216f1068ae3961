//! `st.multiselect` on the page: a combobox with the chosen options as tags before it, and a list
//! that floats over the page.

mod lines;

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::Multiselect;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent, Node};

use super::drop_down::filter::Options;
use super::drop_down::{CHEVRON, Combobox, Row};
use super::tags::Tags;
use crate::dom::{FocusExt, Listener, append, fresh_id, listen, make_with, set, set_optional, svg};
use crate::text::label::Label;
use crate::view::{Context, View};
use lines::{contents, option_for};

/// The style.
pub const STYLE: &str = include_str!("multiselect.css");

const CLEAR: &str = "M12 2C6.47 2 2 6.47 2 12s4.47 10 10 10 10-4.47 10-10S17.53 2 12 2zm4.29 12.89a.996.996 0 11-1.41 1.41L12 13.41 9.11 16.3a.996.996 0 11-1.41-1.41L10.59 12 7.71 9.11A.996.996 0 119.12 7.7L12 10.59l2.89-2.89a.996.996 0 111.41 1.41L13.41 12z";

/// What the handlers share.
struct ViewState {
    shown: RefCell<Widget<Multiselect>>,
    options: RefCell<Options>,
    combobox: Combobox,
    tags: Tags,
    clear: HtmlElement,
    context: Context,
}

struct MultiselectView {
    node: HtmlElement,
    label: Label,
    view_state: Rc<ViewState>,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Widget<Multiselect>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stMultiSelect", "stMultiSelect");
    let label = Label::new(&element.label, context);
    let frame = make_with(document, "div", "bk-tags-frame", "");
    let input: HtmlInputElement = make_with(document, "input", "", "").unchecked_into();
    let id = fresh_id("bk-field");
    set(&input, "id", &id);
    set(&label.node, "for", &id);
    let tags = Tags::new(&input, "stMultiSelectTagsContainer", context);
    let clear = make_with(document, "button", "bk-tags-clear", "");
    set(&clear, "type", "button");
    set(&clear, "aria-label", "Clear all");
    append(&clear, &svg(document, CLEAR, ""));
    append(&frame, &tags.node);
    append(&frame, &clear);
    append(&frame, &svg(document, CHEVRON, "bk-select-chevron"));
    append(&node, &label.node);
    append(&node, &frame);
    let view_state = Rc::new(ViewState {
        shown: RefCell::new(element.clone()),
        options: RefCell::new(Options::new(&element.options)),
        combobox: Combobox::new(&input, &frame, "stMultiSelectDropdown", true, context),
        tags,
        clear,
        context: context.clone(),
    });
    let mut view = MultiselectView {
        node,
        label,
        _listeners: handlers(&view_state),
        view_state,
    };
    view.paint(element);
    Box::new(view)
}

fn handlers(view_state: &Rc<ViewState>) -> Vec<Listener> {
    let on = |target: &HtmlElement, name, act: fn(&Rc<ViewState>, &web_sys::Event)| {
        let view_state = view_state.clone();
        listen(target, name, move |event| act(&view_state, &event))
    };
    vec![
        on(&view_state.combobox.frame, "click", ViewState::clicked),
        on(
            &view_state.combobox.input,
            "keydown",
            |view_state, event| {
                if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                    view_state.key(key);
                }
            },
        ),
        on(&view_state.tags.group, "keydown", |view_state, event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            let removed = key.and_then(|key| view_state.tags.key(&key, event));
            if let Some(place) = removed.filter(|_| !view_state.shown.borrow().disabled) {
                view_state.remove(place);
                view_state.tags.focus(place);
            }
        }),
        on(&view_state.combobox.input, "input", |view_state, _| {
            view_state.open();
            view_state.fill();
        }),
        on(&view_state.combobox.input, "blur", |view_state, _| {
            view_state.combobox.input.set_value("");
            view_state.combobox.close();
        }),
    ]
}

impl ViewState {
    fn clicked(self: &Rc<Self>, event: &web_sys::Event) {
        if self.shown.borrow().disabled {
            return;
        }
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        let target = target.as_ref();
        if let Some(place) = self.tags.removes(target) {
            self.remove(place);
        } else if self.clear.contains(target) {
            self.choose(Vec::new());
        } else if self.tags.group.contains(target) {
            return;
        } else if self.combobox.is_open() && !self.combobox.input.contains(target) {
            self.combobox.close();
        } else {
            self.open();
        }
        self.combobox.input.take_focus();
    }

    fn key(self: &Rc<Self>, event: &KeyboardEvent) {
        let is_open = self.combobox.is_open();
        let typed = self.combobox.input.value();
        let caret = self.combobox.input.selection_start().ok().flatten();
        match event.key().as_str() {
            _ if self.combobox.is_opened_by(event) => self.open(),
            "Escape" if !typed.is_empty() => {
                self.combobox.input.set_value("");
                self.fill();
            }
            "Escape" if is_open => self.combobox.close(),
            "Backspace" if typed.is_empty() => {
                let last = self.chosen().len().checked_sub(1);
                if let Some(last) = last {
                    self.remove(last);
                }
            }
            "ArrowLeft" if caret.unwrap_or(0) == 0 => self.tags.focus_last(),
            "Enter" if !event.is_composing() => {
                if let Some(row) = self.combobox.active() {
                    self.take(row);
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
        self.fill();
    }

    /// Puts the options that are not chosen yet and fit what is typed into the list.
    fn fill(&self) {
        if !self.combobox.is_open() {
            return;
        }
        let (shown, options) = (self.shown.borrow(), self.options.borrow());
        let contents = contents(
            &shown,
            &options,
            &self.chosen(),
            &self.combobox.input.value(),
        );
        self.combobox.fill(contents);
    }

    fn take(self: &Rc<Self>, row: Row) {
        let mut chosen = self.chosen();
        let most = {
            let (shown, options) = (self.shown.borrow(), self.options.borrow());
            match row {
                Row::Option(place) => chosen.extend(options.shown.get(place).cloned()),
                Row::Add(text) => chosen.extend(option_for(&text, &options.shown, &chosen)),
                Row::All { .. } => {
                    let rows =
                        contents(&shown, &options, &chosen, &self.combobox.input.value()).rows;
                    chosen.extend(rows.iter().filter_map(|row| match row {
                        Row::Option(place) => options.shown.get(*place).cloned(),
                        _ => None,
                    }));
                }
            }
            shown.max_selections
        };
        chosen.truncate(most.map_or(usize::MAX, |most| most as usize));
        self.combobox.input.set_value("");
        self.choose(chosen);
    }

    fn remove(&self, place: usize) {
        let mut chosen = self.chosen();
        if place < chosen.len() {
            chosen.remove(place);
            self.choose(chosen);
        }
    }

    fn choose(&self, chosen: Vec<String>) {
        if chosen != self.chosen() {
            let value = WidgetValue::Texts(chosen);
            self.context.commit(&self.shown, value);
        }
        self.show_value();
        self.fill();
    }

    /// The options that are chosen, as the page has them.
    fn chosen(&self) -> Vec<String> {
        let shown = self.shown.borrow();
        match self.context.widgets.get(&shown.id) {
            Some(WidgetValue::Texts(texts)) => texts,
            _ => {
                let option = |place: &u32| shown.options.get(*place as usize).cloned();
                shown.default.iter().filter_map(option).collect()
            }
        }
    }

    fn show_value(&self) {
        let chosen = self.chosen();
        let shown = self.shown.borrow();
        let is_off = is_off(&shown);
        let placeholder = if chosen.is_empty() {
            shown.placeholder.as_str()
        } else {
            ""
        };
        self.combobox.input.set_placeholder(placeholder);
        self.clear.set_hidden(chosen.is_empty() || is_off);
        self.tags.show(chosen, is_off);
    }
}

fn is_off(element: &Widget<Multiselect>) -> bool {
    element.disabled || (element.options.is_empty() && !element.accept_new_options)
}

impl MultiselectView {
    fn paint(&mut self, element: &Widget<Multiselect>) {
        let view_state = &self.view_state;
        if view_state.shown.borrow().options != element.options {
            view_state.options.replace(Options::new(&element.options));
        }
        if *view_state.shown.borrow() != *element {
            view_state.shown.replace(element.clone());
        }
        self.label.update(&element.label);
        self.label.name(&view_state.combobox.input);
        let is_off = is_off(element);
        view_state.combobox.input.set_disabled(is_off);
        let is_fixed = element.filter.is_none() && !element.accept_new_options;
        view_state.combobox.input.set_read_only(is_fixed);
        for node in [&self.node, &view_state.combobox.frame] {
            set_optional(node, "data-disabled", is_off.then_some("true"));
        }
        let wrap = element.wrap.map(|wrap| if wrap { "true" } else { "false" });
        set_optional(&view_state.tags.node, "data-wrap", wrap);
        view_state.show_value();
        view_state.fill();
    }
}

impl View for MultiselectView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Multiselect(element) = element else {
            return false;
        };
        let is_same = self.view_state.shown.borrow().id == element.id;
        if is_same {
            self.paint(element);
        }
        is_same
    }

    fn dispose(&mut self) {
        self.view_state.combobox.close();
    }
}
