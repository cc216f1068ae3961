//! `st.table`.

use brooklet_frame::{DataType, Frame};
use brooklet_protocol::element::{Table, TableBorder};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::{AsObject, PyResult};

use super::add_rows::growing;
use super::cell;
use super::frame::{Converted, frame_of, only_counts};
use crate::argument::{Words, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};

/// `st.table`.
pub(crate) const TABLE: Command = Command {
    name: "table",
    place: Place::Container("TableMixin"),
    signature: Parameters::undocumented(
        "data=None, *, border=True, width='stretch', height='content', hide_index=None, hide_header=None, alt=None",
    ),
    doc: "Show all of a table at once, without scrolling or sorting. It takes lists, dicts, and whatever has rows and columns.",
    run: |call| growing(call, table),
};

fn table(call: &Call) -> PyResult {
    let layout = Layout {
        height: call.height(Words::StretchContent)?,
        ..call.layout(Words::StretchContent)?
    };
    let border = border(call)?;
    let Converted {
        frame,
        has_placeholder_names,
    } = frame_of(call, &call.value("data"))?;
    let hides = |name: &str, default: bool| match call.object(name) {
        Some(given) => given.is_true(call.vm),
        None => Ok(default),
    };
    let has_index = !hides("hide_index", only_counts(&frame))?;
    let has_header = !hides("hide_header", has_placeholder_names)?;
    let table = Table {
        header: has_header.then(|| header(&frame, has_index)),
        has_index,
        rows: rows(&frame, has_index),
        numeric: numeric(&frame, has_index),
        border,
        alt: call.alt()?,
    };
    Ok(call.draw(Element::Table(table), layout))
}

fn depth(frame: &Frame, has_index: bool) -> usize {
    if has_index { frame.index.depth() } else { 0 }
}

fn header(frame: &Frame, has_index: bool) -> Vec<String> {
    let index = (0..depth(frame, has_index)).map(|level| frame.index.title(level));
    let columns = frame.columns.iter().map(brooklet_frame::Field::title);
    index.chain(columns).collect()
}

fn rows(frame: &Frame, has_index: bool) -> Vec<Vec<String>> {
    let row = |row: usize| {
        let index = (0..depth(frame, has_index)).map(|level| frame.index.value(level, row));
        let cells = frame.columns.iter().map(|field| field.column.value(row));
        index.chain(cells).map(|value| cell::text(&value)).collect()
    };
    // Rows without any column are no rows to the reader.
    let count = if frame.columns.is_empty() {
        0
    } else {
        frame.rows
    };
    (0..count).map(row).collect()
}

/// Which columns stand at the right edge: exact decimals are written as text.
fn numeric(frame: &Frame, has_index: bool) -> Vec<bool> {
    let is_number = |data_type: &DataType| data_type.is_integer() || data_type.is_float();
    let index = (0..depth(frame, has_index)).map(|_| false);
    let columns = frame.columns.iter();
    index
        .chain(columns.map(|field| is_number(field.column.data_type())))
        .collect()
}

fn border(call: &Call) -> PyResult<TableBorder> {
    let given = call.value("border");
    if given.is(&call.vm.ctx.true_value) {
        return Ok(TableBorder::All);
    }
    if given.is(&call.vm.ctx.false_value) {
        return Ok(TableBorder::None);
    }
    if text_of(&given, call.vm)? == "horizontal" {
        return Ok(TableBorder::Horizontal);
    }
    call.invalid_value("border", "True, False or 'horizontal'")
}
