//! Chosen options, or the items of a list, as tags that can be walked and removed.

use std::cell::RefCell;

use brooklet_protocol::option_name;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node};

use crate::dom::{FocusExt, NodeExt, append, clear, make_with, set, svg};
use crate::view::Context;

const CROSS: &str = "M2 2 22 22M22 2 2 22";

/// The tags and the field behind them.
pub(super) struct Tags {
    pub(super) node: HtmlElement,
    pub(super) group: HtmlElement,
    input: HtmlInputElement,
    shown: RefCell<(Vec<String>, bool)>,
    nodes: RefCell<Vec<HtmlElement>>,
    context: Context,
}

impl Tags {
    pub(super) fn new(input: &HtmlInputElement, test_id: &str, context: &Context) -> Self {
        let document = &context.document;
        let node = make_with(document, "div", "bk-tags", test_id);
        let group = make_with(document, "span", "", "");
        append(&node, input);
        Self {
            node,
            group,
            input: input.clone(),
            shown: RefCell::default(),
            nodes: RefCell::default(),
            context: context.clone(),
        }
    }

    /// Shows these texts; where nothing has changed the focus stays.
    pub(super) fn show(&self, texts: Vec<String>, is_off: bool) {
        let shown = (texts, is_off);
        if *self.shown.borrow() == shown {
            return;
        }
        clear(&self.group);
        if shown.0.is_empty() {
            self.group.remove();
        } else {
            set(&self.group, "role", "group");
            set(&self.group, "aria-label", "Selected values");
            self.node.add_before(&self.group, Some(&self.input));
        }
        let tags = shown.0.iter().enumerate();
        let tags = tags.map(|(place, text)| self.tag(place, text, is_off));
        self.nodes.replace(tags.collect());
        self.shown.replace(shown);
    }

    fn tag(&self, place: usize, name: &str, is_off: bool) -> HtmlElement {
        let text = option_name::text(name);
        let document = &self.context.document;
        let tag = make_with(document, "span", "bk-tag", "");
        let is_stop = place == 0 && !is_off;
        set(&tag, "tabindex", if is_stop { "0" } else { "-1" });
        set(&tag, "aria-label", text);
        set(&tag, "data-tag", "");
        let name = make_with(document, "span", "", "");
        set(&name, "title", text);
        name.set_text_content(Some(text));
        append(&tag, &name);
        if !is_off {
            let remove = make_with(document, "button", "", "");
            set(&remove, "type", "button");
            set(&remove, "tabindex", "-1");
            set(&remove, "aria-label", &format!("Remove {text}"));
            append(&remove, &svg(document, CROSS, ""));
            append(&tag, &remove);
        }
        append(&self.group, &tag);
        tag
    }

    /// The tag whose button has been pressed.
    pub(super) fn removes(&self, target: Option<&Node>) -> Option<usize> {
        let target = target?.dyn_ref::<Element>()?;
        let button = target.closest("button").ok()??;
        let tags = self.nodes.borrow();
        tags.iter().position(|tag| tag.contains(Some(&button)))
    }

    /// Walks by a key, or says which tag it removes.
    pub(super) fn key(&self, key: &str, event: &Event) -> Option<usize> {
        let place = {
            let focused = self.context.document.active_element();
            let tags = self.nodes.borrow();
            let is_focused = |tag: &HtmlElement| Some(tag.as_ref()) == focused.as_ref();
            tags.iter().position(is_focused)?
        };
        let last = self.nodes.borrow().len() - 1;
        match key {
            "ArrowLeft" => self.focus(place.saturating_sub(1)),
            "ArrowRight" => self.focus(place + 1),
            "Home" => self.focus(0),
            "End" => self.focus(last),
            "Backspace" | "Delete" => {
                event.prevent_default();
                return Some(place);
            }
            _ => return None,
        }
        event.prevent_default();
        None
    }

    /// Goes to a tag, or to the field where there is none.
    pub(super) fn focus(&self, place: usize) {
        let tags = self.nodes.borrow();
        for (other, tag) in tags.iter().enumerate() {
            set(tag, "tabindex", if other == place { "0" } else { "-1" });
        }
        let target: &HtmlElement = tags.get(place).unwrap_or(&self.input);
        target.take_focus();
    }

    pub(super) fn focus_last(&self) {
        let last = self.nodes.borrow().len().checked_sub(1);
        if let Some(last) = last {
            self.focus(last);
        }
    }
}
