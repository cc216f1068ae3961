//! The list that a cell is chosen from, with a field for what is not in it yet where that may be.

use std::rc::Rc;

use serde_json::Value as Json;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, Node};

use super::bubbles::Bubbles;
use super::cell_field::{After, Begin, Field};
use super::cell_value::plain;
use super::columns::Editor;
use super::grid::Grid;
use crate::dom::{ClassExt, FocusExt, append, make, make_with, set, set_optional};

impl Grid {
    pub(super) fn choices(&self, node: &HtmlElement, begin: &Begin) -> Field {
        let document = &self.context.document;
        let is_multi = begin.editor == Editor::Multi;
        let accepts_new = is_multi && begin.column.details.accepts_new();
        let title = &begin.column.title;
        node.add_class("bk-choices");
        let new = accepts_new.then(|| {
            let field: HtmlInputElement = make(document, "input").unchecked_into();
            set(&field, "aria-label", title);
            set(&field, "placeholder", "Add an option");
            append(node, &field);
            field
        });
        let list = make(document, "div");
        set(&list, "role", "listbox");
        set(&list, "aria-label", title);
        set_optional(&list, "aria-multiselectable", is_multi.then_some("true"));
        append(node, &list);
        let chosen: Vec<String> = match &begin.value {
            Json::Array(items) => items.iter().map(plain).collect(),
            Json::Null => Vec::new(),
            value => vec![plain(value)],
        };
        let mut options: Vec<(Json, String)> = begin.column.details.choices().collect();
        if is_multi {
            // What is chosen and no option can be let go of.
            let known: Vec<String> = options.iter().map(|(value, _)| plain(value)).collect();
            let strangers = chosen.iter().filter(|text| !known.contains(text));
            options.extend(strangers.map(|text| (Json::from(text.as_str()), text.clone())));
        } else if !begin.column.is_required {
            options.insert(0, (Json::Null, "None".to_owned()));
        }
        let nodes = options.into_iter().map(|(value, label)| {
            let is_chosen = match &value {
                Json::Null => chosen.is_empty(),
                value => chosen.contains(&plain(value)),
            };
            (self.option(&list, &label, is_chosen), value)
        });
        Field::Choices(nodes.collect(), new)
    }

    fn option(&self, list: &HtmlElement, label: &str, is_chosen: bool) -> HtmlElement {
        let option = make_with(&self.context.document, "div", "bk-choice", "");
        set(&option, "role", "option");
        set(&option, "tabindex", "-1");
        choose(&option, is_chosen);
        option.set_text_content(Some(label));
        append(list, &option);
        option
    }

    /// Takes what is typed beside the list into it, chosen, or beside the items of a list as one of them. Says whether there was anything.
    pub(super) fn add_typed(&self) -> bool {
        if let Some(bubbles) = self.bubbles() {
            return bubbles.add();
        }
        let mut open = self.open.borrow_mut();
        let Some(Field::Choices(nodes, Some(field))) = open.as_mut().map(|open| &mut open.field)
        else {
            return false;
        };
        let text = field.value();
        let text = text.trim();
        if text.is_empty() {
            return false;
        }
        let is_it = |(node, value): &&(HtmlElement, Json)| {
            plain(value) == text || node.text_content().as_deref() == Some(text)
        };
        match nodes.iter().find(is_it) {
            Some((node, _)) => choose(node, true),
            None => {
                let list = field
                    .next_element_sibling()
                    .and_then(|list| list.dyn_into().ok());
                if let Some(list) = list {
                    nodes.push((self.option(&list, text, true), text.into()));
                }
            }
        }
        field.set_value("");
        true
    }

    /// Begins to choose with a key: in the field for a new option, or with one that begins so.
    pub(super) fn begin_choice(&self, typed: &str) {
        if let Some(Field::Choices(_, Some(field))) =
            self.open.borrow().as_ref().map(|open| &open.field)
        {
            field.set_value(typed);
            return;
        }
        self.find_choice(typed);
    }

