//! The tables that a page has been given.

use std::cell::RefCell;
use std::fmt::Write;

use brooklet_frame::{Field, Frame, Index, Value};
use brooklet_protocol::{Element, MediaId};

use crate::App;

impl App {
    /// The tables of all grids and charts, in page order, each in words: the columns with their
    /// types, then the rows, values of the index before the bar.
    ///
    /// # Panics
    /// If the page has not been given what it shows.
    pub fn tables(&self) -> Vec<String> {
        let ids: RefCell<Vec<MediaId>> = RefCell::default();
        // It picks none, so that it comes by all of them.
        self.element(|element| {
            match element {
                Element::DataFrame(grid) => ids.borrow_mut().push(grid.frame.clone()),
                Element::VegaLite(chart) => {
                    let names = chart.datasets.iter().map(|(_, id)| id.clone());
                    ids.borrow_mut().extend(names);
                }
                _ => {}
            }
            None::<()>
        });
        let table = |id: &MediaId| {
            let (_, bytes) = self.media(id).expect("the bytes of the table");
            describe(&Frame::decode(bytes).expect("a table"))
        };
        ids.borrow().iter().map(table).collect()
    }
}

fn describe(frame: &Frame) -> String {
    let column = |field: &Field| {
        let labels: Vec<String> = field.name.iter().map(ToString::to_string).collect();
        format!("{}:{:?}", labels.join("/"), field.column.data_type())
    };
    let columns: Vec<String> = frame.columns.iter().map(column).collect();
    let mut text = columns.join(" ");
    for row in 0..frame.rows {
        let index = match &frame.index {
            Index::Range { .. } => String::new(),
            Index::Levels(levels) => {
                let values = levels.iter().map(|level| shown(&level.column.value(row)));
                format!("{} | ", values.collect::<Vec<_>>().join("/"))
            }
        };
        let values = frame
            .columns
            .iter()
            .map(|field| shown(&field.column.value(row)));
        let values: Vec<String> = values.collect();
        let _ = write!(text, "\n{index}{}", values.join(" "));
    }
    text
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Text(text) | Value::Json(text) => (*text).to_owned(),
        Value::Int(number) => number.to_string(),
        Value::UInt(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Bool(value) => value.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(&item)).collect();
            format!("[{}]", items.join(","))
        }
        value => value.decimal_text().unwrap_or_else(|| format!("{value:?}")),
    }
}
