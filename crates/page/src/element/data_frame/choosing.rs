//! The list that a cell is chosen from.

use serde_json::Value as Json;
use web_sys::{HtmlElement, Node};

use super::cell_field::{After, Begin, Field};
use super::cell_value::plain;
use super::columns::Editor;
use super::grid::Grid;
use crate::dom::{append, make_with, set, set_optional};

impl Grid {
    pub(super) fn choices(&self, node: &HtmlElement, begin: &Begin) -> Field {
        let document = &self.context.document;
        let is_multi = begin.editor == Editor::Multi;
        set(node, "class", &format!("{} bk-choices", node.class_name()));
        set(node, "role", "listbox");
        set(node, "aria-label", &begin.column.title);
        set_optional(node, "aria-multiselectable", is_multi.then_some("true"));
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
        let mut nodes = Vec::new();
        for (value, label) in options {
            let option = make_with(document, "div", "bk-choice", "");
            set(&option, "role", "option");
            set(&option, "tabindex", "-1");
            let is_chosen = match &value {
                Json::Null => chosen.is_empty(),
                value => chosen.contains(&plain(value)),
            };
            set(
                &option,
                "aria-selected",
                if is_chosen { "true" } else { "false" },
            );
            option.set_text_content(Some(&label));
            append(node, &option);
            nodes.push((option, value));
        }
        Field::Choices(nodes)
    }

    pub(super) fn step_choice(&self, by: i64) -> bool {
        let open = self.open.borrow();
        let Some(Field::Choices(nodes)) = open.as_ref().map(|open| &open.field) else {
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
            let _ = node.focus();
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
            Some(_) => {
                self.mark_choice(&focused);
                true
            }
        }
    }

    /// A press on an option: one alone is what is wanted, of several more may follow.
    pub(super) fn choose(&self, target: &Node) {
        if self.is_multi().is_some() && self.mark_choice(target) && self.is_multi() == Some(false) {
            self.finish_edit(Some(After::Stay));
        }
    }

    fn is_multi(&self) -> Option<bool> {
        let open = self.open.borrow();
        let open = open.as_ref()?;
        let state = self.state.borrow();
        let column = state.column(open.position)?;
        matches!(open.field, Field::Choices(_)).then_some(column.editor == Some(Editor::Multi))
    }

    fn mark_choice(&self, target: &Node) -> bool {
        let is_multi = self.is_multi() == Some(true);
        let open = self.open.borrow();
        let Some(Field::Choices(nodes)) = open.as_ref().map(|open| &open.field) else {
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
            set(node, "aria-selected", if now { "true" } else { "false" });
        }
        is_option
    }

    /// Goes to the next option that begins as what is typed does.
    pub(super) fn find_choice(&self, typed: &str) -> bool {
        let wanted = typed.to_lowercase();
        let open = self.open.borrow();
        let Some(Field::Choices(nodes)) = open.as_ref().map(|open| &open.field) else {
            return false;
        };
        let focused = self.context.document.active_element();
        let is_focused = |node: &HtmlElement| Some(node.as_ref()) == focused.as_ref();
        let at = nodes.iter().position(|(node, _)| is_focused(node));
        for by in 1..=nodes.len() {
            let (node, _) = &nodes[(at.unwrap_or(0) + by) % nodes.len()];
            let label = node.text_content().unwrap_or_default();
            if label.to_lowercase().starts_with(&wanted) {
                let _ = node.focus();
                return true;
            }
        }
        false
    }
}

/// Whether an option is chosen.
pub(super) fn is_chosen(node: &HtmlElement) -> bool {
    node.get_attribute("aria-selected").as_deref() == Some("true")
}
