//! A table.

use crate::column::{Column, Value};
use crate::schema::Label;

/// A table: an index, columns, and as many rows as each of them has values.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// What names the rows.
    pub index: Index,
    /// The columns in order.
    pub columns: Vec<Field>,
    /// What the levels of the columns' names are called; as many as each name has labels.
    pub levels: Vec<Option<Label>>,
    /// How many rows.
    pub rows: usize,
}

/// What names the rows of a frame.
#[derive(Debug, Clone, PartialEq)]
pub enum Index {
    /// The rows are counted.
    Range {
        /// The number of the first row.
        start: i64,
        /// From one row to the next.
        step: i64,
        /// What the index is called.
        name: Option<Label>,
    },
    /// Each row has a value of each of these levels.
    Levels(Vec<Field>),
}

/// A column and its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// A label for each level of the frame's columns; that of an index has at most one.
    pub name: Vec<Label>,
    /// The values.
    pub column: Column,
}

impl Field {
    /// A column of a frame whose columns have one level.
    pub fn new(name: impl Into<Label>, column: Column) -> Self {
        Self {
            name: vec![name.into()],
            column,
        }
    }

    /// The name in one text, levels joined by ` / `.
    pub fn title(&self) -> String {
        let labels: Vec<String> = self.name.iter().map(Label::to_string).collect();
        labels.join(" / ")
    }
}

impl Index {
    /// Rows counted from 0.
    pub fn counted() -> Self {
        Self::Range {
            start: 0,
            step: 1,
            name: None,
        }
    }

    /// How many levels it has.
    pub fn depth(&self) -> usize {
        match self {
            Self::Range { .. } => 1,
            Self::Levels(levels) => levels.len(),
        }
    }

    /// What a level is called; empty if nothing.
    pub fn title(&self, level: usize) -> String {
        match self {
            Self::Range { name, .. } => name.as_ref().map(Label::to_string).unwrap_or_default(),
            Self::Levels(levels) => levels.get(level).map(Field::title).unwrap_or_default(),
        }
    }

    /// What a level says of a row.
    pub fn value(&self, level: usize, row: usize) -> Value<'_> {
        match self {
            Self::Range { start, step, .. } => {
                Value::Int(start.saturating_add(step.saturating_mul(row as i64)))
            }
            Self::Levels(levels) => levels
                .get(level)
                .map_or(Value::Null, |field| field.column.value(row)),
        }
    }
}

impl Default for Frame {
    fn default() -> Self {
        Self {
            index: Index::counted(),
            columns: Vec::new(),
            levels: vec![None],
            rows: 0,
        }
    }
}

impl Frame {
    /// A frame of these columns, whose rows are counted. Its length is that of the first column.
    pub fn of_columns(columns: Vec<Field>) -> Self {
        Self {
            rows: columns.first().map_or(0, |field| field.column.len()),
            columns,
            ..Self::default()
        }
    }

    /// Whether every column has a value for every row, and a label for every level.
    pub fn is_whole(&self) -> bool {
        let index: &[Field] = match &self.index {
            Index::Range { .. } => &[],
            Index::Levels(levels) => levels,
        };
        let lengths = index.iter().chain(&self.columns);
        lengths
            .map(|field| field.column.len())
            .all(|len| len == self.rows)
            && self
                .columns
                .iter()
                .all(|field| field.name.len() == self.levels.len())
    }

    /// The position of the column with this title.
    pub fn position(&self, title: &str) -> Option<usize> {
        self.columns.iter().position(|field| field.title() == title)
    }
}
