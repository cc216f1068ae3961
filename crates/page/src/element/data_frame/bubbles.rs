//! The items of a list as its cell is edited: tags, and a field whose text Enter makes one of.

use std::cell::RefCell;

use serde_json::Value as Json;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent, Node};

use super::cell_value::plain;
use super::columns::GridColumn;
use super::reading::item;
use crate::dom::{FocusExt, Listener, listen, make, set, set_optional};
use crate::element::tags::Tags;
use crate::view::Context;

pub(super) struct Bubbles {
    pub(super) tags: Tags,
    pub(super) input: HtmlInputElement,
    items: RefCell<Vec<Json>>,
    begun: Vec<Json>,
    column: GridColumn,
    _pressed: Listener,
}

impl Bubbles {
    pub(super) fn new(column: &GridColumn, value: &Json, typed: &str, context: &Context) -> Self {
        let input: HtmlInputElement = make(&context.document, "input").unchecked_into();
        set(&input, "aria-label", &column.title);
        set(&input, "placeholder", "Add an item");
        input.set_value(typed);
        let tags = Tags::new(&input, "", context);
        let begun = match value {
            Json::Null => Vec::new(),
            Json::Array(items) => items.clone(),
            value => vec![value.clone()],
        };
        // The field stays in focus, so a press does not end the edit.
        let pressed = listen(&tags.group, "mousedown", |event| event.prevent_default());
        let bubbles = Self {
            tags,
            input,
            items: RefCell::new(begun.clone()),
            begun,
            column: column.clone(),
            _pressed: pressed,
        };
        bubbles.show();
        bubbles
    }

    fn show(&self) {
        let items = self.items.borrow();
        self.tags.show(items.iter().map(plain).collect(), false);
    }

    /// The items, if they are others than at first.
    pub(super) fn changed(&self) -> Option<Json> {
        let items = self.items.borrow();
        (*items != self.begun).then(|| items.clone().into())
    }

    /// Takes what is typed as an item. Says whether there was anything; what is no item stays.
    pub(super) fn add(&self) -> bool {
        let text = self.input.value();
        let text = text.trim();
        if text.is_empty() {
            return false;
        }
        let refused = match item(text, &self.column) {
            Ok(item) => {
                self.items.borrow_mut().push(item);
                self.input.set_value("");
                self.show();
                None
            }
            Err(words) => Some(words),
        };
        let invalid = refused.is_some().then_some("true");
        set_optional(&self.input, "aria-invalid", invalid);
        set_optional(&self.input, "title", refused.as_deref());
        true
    }

    /// Whether what was typed is no item.
    pub(super) fn is_refused(&self) -> bool {
        !self.input.value().trim().is_empty()
    }

    fn remove(&self, place: usize) {
        self.input.take_focus();
        self.items.borrow_mut().remove(place);
        self.show();
    }

    /// Takes away the item whose cross is pressed.
    pub(super) fn press(&self, target: &Node) {
        if let Some(place) = self.tags.removes(Some(target)) {
            self.remove(place);
        }
    }

    /// Walks and removes by a key; says whether that is all it does.
    pub(super) fn key(&self, event: &KeyboardEvent) -> bool {
        let key = event.key();
        let field_is_empty = self.input.value().is_empty();
        let at_start = self.input.selection_end() == Ok(Some(0));
        if let Some(place) = self.tags.key(&key, event) {
            self.remove(place);
            self.tags.focus(place);
        } else if event.default_prevented() || event.target().as_ref() != Some(&self.input) {
            return event.default_prevented();
        } else if key == "ArrowLeft" && at_start {
            self.tags.focus_last();
        } else if key == "Backspace" && field_is_empty {
            let last = self.items.borrow().len().checked_sub(1);
            if let Some(last) = last {
                self.remove(last);
            }
        } else {
            return false;
        }
        true
    }
}
