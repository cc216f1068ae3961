//! What the reader has changed in a grid: cells, added rows, deleted rows.

use std::collections::{BTreeMap, BTreeSet};

use brooklet_frame::{Column, Value};
use serde_json::{Map, Value as Json, json};

/// How many changes can be taken back.
const MAX_UNDO: usize = 200;

/// A changed cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CellEdit {
    /// As the script hears it.
    json: Json,
    /// The same as the one value of a column.
    column: Column,
}

impl CellEdit {
    pub(super) fn new(json: Json, column: Column) -> Self {
        Self { json, column }
    }

    pub(super) fn value(&self) -> Value<'_> {
        self.column.value(0)
    }
}

/// All changes. Rows have the numbers of the table; added ones count on from its end, and keep their
/// number when others go.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Edits {
    base: u32,
    cells: BTreeMap<u32, BTreeMap<String, CellEdit>>,
    added: Vec<u32>,
    deleted: BTreeSet<u32>,
    next: u32,
}

impl Edits {
    /// None yet, of a table of so many rows.
    pub(super) fn new(rows: usize) -> Self {
        let base = rows as u32;
        Self {
            base,
            next: base,
            ..Self::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.added.is_empty() && self.deleted.is_empty()
    }

    /// Whether the rows are those of the table.
    pub(super) fn has_own_rows(&self) -> bool {
        !(self.added.is_empty() && self.deleted.is_empty())
    }

    /// The rows that there are, in order.
    pub(super) fn rows(&self) -> Vec<u32> {
        let old = (0..self.base).filter(|row| !self.deleted.contains(row));
        old.chain(self.added.iter().copied()).collect()
    }

    /// How many rows there are.
    pub(super) fn row_count(&self) -> usize {
        self.base as usize - self.deleted.len() + self.added.len()
    }

    /// Where a row stands among the added ones.
    pub(super) fn position_added(&self, row: u32) -> Option<usize> {
        self.added.iter().position(|known| *known == row)
    }

    /// The changed value of a cell, if it was changed.
    pub(super) fn value(&self, row: u32, name: &str) -> Option<Value<'_>> {
        self.cells.get(&row)?.get(name).map(CellEdit::value)
    }

    pub(super) fn set(&mut self, row: u32, name: &str, edit: CellEdit) {
        let cells = self.cells.entry(row).or_default();
        cells.insert(name.to_owned(), edit);
    }

    /// Adds a row at the end, and says its number.
    pub(super) fn add(&mut self) -> u32 {
        let row = self.next;
        self.next += 1;
        self.added.push(row);
        row
    }

    pub(super) fn delete(&mut self, row: u32) {
        self.cells.remove(&row);
        if row < self.base {
            self.deleted.insert(row);
        } else {
            self.added.retain(|known| *known != row);
        }
    }

    /// Which added rows lack a value that they have to have.
    pub(super) fn is_incomplete(&self, row: u32, required: &[String]) -> bool {
        let has = |name: &String| self.value(row, name).is_some_and(|value| !value.is_null());
        row >= self.base && !required.iter().all(has)
    }

    /// As the script hears them: rows that lack a value wait until they have it.
    pub(super) fn json(&self, required: &[String]) -> String {
        let cells = |row: &u32| -> Json {
            let cells = self.cells.get(row).into_iter().flatten();
            let map: Map<String, Json> = cells
                .map(|(name, edit)| (name.clone(), edit.json.clone()))
                .collect();
            map.into()
        };
        let old = self.cells.keys().filter(|row| **row < self.base);
        let edited: Map<String, Json> = old.map(|row| (row.to_string(), cells(row))).collect();
        let whole: Vec<&u32> = self
            .added
            .iter()
            .filter(|row| !self.is_incomplete(**row, required))
            .collect();
        let added: Vec<Json> = whole.iter().map(|row| cells(row)).collect();
        let said = json!({
            "edited_rows": edited,
            "added_rows": added,
            "deleted_rows": self.deleted,
            "ids": whole,
        });
        said.to_string()
    }

