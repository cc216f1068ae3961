//! What is selected in a grid, and what the script hears of it.

use std::collections::BTreeSet;

use brooklet_protocol::element::SelectionMode;
use serde::{Deserialize, Serialize};

/// What is selected, as the script has it: rows by their place in the table, columns by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Selection {
    pub(super) rows: BTreeSet<usize>,
    pub(super) columns: Vec<String>,
    pub(super) cells: Vec<(usize, String)>,
}

#[derive(Serialize, Deserialize)]
struct Said {
    #[serde(default)]
    selection: Selection,
}

impl Selection {
    /// What JSON says; nothing where it cannot be read.
    pub(super) fn read(json: &str) -> Self {
        let said: Option<Said> = serde_json::from_str(json).ok();
        said.map(|said| said.selection).unwrap_or_default()
    }

    /// As JSON.
    pub(super) fn json(&self) -> String {
        let said = Said {
            selection: self.clone(),
        };
        serde_json::to_string(&said).unwrap_or_default()
    }

    /// Selects a row, or lets go of it.
    pub(super) fn toggle_row(&mut self, row: usize, modes: &[SelectionMode]) {
        if modes.contains(&SelectionMode::MultiRow) {
            if !self.rows.remove(&row) {
                self.rows.insert(row);
            }
            return;
        }
        let was = self.rows.contains(&row);
        if was && modes.contains(&SelectionMode::SingleRowRequired) {
            return;
        }
        self.rows.clear();
        if !was {
            self.rows.insert(row);
        }
    }

    /// Selects a column, or lets go of it; others stay if `adds`.
    pub(super) fn toggle_column(&mut self, name: &str, modes: &[SelectionMode], adds: bool) {
        let was = self.columns.iter().any(|known| known == name);
        if !(adds && modes.contains(&SelectionMode::MultiColumn)) {
            self.columns.clear();
        }
        self.columns.retain(|known| known != name);
        if !was {
            self.columns.push(name.to_owned());
        }
    }

    /// Selects columns beside those that are.
    pub(super) fn add_columns(&mut self, names: Vec<String>) {
        self.columns.retain(|known| !names.contains(known));
        self.columns.extend(names);
    }

    /// Leaves only what there is.
    pub(super) fn keep(&mut self, rows: usize, names: &[String]) {
        self.rows.retain(|row| *row < rows);
        self.columns.retain(|name| names.contains(name));
        self.cells
            .retain(|(row, name)| *row < rows && names.contains(name));
    }
}

/// Whether a kind of thing can be selected.
pub(super) fn selects(modes: &[SelectionMode], what: &str) -> bool {
    modes.iter().any(|mode| mode.what() == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_written_and_read() {
        let selection = Selection {
            rows: [3, 1].into(),
            columns: vec!["a".to_owned()],
            cells: vec![(2, "b".to_owned())],
        };
        let json = selection.json();
        assert_eq!(
            json,
            r#"{"selection":{"rows":[1,3],"columns":["a"],"cells":[[2,"b"]]}}"#
        );
        assert_eq!(Selection::read(&json), selection);
        assert_eq!(Selection::read("tea"), Selection::default());
    }

    #[test]
    fn rows_are_selected_one_or_many() {
        let mut selection = Selection::default();
        for row in [1, 2, 1] {
            selection.toggle_row(row, &[SelectionMode::MultiRow]);
        }
        assert_eq!(selection.rows, [2].into());
        selection.toggle_row(5, &[SelectionMode::SingleRow]);
        assert_eq!(selection.rows, [5].into());
        selection.toggle_row(5, &[SelectionMode::SingleRowRequired]);
        assert_eq!(selection.rows, [5].into());
        selection.toggle_row(5, &[SelectionMode::SingleRow]);
        assert!(selection.rows.is_empty());
    }

    #[test]
    fn columns_are_selected_one_or_many() {
        let mut selection = Selection::default();
        let modes = [SelectionMode::MultiColumn];
        selection.toggle_column("a", &modes, true);
        selection.toggle_column("b", &modes, true);
        assert_eq!(selection.columns, ["a", "b"]);
        selection.toggle_column("b", &modes, false);
        assert!(selection.columns.is_empty());
    }

    #[test]
    fn what_is_gone_is_not_selected() {
        let mut selection = Selection::read(r#"{"selection":{"rows":[1,9],"columns":["a","z"]}}"#);
        selection.keep(5, &["a".to_owned()]);
        assert_eq!(selection.rows, [1].into());
        assert_eq!(selection.columns, ["a"]);
    }
}
