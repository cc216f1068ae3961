//! Methods of arrays that take elements out by position.

use brooklet_array::array::ViewIndex;
use brooklet_array::{Array, DType};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{Py, PyObjectRef, PyResult, VirtualMachine};

use super::order::along;
use crate::arguments::{Arguments, to_index};
use crate::array::PyNdArray;
use crate::casting;
use crate::element::{self, coerce};
use crate::error::OrRaise;
use crate::index::Part;
use crate::index::fancy;

/// How positions outside of an axis are met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Raise,
    Wrap,
    Clip,
}

fn to_mode(mode: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult<Mode> {
    let Some(mode) = mode else {
        return Ok(Mode::Raise);
    };
    if let Ok(number) = to_index(&mode, vm) {
        return Ok(match number {
            0 => Mode::Clip,
            1 => Mode::Wrap,
            _ => Mode::Raise,
        });
    }
    match crate::arguments::text_of(&mode, vm)?.as_str() {
        "raise" => Ok(Mode::Raise),
        "wrap" => Ok(Mode::Wrap),
        "clip" => Ok(Mode::Clip),
        other => Err(vm.new_value_error(format!(
            "clipmode must be one of 'clip', 'raise', or 'wrap' (got '{other}')"
        ))),
    }
}

/// `take(indices, axis=None, out=None, mode='raise')`.
pub(super) fn take(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("take", args, vm);
    let indices = args.required("indices")?;
    let axis = args.next_some("axis");
    let out = args.next_some("out");
    let mode = to_mode(args.next_some("mode"), vm)?;
    args.finish()?;
    let own = zelf.array();
    let (array, at) = along(&own, axis.as_ref(), None, vm)?;
    let indices = coerce::array_from(&indices, None, vm)?;
    let is_whole = indices.dtype().num().is_integer()
        || indices.dtype().num() == brooklet_array::TypeNum::Bool
        || indices.is_empty();
    if !is_whole {
        return Err(vm.new_type_error(format!(
            "Cannot cast array data from {} to dtype('int64') according to the rule 'safe'",
            crate::dtype::repr_of(indices.dtype(), vm)
        )));
    }
    let indices = casting::cast(&indices, &DType::int64()).or_raise(vm)?;
    let len = array.shape()[at] as i64;
    if len == 0 && !indices.is_empty() {
        return Err(vm.new_index_error("cannot do a non-empty take from an empty axes."));
    }
    let indices = match mode {
        Mode::Raise => indices,
        Mode::Wrap | Mode::Clip => {
            let met = indices.offsets().map(|offset| {
                let index: i64 = indices.read(offset);
                if mode == Mode::Wrap {
                    index.rem_euclid(len.max(1))
                } else {
                    index.clamp(0, (len - 1).max(0))
                }
            });
            Array::from_vec(met.collect(), indices.shape()).or_raise(vm)?
        }
    };
    let mut parts = vec![Part::View(ViewIndex::Slice(brooklet_array::array::Slice::ALL)); at];
    parts.push(Part::Positions(indices));
    let taken = fancy::get(&array, &parts).or_raise(vm)?;
    if let Some(out) = out {
        let target = PyNdArray::downcast(&out, vm)
            .map_err(|_| vm.new_type_error("output must be an array"))?
            .array();
        if target.shape() != taken.shape() {
            return Err(vm.new_value_error("output array does not match result of ndarray.take"));
        }
        casting::assign(&target, &taken, casting::Casting::Unsafe).or_raise(vm)?;
        return Ok(out);
    }
    if taken.ndim() == 0 && PyNdArray::is_exact(brooklet_python::vm::AsObject::as_object(zelf)) {
        return element::scalar_at(&taken, taken.offset(), vm);
    }
    PyNdArray::new_like(zelf, taken, vm)
}

/// `repeat(repeats, axis=None)`.
pub(super) fn repeat(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("repeat", args, vm);
    let repeats = args.required("repeats")?;
    let axis = args.next_some("axis");
    args.finish()?;
    let own = zelf.array();
    let (array, at) = along(&own, axis.as_ref(), None, vm)?;
    let repeats = coerce::array_from(&repeats, None, vm)?;
    if !repeats.is_empty()
        && !casting::can_cast(repeats.dtype(), &DType::int64(), casting::Casting::Safe)
    {
        return Err(vm.new_type_error(format!(
            "Cannot cast array data from {} to dtype('int64') according to the rule 'safe'",
            crate::dtype::repr_of(repeats.dtype(), vm)
        )));
    }
    if repeats.ndim() > 1 {
        return Err(vm.new_value_error("object too deep for desired array"));
    }
    let repeats = casting::cast(&repeats, &DType::int64()).or_raise(vm)?;
    let counts: Vec<i64> = repeats
        .offsets()
        .map(|offset| repeats.read(offset))
        .collect();
    let len = array.shape()[at];
    if counts.len() != len && (counts.len() != 1) {
        return Err(vm.new_value_error(format!(
            "operands could not be broadcast together with shape ({len},) ({},)",
            counts.len()
        )));
    }
    if counts.iter().any(|count| *count < 0) {
        return Err(vm.new_value_error("repeats may not contain negative values."));
    }
    let mut positions = Vec::new();
    for position in 0..len {
        let count = if counts.len() == 1 {
            counts[0]
        } else {
            counts[position]
        };
        positions.extend(std::iter::repeat_n(position as i64, count as usize));
    }
    let mut parts = vec![Part::View(ViewIndex::Slice(brooklet_array::array::Slice::ALL)); at];
    parts.push(Part::Positions(Array::from_slice(&positions)));
    let taken = fancy::get(&array, &parts).or_raise(vm)?;
    PyNdArray::new_like(zelf, taken, vm)
}
