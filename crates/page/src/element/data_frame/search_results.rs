//! The cells that hold what is searched for.

/// A search that goes on piece by piece.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// What is searched for, in lower case; nothing if empty.
    pub(super) wanted: String,
    /// Where it was found: rows as they are shown, and columns.
    pub(super) found: Vec<(usize, usize)>,
    /// Which of them is shown.
    pub(super) current: usize,
    next_row: usize,
}

/// How many cells a search marks.
const MAX_FOUND: usize = 1000;

impl Search {
    pub(super) fn of(text: &str) -> Self {
        Self {
            wanted: text.to_lowercase(),
            ..Self::default()
        }
    }

    /// Looks through so many rows more, and says whether there are others.
    pub(super) fn go_on(
        &mut self,
        rows: usize,
        count: usize,
        cell: impl Fn(usize, usize) -> String,
        columns: usize,
    ) -> bool {
        if self.wanted.is_empty() {
            return false;
        }
        let end = (self.next_row + count).min(rows);
        for row in self.next_row..end {
            for column in 0..columns {
                if self.found.len() == MAX_FOUND {
                    return false;
                }
                if cell(row, column).to_lowercase().contains(&self.wanted) {
                    self.found.push((row, column));
                }
            }
        }
        self.next_row = end;
        end < rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_goes_through_all_rows() {
        let mut search = Search::of("X");
        let cell =
            |row: usize, column: usize| format!("{}{row}", if column == 1 { "x" } else { "y" });
        assert!(search.go_on(5, 2, cell, 2));
        assert!(search.go_on(5, 2, cell, 2));
        assert!(!search.go_on(5, 2, cell, 2));
        assert_eq!(search.found, [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)]);
    }
}