    pub(super) fn step_choice(&self, by: i64) -> bool {
        let open = self.open.borrow();
        let Some(Field::Choices(nodes, _)) = open.as_ref().map(|open| &open.field) else {
            return false;
        };
        let focused = self.context.document.active_element();
        let at = nodes
            .iter()
            .position(|(node, _)| Some(node.as_ref()) == focused.as_ref());
        let next = (at.map_or(-1, |at| at as i64) + by).rem_euclid(nodes.len().max(1) as i64);
        let next = nodes.get(next as usize).map(|(node, _)| node.clone());
        drop(open);
        if let Some(node) = next {
            node.take_focus();
        }
        true
    }

    /// Chooses the option in focus; in a list of several only where that is `asked` for.
    pub(super) fn choose_focused(&self, asked: bool) -> bool {
        let is_multi = self.is_multi();
        let Some(focused) = self.context.document.active_element() else {
            return false;
        };
        match is_multi {
            None => false,
            Some(true) if !asked => true,
            // In the field for a new one a space is a letter.
            Some(_) => self.mark_choice(&focused),
        }
    }

    /// A press on an option: one alone is what is wanted, of several more may follow.
    pub(super) fn choose(&self, target: &Node) {
        if let Some(bubbles) = self.bubbles() {
            bubbles.press(target);
        }
        if self.is_multi().is_some() && self.mark_choice(target) && self.is_multi() == Some(false) {
            self.finish_edit(Some(After::Stay));
        }
    }

    pub(super) fn bubbles(&self) -> Option<Rc<Bubbles>> {
        match &self.open.borrow().as_ref()?.field {
            Field::Bubbles(bubbles) => Some(bubbles.clone()),
            _ => None,
        }
    }

    fn is_multi(&self) -> Option<bool> {
        let open = self.open.borrow();
        let open = open.as_ref()?;
        let state = self.state.borrow();
        let column = state.column(open.position)?;
        matches!(open.field, Field::Choices(..)).then_some(column.editor == Some(Editor::Multi))
    }

    fn mark_choice(&self, target: &Node) -> bool {
        let is_multi = self.is_multi() == Some(true);
        let open = self.open.borrow();
        let Some(Field::Choices(nodes, _)) = open.as_ref().map(|open| &open.field) else {
            return false;
        };
        let mut is_option = false;
        for (node, _) in nodes {
            let is_it = node.contains(Some(target));
            is_option |= is_it;
            let was = is_chosen(node);
            let now = if is_it {
                !(is_multi && was)
            } else {
                is_multi && was
            };
            choose(node, now);
        }
        is_option
    }

    /// Goes to the next option that begins as what is typed does, or to the field for a new one. Says
    /// whether the key has done what it can.
    pub(super) fn find_choice(&self, typed: &str) -> bool {
        let wanted = typed.to_lowercase();
        let open = self.open.borrow();
        let Some(Field::Choices(nodes, new)) = open.as_ref().map(|open| &open.field) else {
            return false;
        };
        if let Some(field) = new {
            if typed.chars().count() == 1 {
                field.take_focus();
            }
            return false;
        }
        let focused = self.context.document.active_element();
        let is_focused = |node: &HtmlElement| Some(node.as_ref()) == focused.as_ref();
        let at = nodes.iter().position(|(node, _)| is_focused(node));
        for by in 1..=nodes.len() {
            let (node, _) = &nodes[(at.unwrap_or(0) + by) % nodes.len()];
            let label = node.text_content().unwrap_or_default();
            if label.to_lowercase().starts_with(&wanted) {
                node.take_focus();
                return true;
            }
        }
        false
    }
}

fn choose(node: &HtmlElement, is_chosen: bool) {
    set(
        node,
        "aria-selected",
        if is_chosen { "true" } else { "false" },
    );
}

/// Whether an option is chosen.
pub(super) fn is_chosen(node: &HtmlElement) -> bool {
    node.get_attribute("aria-selected").as_deref() == Some("true")
}
