//! `st.grid`.

use brooklet_protocol::block::{Grid, GridCell};
use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::builtins::{PyList, PyStr, PyTuple};
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult};

use super::columns::ALIGNMENTS;
use crate::argument::{Words, plain, repr_of, type_name, whole};
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::kernel::container_kind::ContainerKind;

/// `st.grid`.
pub(crate) const GRID: Command = Command {
    name: "grid",
    place: Place::Container("LayoutsMixin"),
    signature: "columns='auto', *, min_column_width='auto', wrap=True, gap='small', vertical_alignment='top', border=False, row_height='content', width='stretch', height='content', key=None, dense=False",
    doc: "Insert a container that lays out its elements as a grid of equal cells.",
    run: grid,
};

/// `cell` of what `st.grid` returns.
pub(crate) const CELL: Command = Command {
    name: "GridContainer.cell",
    place: Place::Method,
    signature: "*, column_span=1, row_span=1",
    doc: "Insert a cell that groups elements or spans several columns or rows.",
    run: cell,
};

/// The class of what `st.grid` returns.
const CLASS: ContainerClass = ContainerClass {
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
        let text = "`columns=\"auto\"` and `wrap=False` cannot be used together. `wrap=False` requires an explicit column count. Pass an integer, such as `st.grid(3, wrap=False)`.";
        return Err(call.error("StreamlitIncompatibleParametersError", text));
    }
    let min_column_width = call.count_or("min_column_width", "auto", "a positive integer")?;
    let gaps = gaps(call)?;
    let vertical_alignment = call.choice_shown("vertical_alignment", &ALIGNMENTS)?;
    let row_height = call.count_or("row_height", "content", "a positive integer")?;
    let layout = call.layout(Words::Stretch)?;
    let height = call.height(Words::StretchContent)?;
    let [(row, row_detail), (column, column_detail)] = gaps;
    let row_gap = call.gap_of(&row, &row_detail)?;
    let column_gap = call.gap_of(&column, &column_detail)?;
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
    let columns = call.count_or("column_span", "all", "a positive integer")?;
    if let (Some(columns), Some(declared)) = (columns, declared)
        && columns > declared
    {
        return call.out_of_range(
            "column_span",
            &columns.to_string(),
            "1",
            &declared.to_string(),
        );
    }
    let rows = call.value("row_span");
    let rows = match call.counted(&rows) {
        None => return call.invalid_type("row_span", "int", &type_name(&rows)),
        Some(Ok(rows)) => rows,
        Some(Err(())) => return call.invalid_shown("row_span", "a positive integer"),
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
            _ => call.invalid_shown("columns", "\"auto\", an integer from 1 to 24"),
        };
    }
    if call.counted(&value).is_none() {
        return call.invalid_type("columns", "int, \"auto\"", &type_name(&value));
    }
    match whole(&value, call.vm) {
        Some(count @ 1..=MOST_COLUMNS) => Ok(u32::try_from(count).ok()),
        _ => {
            let shown = repr_of(&value, call.vm)?;
            call.out_of_range("columns", &shown, "1", &MOST_COLUMNS.to_string())
        }
    }
}

/// Row and column gap, each with what an error text says of it.
fn gaps(call: &Call) -> PyResult<[(PyObjectRef, String); 2]> {
    let gap = call.value("gap");
    let pair = gap
        .downcast_ref::<PyList>()
        .map(|list| list.borrow_vec().to_vec())
        .or_else(|| {
            gap.downcast_ref::<PyTuple>()
                .map(|tuple| tuple.as_slice().to_vec())
        });
    let Some(pair) = pair else {
        let detail = format!("Got {}.", repr_of(&gap, call.vm)?);
        return Ok([(gap.clone(), detail.clone()), (gap, detail)]);
    };
    let [row, column] = pair.as_slice() else {
        let text = format!(
            "Invalid `gap` value. Supported values: a gap size, a 2-tuple or 2-list of (row_gap, column_gap). Got a sequence with {} elements.",
            pair.len()
        );
        return Err(call.error("StreamlitValueError", text));
    };
    let detail = |value: &PyObjectRef, which| {
        let got = repr_of(value, call.vm)?;
        Ok((
            value.clone(),
            format!("Got {got} for the {which} gap in `gap`."),
        ))
    };
    Ok([detail(row, "row")?, detail(column, "column")?])
}

impl Call<'_> {
    /// A flag that has to be a `bool`.
    fn only_bool(&self, name: &str) -> PyResult<bool> {
        let value = self.value(name);
        if !value.fast_isinstance(self.vm.ctx.types.bool_type) {
            return self.invalid_type(name, "bool", &type_name(&value));
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
    fn count_or(&self, name: &str, word: &str, other: &str) -> PyResult<Option<u32>> {
        let value = self.value(name);
        let choices = format!("\"{word}\", {other}");
        if let Some(text) = value.downcast_ref::<PyStr>() {
            return if plain(text) == word {
                Ok(None)
            } else {
                self.invalid_shown(name, &choices)
            };
        }
        match self.counted(&value) {
            None => self.invalid_type(name, &format!("int, \"{word}\""), &type_name(&value)),
            Some(Ok(count)) => Ok(Some(count)),
            Some(Err(())) => self.invalid_shown(name, &choices),
        }
    }

    fn invalid_shown<T>(&self, name: &str, choices: &str) -> PyResult<T> {
        let got = repr_of(&self.value(name), self.vm)?;
        Err(self.error(
            "StreamlitValueError",
            format!("Invalid `{name}` value. Supported values: {choices}. Got {got}."),
        ))
    }

    fn out_of_range<T>(&self, name: &str, value: &str, least: &str, most: &str) -> PyResult<T> {
        Err(self.error(
            "StreamlitValueOutOfRangeError",
            format!("The `{name}` parameter, set to {value}, is outside the required range [{least}, {most}]."),
        ))
    }
}