    /// Reads them back; `column` makes a value of what is said of a cell.
    pub(super) fn read(json: &str, rows: usize, column: impl Fn(&str, &Json) -> Column) -> Self {
        let mut edits = Self::new(rows);
        let Ok(said) = serde_json::from_str::<Json>(json) else {
            return edits;
        };
        let cells = |of: &Json| -> BTreeMap<String, CellEdit> {
            let cells = of.as_object().into_iter().flatten();
            let cell = |(name, json): (&String, &Json)| {
                let edit = CellEdit::new(json.clone(), column(name, json));
                (name.clone(), edit)
            };
            cells.map(cell).collect()
        };
        for (row, of) in said["edited_rows"].as_object().into_iter().flatten() {
            if let Ok(row) = row.parse()
                && row < edits.base
            {
                edits.cells.insert(row, cells(of));
            }
        }
        let ids = said["ids"].as_array();
        for (position, of) in said["added_rows"]
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
        {
            let id = ids.and_then(|ids| ids.get(position)?.as_u64());
            let row = id.map_or(edits.next, |id| id as u32).max(edits.base);
            edits.next = edits.next.max(row + 1);
            edits.added.push(row);
            edits.cells.insert(row, cells(of));
        }
        let deleted = said["deleted_rows"].as_array().into_iter().flatten();
        let deleted = deleted.filter_map(Json::as_u64).map(|row| row as u32);
        edits.deleted = deleted.filter(|row| *row < rows as u32).collect();
        edits
    }
}

/// Changes that can be taken back and made again.
#[derive(Debug, Default)]
pub(super) struct History {
    past: Vec<Edits>,
    future: Vec<Edits>,
}

impl History {
    /// Notes how things stood before a change.
    pub(super) fn note(&mut self, before: Edits) {
        self.past.push(before);
        self.future.clear();
        if self.past.len() > MAX_UNDO {
            self.past.remove(0);
        }
    }

    /// Forgets the change noted last, which becomes part of the one before.
    pub(super) fn forget_last(&mut self) {
        self.past.pop();
    }

    /// Takes a change back, or makes it again if not `is_back`.
    pub(super) fn step(&mut self, edits: &mut Edits, is_back: bool) -> bool {
        let (from, to) = if is_back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        let Some(mut other) = from.pop() else {
            return false;
        };
        // Numbers of rows are not given twice.
        other.next = other.next.max(edits.next);
        to.push(std::mem::replace(edits, other));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> CellEdit {
        CellEdit::new(text.into(), Column::of_texts([Some(text)]))
    }

    fn column(_: &str, json: &Json) -> Column {
        Column::of_texts([json.as_str()])
    }

    #[test]
    fn changes_are_said_as_a_script_hears_them() {
        let mut edits = Edits::new(3);
        edits.set(1, "a", text("x"));
        let row = edits.add();
        edits.set(row, "a", text("new"));
        edits.delete(0);
        let said = r#"{"added_rows":[{"a":"new"}],"deleted_rows":[0],"edited_rows":{"1":{"a":"x"}},"ids":[3]}"#;
        assert_eq!(edits.json(&[]), said);
        assert_eq!(Edits::read(said, 3, column), edits);
        assert_eq!(edits.rows(), [1, 2, 3]);
        assert_eq!(edits.row_count(), 3);
    }

    #[test]
    fn a_row_without_what_it_needs_waits() {
        let required = ["a".to_owned()];
        let mut edits = Edits::new(0);
        let row = edits.add();
        assert!(edits.is_incomplete(row, &required));
        assert!(edits.json(&required).contains(r#""added_rows":[]"#));
        edits.set(row, "a", text("x"));
        assert!(
            edits
                .json(&required)
                .contains(r#""added_rows":[{"a":"x"}]"#)
        );
    }

    #[test]
    fn changes_are_taken_back_and_made_again() {
        let mut history = History::default();
        let mut edits = Edits::new(1);
        let before = edits.clone();
        history.note(before.clone());
        let row = edits.add();
        let after = edits.clone();
        assert!(history.step(&mut edits, true));
        assert_eq!(edits.rows(), before.rows());
        assert!(history.step(&mut edits, false));
        assert_eq!(edits, after);
        assert!(!history.step(&mut edits, false));
        edits.delete(row);
        assert_ne!(edits.add(), row);
    }
}
