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

    /// What a reader is told of it while it goes on or when it has ended.
    pub(super) fn words(&self, goes_on: bool) -> String {
        match self.found.len() {
            _ if self.wanted.is_empty() => String::new(),
            0 if goes_on => "…".to_owned(),
            0 => "No matches".to_owned(),
            MAX_FOUND => format!("{} of {MAX_FOUND} or more", self.current + 1),
            count => format!("{} of {count}", self.current + 1),
        }
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

    #[test]
    fn a_search_says_when_it_has_not_counted_all() {
        let words = |rows: usize| {
            let mut search = Search::of("x");
            let goes_on = search.go_on(rows, rows, |_, _| "x".to_owned(), 1);
            search.words(goes_on)
        };
        assert_eq!(words(0), "No matches");
        assert_eq!(words(999), "1 of 999");
        assert_eq!(words(2000), "1 of 1000 or more");
    }
}
