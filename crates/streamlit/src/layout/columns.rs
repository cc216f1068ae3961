//! `st.columns`.

use brooklet_protocol::block::{Column, Placement, Stack, VerticalAlignment};
use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::builtins::{PyList, PyTuple};
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{Words, number, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::{LayoutError, shown};

/// `st.columns`.
pub(crate) const COLUMNS: Command = Command {
    name: "columns",
    place: Place::Container("LayoutsMixin"),
    signature: Parameters::undocumented(
        "spec, *, gap='small', vertical_alignment='top', border=False, width='stretch', wrap=True",
    ),
    doc: "Open columns beside each other and return a list of them. Their widths are equal, or in the ratio of the numbers given.",
    run: columns,
};

/// Where short content may stand in a column or a cell.
pub(super) const ALIGNMENTS: [(&str, VerticalAlignment); 3] = [
    ("top", VerticalAlignment::Top),
    ("center", VerticalAlignment::Center),
    ("bottom", VerticalAlignment::Bottom),
];

fn columns(call: &Call) -> PyResult {
    let weights = weights(call)?;
    let wrap = call.wrap()?;
    let vertical_alignment = call.choice("vertical_alignment", &ALIGNMENTS)?;
    let gap = call.gap()?;
    let border = call.flag("border")?;
    let layout = call.layout(Words::Stretch)?;
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
    Ok(call.vm.ctx.new_list(columns).into())
}

/// The parts of the width, each above zero.
fn weights(call: &Call) -> PyResult<Vec<f64>> {
    let spec = call.value("spec");
    let weights = if let Some(count) = whole(&spec, call.vm) {
        vec![1.0; usize::try_from(count).unwrap_or(0)]
    } else {
        let items: Option<Vec<PyObjectRef>> = spec
            .downcast_ref::<PyList>()
            .map(|list| list.borrow_vec().to_vec())
            .or_else(|| {
                spec.downcast_ref::<PyTuple>()
                    .map(|tuple| tuple.as_slice().to_vec())
            });
        let numbers = items.and_then(|items| items.iter().map(|item| number(item)).collect());
        match numbers {
            Some(numbers) => numbers,
            None => {
                return call.invalid_type("spec", "an int or a list of numbers", &spec);
            }
        }
    };
    if weights.is_empty() || weights.iter().any(|weight| *weight <= 0.0) {
        return Err(call.error(LayoutError::ColumnSpec {
            given: shown(&spec, call.vm),
        }));
    }
    Ok(weights)
}
