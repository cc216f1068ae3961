//! Changing the cells and rows of a grid: one at a time, many at once, and back again.

use brooklet_protocol::WidgetValue;
use serde_json::Value as Json;

use super::cell_value::{column_of, json_of};
use super::edits::{CellEdit, Edits};
use super::export::{copied, parse_tsv};
use super::grid::Grid;
use super::pattern::matches;
use super::reading::{check, fit, read};
use super::state::{Range, State};
use super::value_text::raw;

/// A value for a cell: its row in the table, the position of its column, what it shall be.
type Wanted = (u32, usize, Result<Json, String>);

impl State {
    /// Puts values into cells. Says how many there were, and why others were refused.
    fn put(&mut self, wanted: Vec<Wanted>) -> (usize, Option<String>) {
        let before = self.edits.clone();
        let mut changed = 0;
        let mut refused = None;
        for (row, position, value) in wanted {
            let Some(column) = self.column(position) else {
                continue;
            };
            let (name, made) = match value {
                Ok(json) => {
                    let made = column_of(&json, &column.data_type);
                    (column.edit_name().to_owned(), CellEdit::new(json, made))
                }
                Err(words) => {
                    refused.get_or_insert(words);
                    continue;
                }
            };
            if self.is_taken(row, position, &made) {
                refused.get_or_insert_with(|| "Another row has this index already".to_owned());
                continue;
            }
            self.edits.set(row, &name, made);
            changed += 1;
        }
        if changed > 0 {
            self.history.note(before);
        }
        (changed, refused)
    }

    /// Whether a value would name two rows.
    fn is_taken(&self, row: u32, position: usize, made: &CellEdit) -> bool {
        let Some(column) = self.column(position).filter(|column| column.is_index()) else {
            return false;
        };
        let wanted = raw(&made.value());
        let mut rows = self.edits.rows().into_iter();
        rows.any(|other| other != row && raw(&self.value_in(other as usize, column)) == wanted)
    }

    /// Adds a row that holds the defaults of its columns.
    fn new_row(&mut self) -> u32 {
        let row = self.edits.add();
        let defaults: Vec<(String, CellEdit)> = self
            .columns
            .iter()
            .filter(|column| !column.default.is_null())
            .map(|column| {
                let made = column_of(&column.default, &column.data_type);
                let edit = CellEdit::new(column.default.clone(), made);
                (column.edit_name().to_owned(), edit)
            })
            .collect();
        for (name, edit) in defaults {
            self.edits.set(row, &name, edit);
        }
        row
    }

    /// The values that a cleared range gets.
    fn cleared(&self, ((first, last), (left, right)): Range) -> Vec<Wanted> {
        let last = (last + 1).min(self.rows());
        let rows = (first..last).map(|row| self.row(row) as u32);
        rows.flat_map(|row| {
            (left..=right).filter_map(move |position| {
                let column = self.column(position)?;
                column.editor?;
                Some((row, position, check(Json::Null, column, &matches)))
            })
        })
        .collect()
    }

    /// The values of a range that repeats those of another one.
    fn filled(&self, from: Range, to: Range) -> Vec<Wanted> {
        let ((top, bottom), (left, right)) = from;
        let mut wanted = Vec::new();
        for row in to.0.0..(to.0.1 + 1).min(self.rows()) {
            for position in to.1.0..=to.1.1 {
                let is_source = (top..=bottom).contains(&row) && (left..=right).contains(&position);
                let source_row = repeated(row, top, bottom);
                let source_column = repeated(position, left, right);
                let (Some(column), Some(source)) =
                    (self.column(position), self.column(source_column))
                else {
                    continue;
                };
                if is_source || column.editor.is_none() {
                    continue;
                }
                let value = self.value(source_row, source);
                let made = fit(&json_of(&value), &copied(&value), column, &matches);
                wanted.push((self.row(row) as u32, position, made));
            }
        }
        wanted
    }
}

/// Which of the numbers from `first` to `last` stands at a number, where they repeat both ways.
fn repeated(at: usize, first: usize, last: usize) -> usize {
    let count = (last - first + 1) as i64;
    first + (at as i64 - first as i64).rem_euclid(count) as usize
}

impl Grid {
    /// Whether the reader can change anything here.
    pub(super) fn is_editor(&self) -> bool {
        let editing = self.state.borrow().element.editing;
        editing.is_some_and(|editing| !editing.disabled)
    }

