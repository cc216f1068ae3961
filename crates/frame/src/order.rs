//! The order of the rows of a table by a column.

use std::borrow::Cow;

use crate::collation::{self, Rank};
use crate::column::Value;
use crate::direction::Direction;
use crate::weight::weight;

/// The rows in the order of a column. Rows without a value stand last, equal ones as they were.
/// `text` says how values that are neither numbers nor texts are read.
pub fn sorted<'a>(
    rows: Vec<u32>,
    value: &dyn Fn(u32) -> Value<'a>,
    text: &dyn Fn(&Value) -> String,
    direction: Direction,
    rank: Rank,
) -> Vec<u32> {
    let mut values = rows.iter().map(|row| value(*row));
    let is_text = values
        .find(|value| !value.is_null())
        .is_some_and(|value| weight(&value).is_none());
    let mut missing = Vec::new();
    let mut ordered = if is_text {
        let mut texts = Vec::with_capacity(rows.len());
        for row in rows {
            match value(row) {
                Value::Null => missing.push(row),
                Value::Text(value) => texts.push((Cow::Borrowed(value), row)),
                value => texts.push((Cow::Owned(text(&value)), row)),
            }
        }
        collation::sorted(&texts, direction, rank)
    } else {
        let mut keys = Vec::with_capacity(rows.len());
        for (at, row) in (0..).zip(rows) {
            match weight(&value(row)) {
                Some(weight) => keys.push((direction.turn_key(weight.key()), at, row)),
                None => missing.push(row),
            }
        }
        keys.sort_unstable();
        keys.into_iter()
            .map(|(_, _, row): (_, u32, _)| row)
            .collect()
    };
    ordered.extend(missing);
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::Column;

    fn order(column: &Column, direction: Direction) -> Vec<u32> {
        let rows = (0..column.len() as u32).collect();
        let value = |row: u32| column.value(row as usize);
        let text = |value: &Value| format!("{value:?}");
        sorted(rows, &value, &text, direction, &|_| Vec::new())
    }

    #[test]
    fn numbers_are_sorted_by_size_and_gaps_come_last() {
        let column = || Column::of_ints([Some(10), None, Some(9), Some(-1)]);
        assert_eq!(order(&column(), Direction::Ascending), [3, 2, 0, 1]);
        assert_eq!(order(&column(), Direction::Descending), [0, 2, 3, 1]);
    }

    #[test]
    fn equal_numbers_stay_as_they_were() {
        let column = Column::of_floats([Some(0.0), Some(1.0), Some(-0.0), Some(1.0)]);
        assert_eq!(order(&column, Direction::Ascending), [0, 2, 1, 3]);
        assert_eq!(order(&column, Direction::Descending), [1, 3, 0, 2]);
    }

    #[test]
    fn texts_are_sorted_as_words() {
        let column = || Column::of_texts([Some("b"), Some("C"), None, Some("a"), Some("B")]);
        assert_eq!(order(&column(), Direction::Ascending), [3, 0, 4, 1, 2]);
        assert_eq!(order(&column(), Direction::Descending), [1, 4, 0, 3, 2]);
    }
}
