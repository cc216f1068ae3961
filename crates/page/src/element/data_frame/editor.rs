//! The field in which a cell is edited: over the cell, or a list of what can be chosen below it.

use std::rc::Rc;

use brooklet_frame::{DataType, Value};
use serde_json::Value as Json;
use wasm_bindgen::JsCast;
use web_sys::{
    FocusEvent, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, Node,
};

use super::bubbles::Bubbles;
use super::cell_field::{After, Begin, Field, Open};
use super::cell_value::json_of;
use super::choosing::is_chosen;
use super::columns::{Editor, GridColumn};
use super::export::list_text;
use super::grid::Grid;
use super::value_text::{input_text, number_of, raw};
use crate::dom::{
    FocusExt, Listener, StyleExt, append, listen, make, make_with, set, set_optional,
};
use crate::element::leaving::at_click_beside;
use crate::float::{home_of, window_height};

impl Grid {
    /// Begins to edit a cell; `typed` takes the place of what it holds. Says whether it can be.
    pub(super) fn edit(&self, shown: usize, position: usize, typed: Option<&str>) -> bool {
        if shown == self.state.borrow().rows() {
            let Some(_) = self.add_row(position) else {
                return false;
            };
            // A new row shows that it is there; typing goes on in it.
            return typed.is_none() || self.edit(shown, position, typed);
        }
        let Some(begin) = self.begin_at(shown, position) else {
            return false;
        };
        if begin.editor == Editor::Checkbox {
            // What does not fit stays as it was.
            let _ = self.put_one(
                begin.row,
                position,
                Ok((begin.value != Json::Bool(true)).into()),
            );
            return true;
        }
        self.scroll_to((Some(shown), position));
        self.paint();
        let Some(cell) = self.cell_node(shown, position) else {
            return false;
        };
        let document = &self.context.document;
        let node = make_with(document, "div", "bk-grid-editor", "stDataFrameCellEditor");
        let field = match begin.editor {
            Editor::Select | Editor::Multi if begin.column.details.has_list() => {
                self.choices(&node, &begin)
            }
            Editor::List => self.bubbles_field(&node, &begin, typed),
            Editor::Text if typed.is_none() && begin.text.contains('\n') => {
                self.text_field(&node, &begin)
            }
            _ => self.line_field(&node, &begin, typed),
        };
        let listeners = self.editor_listeners(&node);
        let focus = first_focus(&field);
        self.float(node.clone(), &cell, listeners);
        let is_list = matches!(field, Field::Choices(..));
        if is_list {
            widen(&node, cell.get_bounding_client_rect().width());
        } else {
            place_over(&node, &cell, &self.context.root);
        }
        self.open.replace(Some(Open {
            row: begin.row,
            position,
            shown,
            field,
        }));
        if let Some(focus) = focus {
            focus.take_focus();
        }
        if let Some(typed) = typed {
            self.begin_choice(typed);
        }
        true
    }

    fn begin_at(&self, shown: usize, position: usize) -> Option<Begin> {
        let state = self.state.borrow();
        let column = state.column(position)?;
        let value = state.value(shown, column);
        Some(Begin {
            row: state.row(shown) as u32,
            editor: column.editor?,
            text: text_of(&value, column),
            value: json_of(&value),
            column: column.clone(),
        })
    }

    /// A cell in the document.
    pub(super) fn cell_node(&self, row: usize, position: usize) -> Option<HtmlElement> {
        let selector = format!("td[data-testid='glide-cell-{position}-{row}']");
        let cell = self.table.query_selector(&selector).ok().flatten()?;
        cell.dyn_into().ok()
    }

    fn bubbles_field(&self, node: &HtmlElement, begin: &Begin, typed: Option<&str>) -> Field {
        let typed = typed.unwrap_or_default();
        let bubbles = Bubbles::new(&begin.column, &begin.value, typed, &self.context);
        append(node, &bubbles.tags.node);
        Field::Bubbles(Rc::new(bubbles))
    }

    fn text_field(&self, node: &HtmlElement, begin: &Begin) -> Field {
        let field: HtmlTextAreaElement = make(&self.context.document, "textarea").unchecked_into();
        set(&field, "aria-label", &begin.column.title);
        set(&field, "rows", "4");
        field.set_value(&begin.text);
        append(node, &field);
        Field::Text(field)
    }