    /// Puts one value into a cell; says why if it cannot be.
    pub(super) fn put_one(
        &self,
        row: u32,
        position: usize,
        value: Result<Json, String>,
    ) -> Result<(), String> {
        let (_, refused) = self.state.borrow_mut().put(vec![(row, position, value)]);
        match refused {
            Some(words) => {
                self.status.set_text_content(Some(&words));
                Err(words)
            }
            None => {
                self.tell_edits(None);
                Ok(())
            }
        }
    }

    /// Reads a text into a cell.
    pub(super) fn put_text(&self, row: u32, position: usize, text: &str) -> Result<(), String> {
        let value = {
            let state = self.state.borrow();
            let Some(column) = state.column(position) else {
                return Ok(());
            };
            read(text, column, &matches)
        };
        self.put_one(row, position, value)
    }

    fn put_all(&self, wanted: Vec<Wanted>) {
        let (changed, refused) = self.state.borrow_mut().put(wanted);
        let mut words = match changed {
            0 => "No cell changed".to_owned(),
            1 => "1 cell changed".to_owned(),
            count => format!("{count} cells changed"),
        };
        if let Some(refused) = refused {
            words = format!("{words}. {refused}");
        }
        self.tell_edits(Some(&words));
    }

    /// Tells the script what has changed, and shows it.
    pub(super) fn tell_edits(&self, words: Option<&str>) {
        let (id, json, reruns) = {
            let mut state = self.state.borrow_mut();
            state.rows_changed();
            let reruns = state.element.editing.is_some_and(|editing| editing.reruns);
            let json = state.edits.json(&state.required());
            (state.element.id.clone(), json, reruns)
        };
        if let Some(words) = words {
            self.status.set_text_content(Some(words));
        }
        self.refresh();
        if let Some(id) = id {
            self.context
                .widgets
                .commit(&id, WidgetValue::Json(json), reruns);
        }
    }

    /// Takes over what the page holds of the changes, which a form may have put back.
    pub(super) fn take_edits(&self) {
        let Some(id) = self.state.borrow().element.id.clone() else {
            return;
        };
        let json = match self.context.widgets.get(&id) {
            Some(WidgetValue::Json(json)) => json,
            _ => String::new(),
        };
        let mut state = self.state.borrow_mut();
        let is_known = if json.is_empty() {
            state.edits.is_empty()
        } else {
            state.edits.json(&state.required()) == json
        };
        if !is_known {
            state.edits = state.read_edits(&json);
            state.rows_changed();
        }
    }

    /// The range that the cursor has marked, where it is in the rows.
    pub(super) fn marked(&self) -> Option<Range> {
        self.state.borrow().range()
    }

    /// Empties the marked cells, or deletes the rows that are selected.
    pub(super) fn clear_marked(&self) -> bool {
        let has_rows = {
            let state = self.state.borrow();
            state.can_delete() && !state.selection.rows.is_empty()
        };
        if has_rows {
            self.delete_rows();
            return true;
        }
        let Some(range) = self.marked() else {
            return false;
        };
        let wanted = self.state.borrow().cleared(range);
        self.put_all(wanted);
        true
    }

    /// Repeats what a range holds in a larger one.
    pub(super) fn fill_range(&self, from: Range, to: Range) {
        let wanted = self.state.borrow().filled(from, to);
        self.put_all(wanted);
    }

    /// Repeats a range in what a drag has covered, which is marked then.
    pub(super) fn end_fill(&self, from: Range) {
        let target = {
            let mut state = self.state.borrow_mut();
            let Some(target) = state.filling.take().filter(|target| *target != from) else {
                return;
            };
            let ((first, last), (left, right)) = target;
            let is_up = first < from.0.0;
            let is_left = left < from.1.0;
            let end = |swap: bool, one: usize, other: usize| {
                if swap { (other, one) } else { (one, other) }
            };
            let (rows, columns) = (end(is_up, first, last), end(is_left, left, right));
            state.anchor = Some((rows.0, columns.0));
            state.cursor = Some((Some(rows.1), columns.1));
            target
        };
        self.fill_range(from, target);
    }

    /// Fills the marked range from its first row, or its first column.
    pub(super) fn fill_down(&self, is_right: bool) -> bool {
        let Some(((first, last), (left, right))) = self.marked() else {
            return false;
        };
        let from = if is_right {
            ((first, last), (left, left))
        } else {
            ((first, first), (left, right))
        };
        self.fill_range(from, ((first, last), (left, right)));
        true
    }

