//! Methods of arrays that sort, search and select.

use std::cmp::Ordering;

use brooklet_array::array::ViewIndex;
use brooklet_array::{Array, DType, Value};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{Py, PyObjectRef, PyResult, VirtualMachine};

use super::{Part, PyNdArray};
use crate::arguments::{Arguments, to_index};
use crate::casting;
use crate::error::OrRaise;
use crate::{coerce, fancy};

/// The axis that is meant, or all elements in one axis.
pub(super) fn along(
    array: &Array,
    axis: Option<&PyObjectRef>,
    default: Option<isize>,
    vm: &VirtualMachine,
) -> PyResult<(Array, usize)> {
    let axis = match axis {
        None => default,
        Some(axis) if vm.is_none(axis) => None,
        Some(axis) => Some(to_index(axis, vm)?),
    };
    match axis {
        Some(axis) if array.ndim() > 0 => Ok((array.clone(), array.axis(axis).or_raise(vm)?)),
        Some(axis) => {
            if axis != 0 && axis != -1 {
                return Err(crate::error::axis_error(axis, 0, vm));
            }
            Ok((array.expand_dims(0), 0))
        }
        None => Ok((array.ravel(brooklet_array::Order::C).or_raise(vm)?, 0)),
    }
}

/// The arrays of one axis that others have at each position.
pub(crate) fn lanes(array: &Array, axis: usize, vm: &VirtualMachine) -> PyResult<Vec<Array>> {
    let last = array.moveaxis(axis, array.ndim() - 1);
    let outer = Array::zeros(&last.shape()[..last.ndim() - 1], &DType::bool()).or_raise(vm)?;
    let count = outer.size();
    let mut found = Vec::with_capacity(count);
    let mut index = vec![0_isize; outer.ndim()];
    for _ in 0..count {
        let parts: Vec<ViewIndex> = index.iter().map(|at| ViewIndex::At(*at)).collect();
        found.push(last.view(&parts).or_raise(vm)?);
        for axis in (0..index.len()).rev() {
            index[axis] += 1;
            if (index[axis] as usize) < outer.shape()[axis] {
                break;
            }
            index[axis] = 0;
        }
    }
    Ok(found)
}

/// How two values are ordered: what is no number or no time comes last.
pub(crate) fn order(left: &Value, right: &Value) -> Ordering {
    let float = |a: f64, b: f64| match (a.is_nan(), b.is_nan()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        _ => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
    };
    match (left, right) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::UInt(a), Value::UInt(b)) => a.cmp(b),
        (Value::Float(a), Value::Float(b)) => float(*a, *b),
        (Value::Complex(a), Value::Complex(b)) => {
            let nan = |value: &brooklet_array::Complex<f64>| value.re.is_nan() || value.im.is_nan();
            match (nan(a), nan(b)) {
                (false, true) => Ordering::Less,
                (true, false) => Ordering::Greater,
                _ => float(a.re, b.re).then(float(a.im, b.im)),
            }
        }
        (Value::DateTime(a), Value::DateTime(b)) | (Value::TimeDelta(a), Value::TimeDelta(b)) => {
            match (*a == i64::MIN, *b == i64::MIN) {
                (true, false) => Ordering::Greater,
                (false, true) => Ordering::Less,
                _ => a.cmp(b),
            }
        }
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Bytes(a), Value::Bytes(b)) | (Value::Void(a), Value::Void(b)) => a.cmp(b),
        (Value::Object(a), Value::Object(b)) => {
            brooklet_array::ObjectOps::order(&crate::objects::OBJECTS, *a, *b)
                .unwrap_or(Ordering::Equal)
        }
        _ => Ordering::Equal,
    }
}

/// The order in which the elements of a lane are sorted.
fn sorted(lane: &Array) -> Vec<i64> {
    let values: Vec<Value> = lane.offsets().map(|offset| lane.value_at(offset)).collect();
    let mut positions: Vec<i64> = (0..values.len() as i64).collect();
    positions.sort_by(|left, right| order(&values[*left as usize], &values[*right as usize]));
    positions
}

fn check_kind(kind: Option<&PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
    let Some(kind) = kind.filter(|kind| !vm.is_none(kind)) else {
        return Ok(());
    };
    let text = kind
        .downcast_ref::<PyStr>()
        .map(|text| text.to_string_lossy().into_owned());
    let text = text.ok_or_else(|| vm.new_type_error("sort kind must be str"))?;
    let first = text.chars().next().unwrap_or(' ').to_ascii_lowercase();
    if "qhms".contains(first) {
        return Ok(());
    }
    Err(vm.new_value_error(format!(
        "sort kind must be one of 'quick', 'heap', or 'stable' (got '{text}')"
    )))
}