    fn line_field(&self, node: &HtmlElement, begin: &Begin, typed: Option<&str>) -> Field {
        let field: HtmlInputElement = make(&self.context.document, "input").unchecked_into();
        let details = &begin.column.details;
        let (kind, step) = match begin.editor {
            Editor::Date => ("date", None),
            Editor::Time => ("time", Some("1")),
            Editor::Datetime => ("datetime-local", Some("1")),
            _ => ("text", None),
        };
        set(&field, "type", kind);
        set_optional(&field, "step", step);
        set(&field, "aria-label", &begin.column.title);
        set_optional(
            &field,
            "inputmode",
            (begin.editor == Editor::Number).then_some("decimal"),
        );
        set_optional(
            &field,
            "aria-required",
            begin.column.is_required.then_some("true"),
        );
        let is_moment = kind != "text";
        if is_moment {
            for (name, bound) in [("min", &details.min_value), ("max", &details.max_value)] {
                set_optional(&field, name, bound.as_ref().and_then(Json::as_str));
            }
        }
        if let (Editor::Text, Some(most)) = (begin.editor, details.max_chars) {
            set(&field, "maxlength", &most.to_string());
        }
        match typed {
            Some(typed) if !is_moment => field.set_value(typed),
            _ => field.set_value(&begin.text),
        }
        append(node, &field);
        if typed.is_none() && !is_moment {
            field.select();
        }
        Field::Line(field)
    }

    fn editor_listeners(&self, node: &HtmlElement) -> Vec<Listener> {
        let grid = self.this.clone();
        let keys = listen(node, "keydown", move |event| {
            if let (Some(grid), Some(key)) = (grid.upgrade(), event.dyn_ref::<KeyboardEvent>()) {
                if grid.editor_key(key) {
                    event.prevent_default();
                }
                event.stop_propagation();
            }
        });
        let grid = self.this.clone();
        let within = node.clone();
        let left = listen(node, "focusout", move |event| {
            let to = event
                .dyn_ref::<FocusEvent>()
                .and_then(FocusEvent::related_target);
            let to = to.and_then(|to| to.dyn_into::<Node>().ok());
            if !within.contains(to.as_ref())
                && let Some(grid) = grid.upgrade()
            {
                grid.finish_edit(None);
            }
        });
        let grid = self.this.clone();
        let pressed = listen(node, "click", move |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            if let (Some(grid), Some(target)) = (grid.upgrade(), target) {
                grid.choose(&target);
            }
        });
        let grid = self.this.clone();
        let finish = move || {
            if let Some(grid) = grid.upgrade() {
                grid.finish_edit(None);
            }
        };
        // A tap that begins the edit ends as a click on the cell.
        let beside = at_click_beside(&[node, &self.scroll], Rc::new(finish));
        let mut listeners = vec![keys, left, pressed];
        listeners.extend(beside);
        listeners
    }

    fn editor_key(&self, event: &KeyboardEvent) -> bool {
        if event.is_composing() {
            return false;
        }
        if self.bubbles().is_some_and(|bubbles| bubbles.key(event)) {
            return true;
        }
        let is_text = matches!(
            self.open.borrow().as_ref().map(|open| &open.field),
            Some(Field::Text(_))
        );
        match event.key().as_str() {
            "Escape" => self.cancel_edit(),
            "Enter" if is_text && event.shift_key() => return false,
            "Enter" if self.add_typed() => {}
            "Enter" => {
                self.choose_focused(false);
                self.finish_edit(Some(After::Down));
            }
            "Tab" => self.finish_edit(Some(if event.shift_key() {
                After::Left
            } else {
                After::Right
            })),
            " " => return self.choose_focused(true),
            "ArrowDown" => return self.step_choice(1),
            "ArrowUp" => return self.step_choice(-1),
            key => return self.find_choice(key),
        }
        true
    }

    /// Lets go of what was typed.
    fn cancel_edit(&self) {
        drop(self.open.take());
        self.close_floating();
    }

    /// Takes over what was typed. What cannot be stays in its field if the reader is still there
    /// (`after`), and is let go of otherwise.
    pub(super) fn finish_edit(&self, after: Option<After>) {
        self.add_typed();
        if after.is_some() && self.bubbles().is_some_and(|bubbles| bubbles.is_refused()) {
            return;
        }
        let Some(open) = self.open.take() else {
            return;
        };
        let wanted = self.wanted(&open);
        let refused = match wanted {
            None => Ok(()),
            Some(Ok(json)) => self.put_checked(&open, json),
            Some(Err(text)) => self.put_text(open.row, open.position, &text),
        };
        if let (Err(words), Some(_)) = (&refused, after) {
            mark_invalid(&open.field, words);
            self.open.replace(Some(open));
            return;
        }
        let (shown, position) = (open.shown, open.position);
        drop(open);
        self.close_floating();
        let Some(after) = after else { return };
        let (last_row, last_column) = {
            let state = self.state.borrow();
            let rows = state.rows_with_new();
            (rows.saturating_sub(1), state.shown.len().saturating_sub(1))
        };
        let cell = match after {
            After::Stay => (shown, position),
            After::Down => ((shown + 1).min(last_row), position),
            After::Right => (shown, (position + 1).min(last_column)),
            After::Left => (shown, position.saturating_sub(1)),
        };
        self.go((Some(cell.0), cell.1), false);
    }

    fn put_checked(&self, open: &Open, json: Json) -> Result<(), String> {
        let checked = {
            let state = self.state.borrow();
            let Some(column) = state.column(open.position) else {
                return Ok(());
            };
            super::reading::check(json, column, &super::pattern::matches)
        };
        self.put_one(open.row, open.position, checked)
    }

    /// What the field holds: a value, or a text that is to be read; nothing if it is as it was.
    fn wanted(&self, open: &Open) -> Option<Result<Json, String>> {
        let state = self.state.borrow();
        let column = state.column(open.position)?;
        let value = state.value_in(open.row as usize, column);
        let text = match &open.field {
            Field::Line(field) => field.value(),
            Field::Text(field) => field.value(),
            Field::Bubbles(bubbles) => return bubbles.changed().map(Ok),
            Field::Choices(nodes, _) => {
                let chosen: Vec<Json> = nodes
                    .iter()
                    .filter(|(node, _)| is_chosen(node))
                    .map(|(_, value)| value.clone())
                    .collect();
                let json = if column.editor == Some(Editor::Multi) {
                    Json::from(chosen)
                } else {
                    chosen.into_iter().next().unwrap_or_default()
                };
                return (json_of(&value) != json).then_some(Ok(json));
            }
        };
        (text != text_of(&value, column)).then_some(Err(text))
    }
}

