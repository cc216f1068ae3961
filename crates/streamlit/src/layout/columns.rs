//! `st.columns`.

use brooklet_protocol::block::{Column, Gap, Placement, Stack, VerticalAlignment};
use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::builtins::{PyList, PyTuple};
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{as_i64, number};
use crate::call::args::{Argument, Stretch, Wrap, arguments, words};
use crate::command::{Call, Command, Place};
use crate::error::{LayoutError, shown};

arguments! {
    /// The arguments of `st.columns`.
    pub(crate) struct Columns {
        /// How many columns of equal width, or a list of numbers to whose ratio the widths are.
        spec: Spec,
        *,
        gap: Gap = "small",
        vertical_alignment: VerticalAlignment = "top",
        /// Whether a line is drawn around each column.
        border: bool = False,
        width: Stretch = "stretch",
        /// Whether the columns go below each other where the page is narrow.
        wrap: Wrap = True,
    }
}

/// `st.columns`.
pub(crate) const COLUMNS: Command = Command {
    name: "columns",
    place: Place::Container("LayoutsMixin"),
    signature: Columns::SIGNATURE,
    doc: "Open columns beside each other and return a list of them. Their widths are equal, or in the ratio of the numbers given.",
    run: |call| Ok(columns(call, Columns::read(call)?)),
};

words! {
    VerticalAlignment ["Where content stands that is less high than the row."] {
        "top" => VerticalAlignment::Top,
        "center" => VerticalAlignment::Center,
        "bottom" => VerticalAlignment::Bottom,
    }
}

fn columns(call: &Call, args: Columns) -> PyObjectRef {
    let Columns {
        spec: Spec(weights),
        gap,
        vertical_alignment,
        border,
        wrap: Wrap(wrap),
        width,
    } = args;
    let layout = width.layout();
    let row = Block::Horizontal(Stack {
        gap,
        wrap,
        down: Placement::Distribute,
        ..Stack::default()
    });
    let row = call.runtime.open(call.target, row, layout);
    let total: f64 = weights.iter().sum();
    let columns: Vec<PyObjectRef> = weights
        .iter()
        .map(|weight| {
            let block = Block::Column(Column {
                weight: weight / total,
                vertical_alignment,
                border,
                gap,
            });
            call.container(call.runtime.open(&row, block, Layout::default()))
        })
        .collect();
    call.vm.ctx.new_list(columns).into()
}

/// The parts of the width, each above zero.
#[derive(Debug)]
pub(crate) struct Spec(Vec<f64>);

impl Argument for Spec {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let weights = if let Some(count) = as_i64(&value, call.vm) {
            vec![1.0; usize::try_from(count).unwrap_or(0)]
        } else {
            let items: Option<Vec<PyObjectRef>> = value
                .downcast_ref::<PyList>()
                .map(|list| list.borrow_vec().to_vec())
                .or_else(|| {
                    let tuple = value.downcast_ref::<PyTuple>();
                    tuple.map(|tuple| tuple.as_slice().to_vec())
                });
            let numbers = items.and_then(|items| items.iter().map(|item| number(item)).collect());
            match numbers {
                Some(numbers) => numbers,
                None => return call.invalid_type(parameter, "an int or a list of numbers", &value),
            }
        };
        if weights.is_empty() || weights.iter().any(|weight| *weight <= 0.0) {
            return Err(call.error(LayoutError::ColumnSpec {
                given: shown(&value, call.vm),
            }));
        }
        Ok(Self(weights))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "list", "tuple"]
    }
}
