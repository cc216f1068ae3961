//! Ranges of numbers.

use brooklet_array::dtype::Kind;
use brooklet_array::{Array, TypeNum};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::create::{check_device, like};
use crate::arguments::Arguments;
use crate::array::PyNdArray;
use crate::error::OrRaise;
use crate::{casting, dtype, registry};

/// `arange([start,] stop[, step,], dtype=None, *, device=None, like=None)`.
#[allow(
    clippy::too_many_lines,
    reason = "it reads one call's arguments, each once"
)]
pub(super) fn arange(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if let Some(made) = like("arange", &args, vm)? {
        return Ok(made);
    }
    let mut args = Arguments::new("arange", args, vm);
    let mut start = args.next_some("start");
    let mut stop = args.next_some("stop");
    let step = args.next_some("step");
    let dtype = dtype::from_optional(args.next("dtype"), vm)?;
    check_device(args.keyword("device"), vm)?;
    args.keyword("like");
    args.finish()?;
    if stop.is_none() {
        stop = start.take();
    }
    let Some(stop) = stop else {
        return Err(vm.new_type_error("arange() requires stop to be specified."));
    };
    let given = [start.clone(), Some(stop.clone()), step.clone()];
    let ints = given
        .iter()
        .flatten()
        .map(|bound| plain_int(bound, vm))
        .collect::<Option<Vec<i64>>>();
    if let (Some(_), true) = (
        &ints,
        dtype.as_ref().is_none_or(|dtype| {
            dtype.dtype().num().canonical() == TypeNum::Long && !dtype.dtype().is_swapped()
        }),
    ) {
        let value = |bound: &Option<PyObjectRef>, default: i64| {
            bound
                .as_ref()
                .and_then(|bound| plain_int(bound, vm))
                .unwrap_or(default)
        };
        let (start, stop, step) = (value(&start, 0), value(&Some(stop), 0), value(&step, 1));
        if step == 0 {
            return Err(vm.new_zero_division_error("division by zero"));
        }
        let span = i128::from(stop) - i128::from(start);
        let len = (span + i128::from(step) - i128::from(step.signum())) / i128::from(step);
        let len = usize::try_from(len.max(0)).unwrap_or(0);
        if len > (isize::MAX as usize) / 8 {
            return Err(vm.new_value_error("Maximum allowed size exceeded"));
        }
        let values: Vec<i64> = (0..len as i64)
            .map(|index| start.wrapping_add(index.wrapping_mul(step)))
            .collect();
        let len = values.len();
        return Ok(PyNdArray::wrap(
            Array::from_vec(values, &[len]).or_raise(vm)?,
            vm,
        ));
    }
    let wanted: PyObjectRef = dtype.map_or_else(|| vm.ctx.none(), Into::into);
    if wanted
        .downcast_ref::<dtype::PyDType>()
        .is_none_or(|dtype| dtype.dtype().kind() == Kind::Float && !dtype.dtype().is_swapped())
    {
        let floats: Option<Vec<f64>> = given
            .iter()
            .map(|bound| match bound {
                None => Some(f64::NAN),
                Some(bound) => plain_float(bound, vm),
            })
            .collect();
        if let Some(floats) = floats {
            let is_float = given
                .iter()
                .flatten()
                .any(|bound| plain_int(bound, vm).is_none());
            if is_float || !vm.is_none(&wanted) {
                return float_range(&floats, &wanted, vm);
            }
        }
    }
    registry::call("arange_of", (start, stop, step, wanted), vm)
}

fn float_range(bounds: &[f64], wanted: &PyObject, vm: &VirtualMachine) -> PyResult {
    let start = if bounds[0].is_nan() { 0.0 } else { bounds[0] };
    let step = if bounds[2].is_nan() { 1.0 } else { bounds[2] };
    let stop = bounds[1];
    if step == 0.0 {
        return Err(vm.new_zero_division_error("float division by zero"));
    }
    let len = ((stop - start) / step).ceil();
    if len.is_nan() {
        return Err(vm.new_value_error("arange: cannot compute length"));
    }
    if len > 1e15 {
        return Err(vm.new_value_error("Maximum allowed size exceeded"));
    }
    let len = len.max(0.0) as usize;
    // As NumPy does it: from the first two values on.
    let delta = (start + step) - start;
    let values: Vec<f64> = (0..len)
        .map(|index| match index {
            0 => start,
            1 => start + step,
            _ => start + index as f64 * delta,
        })
        .collect();
    let array = Array::from_vec(values, &[len]).or_raise(vm)?;
    match wanted.downcast_ref::<dtype::PyDType>() {
        Some(dtype) => Ok(PyNdArray::wrap(
            casting::cast(&array, dtype.dtype()).or_raise(vm)?,
            vm,
        )),
        None => Ok(PyNdArray::wrap(array, vm)),
    }
}

fn plain_int(object: &PyObject, vm: &VirtualMachine) -> Option<i64> {
    use num_traits::ToPrimitive;
    let int = object.downcast_ref::<brooklet_python::vm::builtins::PyInt>()?;
    let is_own = object.class().is(vm.ctx.types.int_type);
    is_own.then(|| int.as_bigint().to_i64()).flatten()
}

fn plain_float(object: &PyObject, vm: &VirtualMachine) -> Option<f64> {
    let float = object.downcast_ref::<brooklet_python::vm::builtins::PyFloat>();
    match float {
        Some(float) => Some(float.to_f64()),
        None => plain_int(object, vm).map(|int| int as f64),
    }
}
