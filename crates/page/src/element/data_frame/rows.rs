//! The order of the rows, and the cells that hold what is searched for.

use std::cmp::Ordering;

use brooklet_frame::Value;

use super::value_text::{raw, weight};

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Ascending,
    Descending,
}

impl Direction {
    /// The word for it in ARIA.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

/// The rows in the order of a column. Rows without a value stand last, equal ones as they were.
pub(super) fn sorted<'a>(
    mut rows: Vec<u32>,
    value: impl Fn(u32) -> Value<'a>,
    direction: Direction,
) -> Vec<u32> {
    let is_text = rows
        .iter()
        .map(|row| value(*row))
        .find(|value| !value.is_null())
        .is_some_and(|value| weight(&value).is_none());
    let turn = |order: Ordering| match direction {
        Direction::Ascending => order,
        Direction::Descending => order.reverse(),
    };
    if is_text {
        rows.sort_by(|one, other| compare_texts(&value(*one), &value(*other), turn));
        return rows;
    }
    let weight = |row: u32| weight(&value(row)).filter(|weight| !weight.is_nan());
    let mut weights: Vec<(Option<f64>, u32)> =
        rows.into_iter().map(|row| (weight(row), row)).collect();
    weights.sort_by(|(one, _), (other, _)| match (one, other) {
        (Some(one), Some(other)) => turn(one.total_cmp(other)),
        (one, other) => one.is_none().cmp(&other.is_none()),
    });
    weights.into_iter().map(|(_, row)| row).collect()
}

fn compare_texts(one: &Value, other: &Value, turn: impl Fn(Ordering) -> Ordering) -> Ordering {
    match (one, other) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Greater,
        (_, Value::Null) => Ordering::Less,
        (Value::Text(one), Value::Text(other)) => turn(natural(one, other)),
        (one, other) => turn(natural(&raw(one), &raw(other))),
    }
}

/// Letters without regard to their case, then with it.
fn natural(one: &str, other: &str) -> Ordering {
    let folded = |text: &str| {
        text.chars()
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let quick = one.is_ascii() && other.is_ascii();
    let order = if quick {
        let low = |text: &str| {
            text.bytes()
                .map(|byte| byte.to_ascii_lowercase())
                .collect::<Vec<u8>>()
        };
        low(one).cmp(&low(other))
    } else {
        folded(one).cmp(&folded(other))
    };
    order.then_with(|| one.cmp(other))
}

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
    use brooklet_frame::Column;

    use super::*;

    fn order(column: &Column, direction: Direction) -> Vec<u32> {
        let rows = (0..column.len() as u32).collect();
        sorted(rows, |row| column.value(row as usize), direction)
    }

    #[test]
    fn numbers_are_sorted_by_size_and_gaps_come_last() {
        let column = || Column::of_ints([Some(10), None, Some(9), Some(-1)]);
        assert_eq!(order(&column(), Direction::Ascending), [3, 2, 0, 1]);
        assert_eq!(order(&column(), Direction::Descending), [0, 2, 3, 1]);
    }

    #[test]
    fn texts_are_sorted_as_words() {
        let column = || Column::of_texts([Some("b"), Some("C"), None, Some("a"), Some("B")]);
        assert_eq!(order(&column(), Direction::Ascending), [3, 4, 0, 1, 2]);
        assert_eq!(order(&column(), Direction::Descending), [1, 0, 4, 3, 2]);
    }

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