    /// Puts cells from the clipboard into the grid, from the marked cell on; one value fills all of
    /// the marked range. Rows are added where there are too few and where that can be. A grid has put
    /// the `values` beside the text.
    pub(super) fn paste(&self, text: &str, values: &str) -> bool {
        let Some(((first, last), (left, right))) = self.marked() else {
            return false;
        };
        let cells = parse_tsv(text);
        let values: Json = serde_json::from_str(values).unwrap_or_default();
        let is_one = cells.len() == 1 && cells[0].len() == 1;
        let height = if is_one {
            last - first + 1
        } else {
            cells.len()
        };
        let width = |row: &[String]| if is_one { right - left + 1 } else { row.len() };
        let before = self.state.borrow().edits.clone();
        let wanted = {
            let mut state = self.state.borrow_mut();
            if state.can_add() {
                for _ in state.rows()..first + height {
                    state.new_row();
                }
                state.rows_changed();
            }
            let state = &*state;
            let mut wanted: Vec<Wanted> = Vec::new();
            for at in 0..height.min(state.rows().saturating_sub(first)) {
                let from = if is_one { 0 } else { at };
                let texts = &cells[from];
                for across in 0..width(texts) {
                    let Some(column) = state.column(left + across) else {
                        continue;
                    };
                    let across_from = if is_one { 0 } else { across };
                    let text = &texts[across_from];
                    if column.editor.is_some() {
                        let row = state.row(first + at) as u32;
                        let made = match values.get(from).and_then(|row| row.get(across_from)) {
                            Some(value) => fit(value, text, column, &matches),
                            None => read(text, column, &matches),
                        };
                        wanted.push((row, left + across, made));
                    }
                }
            }
            wanted
        };
        self.put_since(&before, wanted);
        true
    }

    /// Puts values so that one step back undoes them and what happened since `before`.
    fn put_since(&self, before: &Edits, wanted: Vec<Wanted>) {
        let has_new_rows = self.state.borrow().edits != *before;
        if !has_new_rows {
            self.put_all(wanted);
            return;
        }
        let (changed, refused) = {
            let mut state = self.state.borrow_mut();
            let (changed, refused) = state.put(wanted);
            if changed > 0 {
                state.history.forget_last();
            }
            state.history.note(before.clone());
            (changed, refused)
        };
        let refused = refused.map_or(String::new(), |words| format!(". {words}"));
        self.tell_edits(Some(&format!("{changed} cells changed{refused}")));
    }

    /// Adds a row at the end and goes there.
    pub(super) fn add_row(&self, position: usize) -> Option<u32> {
        if !self.state.borrow().can_add() {
            return None;
        }
        let row = {
            let mut state = self.state.borrow_mut();
            let before = state.edits.clone();
            state.history.note(before);
            state.new_row()
        };
        self.tell_edits(Some("Row added"));
        let shown = self.state.borrow().rows().saturating_sub(1);
        self.go((Some(shown), position), false);
        Some(row)
    }

    /// Deletes the rows that are selected.
    pub(super) fn delete_rows(&self) {
        let count = {
            let mut state = self.state.borrow_mut();
            let rows: Vec<u32> = state.selection.rows.iter().map(|row| *row as u32).collect();
            if rows.is_empty() || !state.can_delete() {
                drop(state);
                self.status
                    .set_text_content(Some("Select the rows that are to be deleted"));
                return;
            }
            let before = state.edits.clone();
            state.history.note(before);
            for row in &rows {
                state.edits.delete(*row);
            }
            state.selection.rows.clear();
            rows.len()
        };
        let words = if count == 1 {
            "1 row deleted".to_owned()
        } else {
            format!("{count} rows deleted")
        };
        self.tell_edits(Some(&words));
    }

    /// Takes a change back, or makes it again.
    pub(super) fn step_history(&self, is_back: bool) -> bool {
        let has_stepped = {
            let mut state = self.state.borrow_mut();
            let State { history, edits, .. } = &mut *state;
            history.step(edits, is_back)
        };
        if has_stepped {
            let words = if is_back { "Undone" } else { "Done again" };
            self.tell_edits(Some(words));
        }
        has_stepped
    }
}
