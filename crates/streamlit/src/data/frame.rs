//! A Python value as a frame.

use brooklet_frame::{Column, DataType, Field, Frame, Index, Label};
use brooklet_protocol::{MediaId, media};
use brooklet_python::vm::builtins::{PyDict, PyList};
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::column::Columns;
use super::shape::{Table, table_of};
use crate::argument::type_name;
use crate::command::Call;

/// A value as a frame.
#[derive(Debug)]
pub(crate) struct Converted {
    /// The table.
    pub frame: Frame,
    /// Whether the names of its columns say nothing.
    pub has_placeholder_names: bool,
    /// Whether the names of its rows say nothing that a reader of a grid would look for.
    pub has_placeholder_index: bool,
}

/// Reads any tabular value.
pub(crate) fn frame_of(call: &Call, value: &PyObjectRef) -> PyResult<Converted> {
    if let Some(frame) = super::array::frame_of_arrays(call, value)? {
        return Ok(Converted {
            has_placeholder_names: true,
            has_placeholder_index: value.downcast_ref::<PyDict>().is_none(),
            frame,
        });
    }
    let table = table_of(call, value)?;
    let columns = Columns::new(call.vm)?;
    let frame = assemble(&columns, &table)?;
    let has_arrays = begins_with_array(value);
    Ok(Converted {
        has_placeholder_names: table.has_placeholder_names || has_arrays,
        has_placeholder_index: only_counts(&frame) && !has_arrays && !comes_by_rows(call, value)?,
        frame,
    })
}

/// Whether it is no collection of rows but gives them, or a list of objects with fields: Streamlit does
/// not know these by name, and a grid of them numbers its rows.
fn comes_by_rows(call: &Call, value: &PyObjectRef) -> PyResult<bool> {
    let list = value.downcast_ref::<PyList>();
    match list.and_then(|list| list.borrow_vec().first().cloned()) {
        Some(first) => first.has_attr("__dataclass_fields__", call.vm),
        None => value.has_attr("__next__", call.vm),
    }
}

/// Whether it is a dict whose first value is an array. Streamlit knows dicts of lists by name, but not
/// these: a grid of them numbers its rows, and a table has no header.
fn begins_with_array(value: &PyObjectRef) -> bool {
    let dict = value.downcast_ref::<PyDict>();
    let first = dict.and_then(|dict| dict.into_iter().next());
    first.is_some_and(|(_, value)| type_name(&value) == "ndarray")
}

/// A table as the frame of an editor, which prints dicts.
pub(crate) fn assembled(call: &Call, table: &Table) -> PyResult<Frame> {
    let columns = Columns::new(call.vm)?;
    columns.print_dicts();
    assemble(&columns, table)
}

/// Gives a frame to the page and says what it is called there.
pub(crate) fn give(call: &Call, frame: &Frame) -> MediaId {
    let bytes = frame.encoded();
    call.runtime.give_media(media::FRAME, &bytes.pieces())
}

fn assemble(columns: &Columns, table: &Table) -> PyResult<Frame> {
    let depth = table.names.iter().map(Vec::len).max().unwrap_or(1);
    let mut fields = Vec::with_capacity(table.columns.len());
    for (name, values) in table.names.iter().zip(&table.columns) {
        let mut name = name.clone();
        name.resize_with(depth, || Label::Text(String::new()));
        fields.push(Field {
            name,
            column: sized(columns.column(values)?, table.rows),
        });
    }
    // Where one column cannot be had as what it is, the original prints dicts as well.
    if columns.has_printed() {
        for (field, values) in fields.iter_mut().zip(&table.columns) {
            if *field.column.data_type() == DataType::Json {
                field.column = columns.printed(values)?;
            }
        }
    }
    let mut levels = table.level_names.clone();
    levels.resize_with(depth, || None);
    Ok(Frame {
        index: index(columns, table)?,
        columns: fields,
        levels,
        rows: table.rows,
    })
}

/// A column without any value has as many gaps as there are rows.
fn sized(column: Column, rows: usize) -> Column {
    if column.len() == rows {
        column
    } else {
        Column::nulls(rows)
    }
}

fn index(columns: &Columns, table: &Table) -> PyResult<Index> {
    if table.index.is_empty() {
        return Ok(Index::counted());
    }
    let mut levels = Vec::new();
    for (level, values) in table.index.iter().enumerate() {
        let name = table.index_names.get(level).cloned().flatten();
        levels.push(Field {
            name: name.into_iter().collect(),
            column: sized(columns.column(values)?, table.rows),
        });
    }
    Ok(Index::Levels(levels))
}

/// Whether an index only counts the rows from 0.
pub(crate) fn only_counts(frame: &Frame) -> bool {
    frame.index.depth() == 1
        && (0..frame.rows)
            .all(|row| frame.index.value(0, row) == brooklet_frame::Value::Int(row as i64))
}