/// What sorting is told: an axis, and by which field.
struct Sort {
    axis: Option<PyObjectRef>,
    by: Option<PyObjectRef>,
}

fn sort_arguments(name: &'static str, args: FuncArgs, vm: &VirtualMachine) -> PyResult<Sort> {
    let mut args = Arguments::new(name, args, vm);
    let axis = args.next("axis");
    let kind = args.next("kind");
    let by = args.next_some("order");
    args.keyword("stable");
    args.finish()?;
    check_kind(kind.as_ref(), vm)?;
    Ok(Sort { axis, by })
}

fn structured(zelf: &Py<PyNdArray>) -> bool {
    zelf.array().dtype().fields().is_some()
}

pub(super) fn sort(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let sort = sort_arguments("sort", args, vm)?;
    let array = zelf.array();
    array.check_writeable().or_raise(vm)?;
    if sort.by.is_some() && !structured(zelf) {
        return Err(vm.new_value_error("Cannot specify order when the array has no fields."));
    }
    if structured(zelf) {
        crate::registry::call("sort_fields", (zelf.to_owned(), sort.axis, sort.by), vm)?;
        return Ok(());
    }
    if array.ndim() == 0 {
        along(&array, sort.axis.as_ref(), Some(-1), vm)?;
        return Ok(());
    }
    let (array, axis) = along(&array, sort.axis.as_ref(), Some(-1), vm)?;
    for lane in lanes(&array, axis, vm)? {
        let positions = Array::from_slice(&sorted(&lane));
        let taken = fancy::get(&lane, &[Part::Positions(positions)]).or_raise(vm)?;
        casting::assign(&lane, &taken, casting::Casting::Unsafe).or_raise(vm)?;
    }
    Ok(())
}

pub(super) fn argsort(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let sort = sort_arguments("argsort", args, vm)?;
    if sort.by.is_some() && !structured(zelf) {
        return Err(vm.new_value_error("Cannot specify order when the array has no fields."));
    }
    if structured(zelf) {
        return crate::registry::call("argsort_fields", (zelf.to_owned(), sort.axis, sort.by), vm);
    }
    let own = zelf.array();
    let (array, axis) = along(&own, sort.axis.as_ref(), Some(-1), vm)?;
    let result = Array::zeros(array.shape(), &DType::int64()).or_raise(vm)?;
    for (lane, into) in lanes(&array, axis, vm)?
        .iter()
        .zip(lanes(&result, axis, vm)?)
    {
        let positions = Array::from_slice(&sorted(lane));
        casting::assign(&into, &positions, casting::Casting::Unsafe).or_raise(vm)?;
    }
    let result = if own.ndim() == 0 {
        result.index_axis(0, 0).or_raise(vm)?
    } else {
        result
    };
    PyNdArray::new_like(zelf, result, vm)
}