/// A value as its field shows it.
fn text_of(value: &Value, column: &GridColumn) -> String {
    let zone = match &column.data_type {
        DataType::Timestamp {
            zone: Some(own), ..
        } => Some(column.details.timezone.as_deref().unwrap_or(own)),
        _ => None,
    };
    match column.editor {
        Some(editor @ (Editor::Date | Editor::Time | Editor::Datetime)) => {
            input_text(value, zone, editor)
        }
        _ => match (value, number_of(value)) {
            (Value::Duration { .. }, Some(seconds)) => seconds.to_string(),
            (Value::List(_), _) => list_text(value),
            _ => raw(value),
        },
    }
}

fn first_focus(field: &Field) -> Option<HtmlElement> {
    match field {
        Field::Line(field) | Field::Choices(_, Some(field)) => Some(field.clone().unchecked_into()),
        Field::Text(field) => Some(field.clone().unchecked_into()),
        Field::Bubbles(bubbles) => Some(bubbles.input.clone().unchecked_into()),
        Field::Choices(nodes, None) => {
            let chosen = nodes.iter().find(|(node, _)| is_chosen(node));
            chosen.or(nodes.first()).map(|(node, _)| node.clone())
        }
    }
}

fn mark_invalid(field: &Field, words: &str) {
    let node: &HtmlElement = match field {
        Field::Line(field) => field,
        Field::Text(field) => field,
        Field::Bubbles(bubbles) => &bubbles.input,
        Field::Choices(..) => return,
    };
    set(node, "aria-invalid", "true");
    set(node, "title", words);
    node.take_focus();
}

fn widen(node: &HtmlElement, width: f64) {
    node.style().put("min-width", &format!("{width}px"));
}

/// Puts what floats over its cell, which it covers, and within the window.
pub(super) fn place_over(node: &HtmlElement, cell: &HtmlElement, root: &HtmlElement) {
    let at = cell.get_bounding_client_rect();
    let origin = home_of(cell, root).get_bounding_client_rect();
    widen(node, at.width());
    let style = node.style();
    style.put("min-height", &format!("{}px", at.height()));
    let size = node.get_bounding_client_rect();
    let left = at
        .left()
        .min(origin.right() - size.width())
        .max(origin.left());
    let top = at
        .top()
        .min(window_height() - size.height())
        .max(origin.top());
    style.put("top", &format!("{}px", top - origin.top()));
    style.put("left", &format!("{}px", left - origin.left()));
}
