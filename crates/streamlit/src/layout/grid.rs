//! `st.grid`.

use brooklet_protocol::block::{Grid, GridCell};
use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::builtins::{PyList, PyStr, PyTuple};
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult};

use super::columns::ALIGNMENTS;
use crate::argument::{Words, plain, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::error::LayoutError;
use crate::kernel::container_kind::ContainerKind;

/// `st.grid`.
pub(crate) const GRID: Command = Command {
    name: "grid",
    place: Place::Container("LayoutsMixin"),
    signature: Parameters::undocumented(
        "columns='auto', *, min_column_width='auto', wrap=True, gap='small', vertical_alignment='top', border=False, row_height='content', width='stretch', height='content', key=None, dense=False",
    ),
    doc: "Open a container that stands its elements in columns of equal width and begins a new row when one is full.",
    run: grid,
};

/// `cell` of what `st.grid` returns.
pub(crate) const CELL: Command = Command {
    name: "GridContainer.cell",
    place: Place::Method,
    signature: Parameters::undocumented("*, column_span=1, row_span=1"),
    doc: "Open a cell of the grid for several elements, over more than one column or row if asked for.",
    run: cell,
};

/// The class of what `st.grid` returns.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "GridContainer",
    module: "streamlit.elements.lib.grid_container",
};

/// The most columns that can be asked for.
const MOST_COLUMNS: i64 = 24;

/// A grid and its columns, if they are counted.
#[derive(Debug)]
struct GridKind {
    columns: Option<u32>,
}

impl ContainerKind for GridKind {}

fn grid(call: &Call) -> PyResult {
    let wrap = call.wrap()?;
    let border = call.only_bool("border")?;
    let dense = call.only_bool("dense")?;
    let columns = columns(call)?;
    if columns.is_none() && !wrap {
        return Err(call.error(LayoutError::WrapNeedsColumns {}));
    }
    let min_column_width = call.count_or("min_column_width", "auto")?;
    let gaps = gaps(call)?;
    let vertical_alignment = call.choice("vertical_alignment", &ALIGNMENTS)?;
    let row_height = call.count_or("row_height", "content")?;
    let layout = call.layout(Words::Stretch)?;
    let height = call.height(Words::StretchContent)?;
    let [(row, row_name), (column, column_name)] = gaps;
    let row_gap = call.gap_of(&row, row_name)?;
    let column_gap = call.gap_of(&column, column_name)?;
    let key = call.key()?;
    if let Some(key) = &key {
        call.claim_key(key)?;
    }
    let block = Block::Grid(Grid {
        columns,
        min_column_width,
        wrap,
        row_gap,
        column_gap,
        vertical_alignment,
        border,
        row_height,
        dense,
    });
    let layout = Layout {
        height,
        key,
        ..layout
    };
    let target = call.runtime.open(call.target, block, layout);
    call.container_of(&CLASS, target, GridKind { columns })
}

fn cell(call: &Call) -> PyResult {
    let declared = call.container_state::<GridKind>().columns;
    let columns = call.count_or("column_span", "all")?;
    if let (Some(columns), Some(declared)) = (columns, declared)
        && columns > declared
    {
        let given = call.value("column_span");
        return call.out_of_range("column_span", &given, "1", &declared.to_string());
    }
    let rows = call.value("row_span");
    let rows = match call.counted(&rows) {
        None => return call.invalid_type("row_span", "an int", &rows),
        Some(Ok(rows)) => rows,
        Some(Err(())) => return call.invalid_value("row_span", "a number above 0"),
    };
    let block = Block::GridCell(GridCell { columns, rows });
    let target = call.runtime.open(call.target, block, Layout::default());
    Ok(call.container(target))
}

fn columns(call: &Call) -> PyResult<Option<u32>> {
    let value = call.value("columns");
    if let Some(word) = value.downcast_ref::<PyStr>() {
        return match plain(word).as_str() {
            "auto" => Ok(None),
            _ => call.invalid_value("columns", "'auto' or a number from 1 to 24"),
        };
    }
    if call.counted(&value).is_none() {
        return call.invalid_type("columns", "an int or 'auto'", &value);
    }
    match whole(&value, call.vm) {
        Some(count @ 1..=MOST_COLUMNS) => Ok(u32::try_from(count).ok()),
        _ => call.out_of_range("columns", &value, "1", &MOST_COLUMNS.to_string()),
    }
}

/// Row and column gap, each with what an error text says of it.
fn gaps(call: &Call) -> PyResult<[(PyObjectRef, &'static str); 2]> {
    let gap = call.value("gap");
    let pair = gap
        .downcast_ref::<PyList>()
        .map(|list| list.borrow_vec().to_vec())
        .or_else(|| {
            gap.downcast_ref::<PyTuple>()
                .map(|tuple| tuple.as_slice().to_vec())
        });
    let Some(pair) = pair else {
        return Ok([(gap.clone(), "gap"), (gap, "gap")]);
    };
    let [row, column] = pair.as_slice() else {
        return Err(call.error(LayoutError::GapPair { count: pair.len() }));
    };
    Ok([
        (row.clone(), "the row gap"),
        (column.clone(), "the column gap"),
    ])
}

impl Call<'_> {
    /// A flag that has to be a `bool`.
    fn only_bool(&self, name: &str) -> PyResult<bool> {
        let value = self.value(name);
        if !value.fast_isinstance(self.vm.ctx.types.bool_type) {
            return self.invalid_type(name, "a bool", &value);
        }
        value.is_true(self.vm)
    }

    /// A whole number above zero: nothing for another type, an error for another number.
    fn counted(&self, value: &PyObjectRef) -> Option<Result<u32, ()>> {
        let types = &self.vm.ctx.types;
        let is_count =
            value.fast_isinstance(types.int_type) && !value.fast_isinstance(types.bool_type);
        is_count.then(|| {
            whole(value, self.vm)
                .and_then(|count| u32::try_from(count).ok())
                .filter(|count| *count > 0)
                .ok_or(())
        })
    }

    /// A whole number above zero, or nothing for `word`.
    fn count_or(&self, name: &str, word: &str) -> PyResult<Option<u32>> {
        let value = self.value(name);
        let choices = format!("'{word}' or a number above 0");
        if let Some(text) = value.downcast_ref::<PyStr>() {
            return if plain(text) == word {
                Ok(None)
            } else {
                self.invalid_value(name, &choices)
            };
        }
        match self.counted(&value) {
            None => self.invalid_type(name, &format!("an int or '{word}'"), &value),
            Some(Ok(count)) => Ok(Some(count)),
            Some(Err(())) => self.invalid_value(name, &choices),
        }
    }
}