fn partition_arguments(
    name: &'static str,
    zelf: &Py<PyNdArray>,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<FuncArgs> {
    let mut args = Arguments::new(name, args, vm);
    let kth = args.required("kth")?;
    let axis = args
        .next("axis")
        .unwrap_or_else(|| vm.ctx.new_int(-1).into());
    let kind = args.next_some("kind");
    args.next("order");
    args.finish()?;
    if let Some(kind) = kind
        && kind
            .downcast_ref::<PyStr>()
            .is_none_or(|kind| kind.to_string_lossy() != "introselect")
    {
        return Err(vm.new_value_error("partition kind must be 'introselect'"));
    }
    let array = zelf.array();
    let (along, axis_at) = along(&array, Some(&axis), Some(-1), vm)?;
    let kth = coerce::array_from(&kth, None, vm)?;
    if !kth.dtype().num().is_integer() {
        return Err(vm.new_type_error("Partition index must be integer"));
    }
    let len = along.shape()[axis_at] as i64;
    let kth = casting::cast(&kth, &DType::int64()).or_raise(vm)?;
    for offset in kth.offsets() {
        let at: i64 = kth.read(offset);
        let counted = if at < 0 { at + len } else { at };
        if counted < 0 || counted >= len {
            return Err(vm.new_value_error(format!("kth(={counted}) out of bounds ({len})")));
        }
    }
    Ok(FuncArgs::from(vec![axis]))
}

pub(super) fn partition(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let args = partition_arguments("partition", zelf, args, vm)?;
    sort(zelf, args, vm)
}

pub(super) fn argpartition(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let args = partition_arguments("argpartition", zelf, args, vm)?;
    argsort(zelf, args, vm)
}

pub(super) fn searchsorted(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("searchsorted", args, vm);
    let values = args.required("v")?;
    let side = args.next_some("side");
    let sorter = args.next_some("sorter");
    args.finish()?;
    let side = match side {
        None => "left".to_owned(),
        Some(side) => crate::arguments::text_of(&side, vm)
            .map_err(|_| vm.new_type_error("search side must be str"))?,
    };
    let is_right = match side.as_str() {
        "left" | "l" => false,
        "right" | "r" => true,
        _ => {
            return Err(vm.new_value_error(format!(
                "search side must be 'left' or 'right' (got '{side}')"
            )));
        }
    };
    let array = zelf.array();
    if array.ndim() != 1 {
        return Err(vm.new_value_error("object too deep for desired array"));
    }
    let dtype = casting::common_type(&[zelf.to_owned().into(), values.clone()], vm)?;
    let values = casting::value_as(&values, &dtype, vm)?;
    let mut array = casting::cast(&array, &dtype).or_raise(vm)?;
    if let Some(sorter) = sorter {
        let sorter = coerce::array_from(&sorter, None, vm)?;
        if !sorter.dtype().num().is_integer() {
            return Err(vm.new_type_error("sorter must only contain integers"));
        }
        if sorter.size() != array.size() || sorter.ndim() != 1 {
            return Err(vm.new_value_error("sorter.size must equal len(a)"));
        }
        let sorter = casting::cast(&sorter, &DType::int64()).or_raise(vm)?;
        array = fancy::get(&array, &[Part::Positions(sorter)])
            .map_err(|_| vm.new_value_error("Sorter index out of range."))?;
    }
    let keys: Vec<Value> = array
        .offsets()
        .map(|offset| array.value_at(offset))
        .collect();
    let found: Vec<i64> = values
        .offsets()
        .map(|offset| {
            let value = values.value_at(offset);
            keys.partition_point(|key| {
                let ordering = order(key, &value);
                ordering == Ordering::Less || (is_right && ordering == Ordering::Equal)
            }) as i64
        })
        .collect();
    let found = Array::from_vec(found, values.shape()).or_raise(vm)?;
    PyNdArray::or_scalar(found, vm)
}

/// `argmax` and `argmin`.
pub(super) fn extreme(
    zelf: &Py<PyNdArray>,
    name: &'static str,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult {
    let mut args = Arguments::new(name, args, vm);
    let axis = args.next_some("axis");
    let out = args.next_some("out");
    let keepdims = args.flag("keepdims", false)?;
    args.finish()?;
    let own = zelf.array();
    let (array, at) = along(&own, axis.as_ref(), None, vm)?;
    if array.shape()[at] == 0 {
        return Err(vm.new_value_error(format!("attempt to get {name} of an empty sequence")));
    }
    let is_max = name == "argmax";
    let mut found = Vec::new();
    for lane in lanes(&array, at, vm)? {
        let mut best = 0_i64;
        let mut best_value: Option<Value> = None;
        for (position, offset) in lane.offsets().enumerate() {
            let value = lane.value_at(offset);
            let is_better = match &best_value {
                None => true,
                Some(known) if is_nan(known) => false,
                Some(_) if is_nan(&value) => true,
                Some(known) => {
                    order(&value, known)
                        == if is_max {
                            Ordering::Greater
                        } else {
                            Ordering::Less
                        }
                }
            };
            if is_better {
                best = position as i64;
                best_value = Some(value);
            }
        }
        found.push(best);
    }
    let mut shape: Vec<usize> = array.shape().to_vec();
    if keepdims {
        shape[at] = 1;
        if axis.is_none() {
            shape = vec![1; own.ndim()];
        }
    } else {
        shape.remove(at);
    }
    let found = Array::from_vec(found, &shape).or_raise(vm)?;
    if let Some(out) = out {
        let target = PyNdArray::downcast(&out, vm)
            .map_err(|_| vm.new_type_error("output must be an array"))?
            .array();
        if target.shape() != found.shape() {
            return Err(vm.new_value_error("output array does not match result of np.argmax."));
        }
        casting::assign(&target, &found, casting::Casting::Unsafe).or_raise(vm)?;
        return Ok(out);
    }
    PyNdArray::or_scalar(found, vm)
}

fn is_nan(value: &Value) -> bool {
    match value {
        Value::Float(value) => value.is_nan(),
        Value::Complex(value) => value.re.is_nan() || value.im.is_nan(),
        Value::DateTime(value) | Value::TimeDelta(value) => *value == i64::MIN,
        _ => false,
    }
}
