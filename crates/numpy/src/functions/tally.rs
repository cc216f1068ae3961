//! Counts, bits and values between given ones: the cores of what `py/functions.py` checks.

use brooklet_array::tally::{self, BitOrder};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyResult, VirtualMachine};

use crate::arguments::{Arguments, text_of, to_index};
use crate::array::PyNdArray;
use crate::element::to_float;
use crate::error::OrRaise;

/// `_native_bincount(values, weights, minlength)`: whole numbers from zero on, doubles or None.
pub(super) fn bincount(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_bincount", args, vm);
    let values = args.required("values")?;
    let weights = args.next_some("weights");
    let least_len = to_index(&*args.required("minlength")?, vm)?.max(0) as usize;
    args.finish()?;
    let weights = match &weights {
        Some(weights) => Some(PyNdArray::downcast(weights, vm)?.array()),
        None => None,
    };
    let values = PyNdArray::downcast(&values, vm)?.array();
    let counts = tally::bincount(&values, weights.as_ref(), least_len).or_raise(vm)?;
    Ok(PyNdArray::wrap(counts, vm))
}

/// `_native_interp(points, xs, ys, left, right)`: arrays of doubles.
pub(super) fn interp(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_interp", args, vm);
    let mut array = |name| -> PyResult<_> {
        let array = args.required(name)?;
        Ok(PyNdArray::downcast(&array, vm)?.array())
    };
    let (points, xs, ys) = (array("points")?, array("xs")?, array("ys")?);
    let left = to_float(&*args.required("left")?, vm)?;
    let right = to_float(&*args.required("right")?, vm)?;
    args.finish()?;
    let values = tally::interp(&points, &xs, &ys, Some(left), Some(right)).or_raise(vm)?;
    Ok(PyNdArray::wrap(values, vm))
}

/// `_native_packbits(bits, axis, bitorder)`.
pub(super) fn packbits(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_packbits", args, vm);
    let bits = args.required("bits")?;
    let axis = to_index(&*args.required("axis")?, vm)?.max(0) as usize;
    let order = bit_order(&text_of(&*args.required("bitorder")?, vm)?);
    args.finish()?;
    let bits = PyNdArray::downcast(&bits, vm)?.array();
    let packed = tally::packbits(&bits, axis, order).or_raise(vm)?;
    Ok(PyNdArray::wrap(packed, vm))
}

/// `_native_unpackbits(bytes, axis, count, bitorder)`: count may be None.
pub(super) fn unpackbits(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_unpackbits", args, vm);
    let bytes = args.required("bytes")?;
    let axis = to_index(&*args.required("axis")?, vm)?.max(0) as usize;
    let count = match args.next_some("count") {
        Some(count) => Some(to_index(&count, vm)?),
        None => None,
    };
    let order = bit_order(&text_of(&*args.required("bitorder")?, vm)?);
    args.finish()?;
    let bytes = PyNdArray::downcast(&bytes, vm)?.array();
    let bits = tally::unpackbits(&bytes, axis, count, order).or_raise(vm)?;
    Ok(PyNdArray::wrap(bits, vm))
}

fn bit_order(text: &str) -> BitOrder {
    match text {
        "little" => BitOrder::Little,
        _ => BitOrder::Big,
    }
}

/// `_native_monotonicity(values)`.
pub(super) fn monotonicity(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_monotonicity", args, vm);
    let values = args.required("values")?;
    args.finish()?;
    let values = PyNdArray::downcast(&values, vm)?.array();
    let found = tally::monotonicity(&values).or_raise(vm)?;
    Ok(vm.ctx.new_int(found).into())
}
