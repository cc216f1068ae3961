//! `st.grid`.

use brooklet_protocol::block::{Gap, Grid, GridCell, VerticalAlignment};
use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::builtins::{PyList, PyStr, PyTuple};
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult};

use crate::argument::{as_i64, to_string_lossy};
use crate::call::args::{Argument, Key, Stretch, StretchContentHeight, Wrap, arguments};
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::error::LayoutError;
use crate::kernel::container_kind::ContainerKind;

arguments! {
    /// The arguments of `st.grid`.
    pub(crate) struct GridArgs {
        /// How many columns, from 1 to 24; `'auto'` makes as many as fit.
        columns: ColumnCount = "auto",
        *,
        /// How wide a column is at least, in CSS pixels.
        min_column_width: AutoCount = "auto",
        /// Whether there are fewer columns where the grid is narrow.
        wrap: Wrap = True,
        /// The space between the cells: a word from `'xxsmall'` over `'medium'` to `'xxlarge'`, CSS
        /// pixels, or `None`; a list or tuple of two names that of the rows, then of the columns.
        gap: Gaps = "small",
        vertical_alignment: VerticalAlignment = "top",
        /// Whether a line is drawn around each cell.
        border: OnlyBool = False,
        /// How high each row is, in CSS pixels; `'content'` takes what it needs.
        row_height: ContentCount = "content",
        width: Stretch = "stretch",
        height: StretchContentHeight = "content",
        key: Key = None,
        /// Whether gaps are filled by later cells that fit.
        dense: OnlyBool = False,
    }
}

/// `st.grid`.
pub(crate) const GRID: Command = Command {
    name: "grid",
    place: Place::Container("LayoutsMixin"),
    signature: GridArgs::SIGNATURE,
    doc: "Open a container that stands its elements in columns of equal width and begins a new row when one is full.",
    run: |call| grid(call, &GridArgs::read(call)?),
};

arguments! {
    /// The arguments of `cell` of a grid.
    pub(crate) struct Cell {
        *,
        /// Over how many columns it goes; `'all'` is the whole row.
        column_span: AllCount = 1,
        /// Over how many rows it goes.
        row_span: RowSpan = 1,
    }
}

/// `cell` of what `st.grid` returns.
pub(crate) const CELL: Command = Command {
    name: "GridContainer.cell",
    place: Place::Method,
    signature: Cell::SIGNATURE,
    doc: "Open a cell of the grid for several elements, over more than one column or row if asked for.",
    run: |call| cell(call, &Cell::read(call)?),
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

fn grid(call: &Call, args: &GridArgs) -> PyResult {
    let columns = args.columns.0;
    if columns.is_none() && !args.wrap.0 {
        return Err(call.error(LayoutError::WrapNeedsColumns {}));
    }
    let [row_gap, column_gap] = args.gap.0;
    let key = args.key.get();
    if let Some(key) = key {
        call.claim_key(key)?;
    }
    let block = Block::Grid(Grid {
        columns,
        min_column_width: args.min_column_width.0,
        wrap: args.wrap.0,
        row_gap,
        column_gap,
        vertical_alignment: args.vertical_alignment,
        border: args.border.0,
        row_height: args.row_height.0,
        dense: args.dense.0,
    });
    let layout = Layout {
        height: args.height.0,
        ..args.width.layout_of(key)
    };
    let target = call.runtime.open(call.target, block, layout);
    call.container_of(&CLASS, target, GridKind { columns })
}

fn cell(call: &Call, args: &Cell) -> PyResult {
    let declared = call.container_state::<GridKind>().columns;
    let columns = args.column_span.0;
    if let (Some(columns), Some(declared)) = (columns, declared)
        && columns > declared
    {
        let given = call.vm.ctx.new_int(columns);
        return call.out_of_range("column_span", given.as_object(), "1", &declared.to_string());
    }
    let rows = args.row_span.0;
    let block = Block::GridCell(GridCell { columns, rows });
    let target = call.runtime.open(call.target, block, Layout::default());
    Ok(call.container(target))
}

/// How many columns; nothing leaves it to the width.
#[derive(Debug)]
pub(crate) struct ColumnCount(Option<u32>);

impl Argument for ColumnCount {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if let Some(word) = value.downcast_ref::<PyStr>() {
            return match to_string_lossy(word).as_str() {
                "auto" => Ok(Self(None)),
                _ => call.invalid_item(parameter, &value, "'auto' or a number from 1 to 24"),
            };
        }
        if counted(&value, call).is_none() {
            return call.invalid_type(parameter, "an int or 'auto'", &value);
        }
        match as_i64(&value, call.vm) {
            Some(count @ 1..=MOST_COLUMNS) => Ok(Self(u32::try_from(count).ok())),
            _ => call.out_of_range(parameter, &value, "1", &MOST_COLUMNS.to_string()),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "'auto'"]
    }
}

