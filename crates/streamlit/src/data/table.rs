//! `st.table`.

use brooklet_frame::{DataType, Field, Frame};
use brooklet_protocol::element::{Table, TableBorder};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult};

use super::add_rows::growing;
use super::cell;
use super::frame::{Converted, frame_of, only_counts};
use super::grid::HideIndex;
use super::zone::offset_micros;
use crate::argument::text_of;
use crate::call::args::{Alt, Argument, Deferred, StretchContent, StretchContentHeight, arguments};
use crate::command::{Call, Command, Place};

arguments! {
    /// The arguments of `st.table`.
    pub(crate) struct TableArgs {
        /// The data: anything that `st.dataframe` shows.
        data: PyObjectRef = None,
        *,
        /// Whether lines stand around all cells, or only between rows.
        border: Deferred<TableBorder> = True,
        width: Deferred<StretchContent> = "stretch",
        height: Deferred<StretchContentHeight> = "content",
        hide_index: HideIndex = None,
        /// Whether the names of the columns are hidden; `None` hides those that only count them.
        hide_header: Option<bool> = None,
        alt: Alt = None,
    }
}

/// `st.table`.
pub(crate) const TABLE: Command = Command {
    name: "table",
    place: Place::Container("TableMixin"),
    signature: TableArgs::SIGNATURE,
    doc: "Show all of a table at once, without scrolling or sorting. It takes lists, dicts, and whatever has rows and columns.",
    run: |call| growing(call, |call| table(call, TableArgs::read(call)?)),
};

fn table(call: &Call, args: TableArgs) -> PyResult {
    let layout = Layout {
        height: args.height.get(call)?.0,
        ..args.width.get(call)?.layout()
    };
    let border = args.border.get(call)?;
    let Converted {
        frame,
        has_placeholder_names,
        ..
    } = frame_of(call, &args.data)?;
    let has_index = !args.hide_index.0.unwrap_or_else(|| only_counts(&frame));
    let has_header = !args.hide_header.unwrap_or(has_placeholder_names);
    let table = Table {
        header: has_header.then(|| header(&frame, has_index)),
        has_index,
        rows: rows(&frame, has_index, &|zone, micros| {
            offset_micros(call.vm, zone, micros)
        }),
        numeric: numeric(&frame, has_index),
        border,
        alt: args.alt.0,
    };
    Ok(call.draw(Element::Table(table), layout))
}

fn depth(frame: &Frame, has_index: bool) -> usize {
    if has_index { frame.index.depth() } else { 0 }
}

/// The names of the columns after those of the index, level by level. The index is named in the last.
fn header(frame: &Frame, has_index: bool) -> Vec<String> {
    let levels = frame.columns.iter().map(|field| field.name.len()).max();
    let last = levels.unwrap_or(1).max(1) - 1;
    let names = |level: usize| {
        let index = (0..depth(frame, has_index)).map(move |of_index| {
            let is_last = level == last;
            is_last.then(|| frame.index.title(of_index))
        });
        let label = move |field: &Field| field.name.get(level).map(ToString::to_string);
        let columns = frame.columns.iter().map(label);
        index.chain(columns).map(Option::unwrap_or_default)
    };
    (0..=last).flat_map(names).collect()
}

fn rows(frame: &Frame, has_index: bool, offset: cell::Offset) -> Vec<Vec<String>> {
    let row = |row: usize| {
        let index = (0..depth(frame, has_index)).map(|level| frame.index.value(level, row));
        let cells = frame.columns.iter().map(|field| field.column.value(row));
        let values = index.chain(cells);
        values.map(|value| cell::text(&value, offset)).collect()
    };
    // Rows without any column are no rows to the reader.
    let count = if frame.columns.is_empty() {
        0
    } else {
        frame.rows
    };
    (0..count).map(row).collect()
}

/// Which columns stand at the right edge.
fn numeric(frame: &Frame, has_index: bool) -> Vec<bool> {
    let is_number = |data_type: &DataType| {
        let is_exact = matches!(data_type, DataType::Decimal { .. });
        data_type.is_integer() || data_type.is_float() || is_exact
    };
    let index = (0..depth(frame, has_index)).map(|_| false);
    let columns = frame.columns.iter();
    index
        .chain(columns.map(|field| is_number(field.column.data_type())))
        .collect()
}

impl Argument for TableBorder {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if value.is(&call.vm.ctx.true_value) {
            return Ok(Self::All);
        }
        if value.is(&call.vm.ctx.false_value) {
            return Ok(Self::None);
        }
        if text_of(&value, call.vm)? == "horizontal" {
            return Ok(Self::Horizontal);
        }
        call.invalid_item(parameter, &value, "True, False or 'horizontal'")
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "'horizontal'"]
    }
}
