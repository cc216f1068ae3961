//! A field that opens a list of options, after the pattern of a combobox.

use std::cell::RefCell;

use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use super::{Contents, List, Owner, Row};
use crate::dom::{set, unset};
use crate::view::Context;

/// The field and its list.
pub(in crate::element) struct Combobox {
    pub(in crate::element) input: HtmlInputElement,
    pub(in crate::element) frame: HtmlElement,
    list: RefCell<Option<List>>,
    test_id: &'static str,
    is_multi: bool,
    context: Context,
}

impl Combobox {
    /// A closed one. `test_id` is the list's.
    pub(in crate::element) fn new(
        input: &HtmlInputElement,
        frame: &HtmlElement,
        test_id: &'static str,
        is_multi: bool,
        context: &Context,
    ) -> Self {
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-haspopup", "listbox"),
            ("aria-expanded", "false"),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
        ] {
            set(input, name, value);
        }
        Self {
            input: input.clone(),
            frame: frame.clone(),
            list: RefCell::default(),
            test_id,
            is_multi,
            context: context.clone(),
        }
    }

    /// Whether the list is there.
    pub(in crate::element) fn is_open(&self) -> bool {
        self.list.borrow().is_some()
    }

    /// Whether a key asks for the list.
    pub(in crate::element) fn is_opened_by(&self, key: &KeyboardEvent) -> bool {
        !self.is_open()
            && match key.key().as_str() {
                "ArrowDown" | "ArrowUp" => true,
                "Enter" => !key.is_composing(),
                " " => self.input.read_only(),
                _ => false,
            }
    }

    /// Opens an empty list, of which `take` gets the line that is pressed.
    pub(in crate::element) fn open(&self, take: impl Fn(Row) + 'static) {
        let name = self.input.get_attribute("aria-label").unwrap_or_default();
        let owner = Owner {
            frame: &self.frame,
            name: &name,
            test_id: self.test_id,
            is_multi: self.is_multi,
        };
        let list = List::new(&self.context, &owner, take);
        set(&self.input, "aria-expanded", "true");
        set(&self.input, "aria-controls", list.id());
        self.list.replace(Some(list));
    }

    /// Takes the list away.
    pub(in crate::element) fn close(&self) {
        if self.list.take().is_some() {
            set(&self.input, "aria-expanded", "false");
            unset(&self.input, "aria-controls");
            unset(&self.input, "aria-activedescendant");
        }
    }

    /// The line that Enter chooses.
    pub(in crate::element) fn active(&self) -> Option<Row> {
        self.list.borrow().as_ref().and_then(List::active)
    }

    /// Puts lines into the list, if it is there.
    pub(in crate::element) fn fill(&self, contents: Contents) {
        if let Some(list) = &*self.list.borrow() {
            list.fill(contents);
            self.mark(list);
        }
    }

    /// Makes another line the active one, if the key is one that does, and says whether it is.
    pub(in crate::element) fn walk(&self, key: &KeyboardEvent) -> bool {
        let list = self.list.borrow();
        let Some(list) = list.as_ref().filter(|list| list.walk(key)) else {
            return false;
        };
        self.mark(list);
        true
    }

    fn mark(&self, list: &List) {
        set(&self.input, "aria-activedescendant", &list.active_id());
    }
}