/// The space between rows, and that between columns.
#[derive(Debug)]
pub(crate) struct Gaps([Gap; 2]);

impl Argument for Gaps {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let pair = value
            .downcast_ref::<PyList>()
            .map(|list| list.borrow_vec().to_vec())
            .or_else(|| {
                let tuple = value.downcast_ref::<PyTuple>();
                tuple.map(|tuple| tuple.as_slice().to_vec())
            });
        let Some(pair) = pair else {
            let gap = call.gap_of(&value, parameter)?;
            return Ok(Self([gap, gap]));
        };
        let [row, column] = pair.as_slice() else {
            return Err(call.error(LayoutError::GapPair { count: pair.len() }));
        };
        Ok(Self([
            call.gap_of(row, "the row gap")?,
            call.gap_of(column, "the column gap")?,
        ]))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "str", "list", "tuple", "None"]
    }
}

/// A flag that has to be a `bool`.
#[derive(Debug)]
pub(crate) struct OnlyBool(bool);

impl Argument for OnlyBool {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if !value.fast_isinstance(call.vm.ctx.types.bool_type) {
            return call.invalid_type(parameter, "a bool", &value);
        }
        value.is_true(call.vm).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool"]
    }
}

/// Over how many rows a cell goes.
#[derive(Debug)]
pub(crate) struct RowSpan(u32);

impl Argument for RowSpan {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        match counted(&value, call) {
            None => call.invalid_type(parameter, "an int", &value),
            Some(Ok(rows)) => Ok(Self(rows)),
            Some(Err(())) => call.invalid_item(parameter, &value, "a number above 0"),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int"]
    }
}

/// A whole number above zero, or nothing for one of these words.
#[derive(Debug)]
pub(crate) struct CountOr<const WORD: u8>(Option<u32>);

/// Pixels, or `"auto"`.
type AutoCount = CountOr<0>;
/// Pixels, or `"content"`.
type ContentCount = CountOr<1>;
/// Columns, or `"all"`.
type AllCount = CountOr<2>;

impl<const WORD: u8> Argument for CountOr<WORD> {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let shown = Self::kinds()[1];
        let choices = || format!("{shown} or a number above 0");
        if let Some(text) = value.downcast_ref::<PyStr>() {
            return if to_string_lossy(text) == shown.trim_matches('\'') {
                Ok(Self(None))
            } else {
                call.invalid_item(parameter, &value, &choices())
            };
        }
        match counted(&value, call) {
            None => call.invalid_type(parameter, &format!("an int or {shown}"), &value),
            Some(Ok(count)) => Ok(Self(Some(count))),
            Some(Err(())) => call.invalid_item(parameter, &value, &choices()),
        }
    }

    fn kinds() -> Vec<&'static str> {
        let words = ["'auto'", "'content'", "'all'"];
        vec!["int", words[usize::from(WORD)]]
    }
}

/// A whole number above zero: nothing for another type, an error for another number.
fn counted(value: &PyObjectRef, call: &Call) -> Option<Result<u32, ()>> {
    let types = &call.vm.ctx.types;
    let is_count = value.fast_isinstance(types.int_type) && !value.fast_isinstance(types.bool_type);
    is_count.then(|| {
        as_i64(value, call.vm)
            .and_then(|count| u32::try_from(count).ok())
            .filter(|count| *count > 0)
            .ok_or(())
    })
}
