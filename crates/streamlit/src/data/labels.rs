//! What columns, rows and levels are called.

use brooklet_frame::Label;
use brooklet_python::vm::builtins::{PyInt, PyStr, PyTuple};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{as_i64, text_of, to_string_lossy};

/// The labels of a name: those of a tuple are levels.
pub(super) fn labels(name: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<Label>> {
    match name.downcast_ref::<PyTuple>() {
        Some(levels) if !levels.as_slice().is_empty() => levels
            .as_slice()
            .iter()
            .map(|level| label(level, vm))
            .collect(),
        _ => Ok(vec![label(name, vm)?]),
    }
}

/// A name as a label: whole numbers stay numbers.
pub(super) fn label(name: &PyObject, vm: &VirtualMachine) -> PyResult<Label> {
    if let Some(text) = name.downcast_ref::<PyStr>() {
        return Ok(Label::Text(to_string_lossy(text)));
    }
    if name.class().is(vm.ctx.types.int_type)
        && name.downcast_ref::<PyInt>().is_some()
        && let Some(number) = as_i64(name, vm)
    {
        return Ok(Label::Int(number));
    }
    text_of(name, vm).map(Label::Text)
}

/// The levels of an index: tuples of one length have several.
pub(super) fn levels(keys: &[PyObjectRef]) -> Vec<Vec<PyObjectRef>> {
    let tuple = |key: &PyObjectRef| {
        let tuple = key.downcast_ref::<PyTuple>();
        tuple.map(|key| key.as_slice().to_vec())
    };
    let depth = keys.first().and_then(tuple).map_or(0, |key| key.len());
    let tuples: Vec<_> = keys.iter().filter_map(tuple).collect();
    let is_deep =
        depth > 0 && tuples.len() == keys.len() && tuples.iter().all(|key| key.len() == depth);
    if !is_deep {
        return vec![keys.to_vec()];
    }
    let level = |level: usize| tuples.iter().map(|key| key[level].clone()).collect();
    (0..depth).map(level).collect()
}
