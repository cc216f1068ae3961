//! Methods of arrays that sort, search and select.

use brooklet_array::sort::{self, Direction};
use brooklet_array::{Array, DType, Order};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{Py, PyObjectRef, PyResult, VirtualMachine};

use crate::arguments::{Arguments, to_index};
use crate::array::PyNdArray;
use crate::casting;
use crate::element::coerce;
use crate::error::OrRaise;
use crate::index::Part;
use crate::index::fancy;
use crate::promotion;

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
        None => Ok((array.ravel(Order::C).or_raise(vm)?, 0)),
    }
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

/// What sorting is told: an axis, by which field, and what comes first.
struct Sort {
    axis: Option<PyObjectRef>,
    by: Option<PyObjectRef>,
    direction: Direction,
}

fn sort_arguments(name: &'static str, args: FuncArgs, vm: &VirtualMachine) -> PyResult<Sort> {
    let mut args = Arguments::new(name, args, vm);
    let axis = args.next("axis");
    let kind = args.next("kind");
    let by = args.next_some("order");
    let stable = args.keyword_some("stable");
    let descending = args.keyword_some("descending");
    args.finish()?;
    check_kind(kind.as_ref(), vm)?;
    if stable.is_some() && kind.is_some_and(|kind| !vm.is_none(&kind)) {
        return Err(vm.new_value_error("`kind` and `stable` parameters can't be provided at the same time. Use only one of them."));
    }
    let is_descending = descending.map_or(Ok(false), |descending| descending.is_true(vm))?;
    let direction = if is_descending {
        Direction::Descending
    } else {
        Direction::Ascending
    };
    Ok(Sort {
        axis,
        by,
        direction,
    })
}

fn structured(zelf: &Py<PyNdArray>) -> bool {
    zelf.array().dtype().fields().is_some()
}

pub(super) fn sort(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let wanted = sort_arguments("sort", args, vm)?;
    let array = zelf.array();
    array.check_writeable().or_raise(vm)?;
    if wanted.by.is_some() && !structured(zelf) {
        return Err(vm.new_value_error("Cannot specify order when the array has no fields."));
    }
    if structured(zelf) {
        crate::registry::call("sort_fields", (zelf.to_owned(), wanted.axis, wanted.by), vm)?;
        return Ok(());
    }
    if array.ndim() == 0 {
        along(&array, wanted.axis.as_ref(), Some(-1), vm)?;
        return Ok(());
    }
    let (array, axis) = along(&array, wanted.axis.as_ref(), Some(-1), vm)?;
    sort::sort(&array, axis, wanted.direction).or_raise(vm)
}

pub(super) fn argsort(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let wanted = sort_arguments("argsort", args, vm)?;
    if wanted.by.is_some() && !structured(zelf) {
        return Err(vm.new_value_error("Cannot specify order when the array has no fields."));
    }
    if structured(zelf) {
        return crate::registry::call(
            "argsort_fields",
            (zelf.to_owned(), wanted.axis, wanted.by),
            vm,
        );
    }
    let own = zelf.array();
    let (array, axis) = along(&own, wanted.axis.as_ref(), Some(-1), vm)?;
    let result = sort::argsort(&array, axis, wanted.direction).or_raise(vm)?;
    let result = if own.ndim() == 0 {
        result.index_axis(0, 0).or_raise(vm)?
    } else {
        result
    };
    PyNdArray::new_like(zelf, result, vm)
}

/// What a partition is told: the array along its axis, and the positions that are put in place.
struct Partition {
    array: Array,
    axis: usize,
    positions: Vec<isize>,
}

fn partition_arguments(
    name: &'static str,
    zelf: &Py<PyNdArray>,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Partition> {
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
    let (array, axis) = along(&zelf.array(), Some(&axis), Some(-1), vm)?;
    let kth = coerce::array_from(&kth, None, vm)?;
    if !kth.dtype().num().is_integer() {
        return Err(vm.new_type_error("Partition index must be integer"));
    }
    if kth.ndim() > 1 {
        return Err(vm.new_value_error("object too deep for desired array"));
    }
    let kth = casting::cast(&kth, &DType::int64()).or_raise(vm)?;
    let positions = kth.offsets().map(|offset| kth.read::<i64>(offset) as isize);
    Ok(Partition {
        positions: positions.collect(),
        array,
        axis,
    })
}

pub(super) fn partition(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    if structured(zelf) {
        let args = FuncArgs::from(args.args.get(1).cloned().into_iter().collect::<Vec<_>>());
        return sort(zelf, args, vm);
    }
    let wanted = partition_arguments("partition", zelf, args, vm)?;
    wanted.array.check_writeable().or_raise(vm)?;
    sort::partition(&wanted.array, &wanted.positions, wanted.axis).or_raise(vm)
}

pub(super) fn argpartition(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if structured(zelf) {
        let args = FuncArgs::from(args.args.get(1).cloned().into_iter().collect::<Vec<_>>());
        return argsort(zelf, args, vm);
    }
    let wanted = partition_arguments("argpartition", zelf, args, vm)?;
    let found = sort::argpartition(&wanted.array, &wanted.positions, wanted.axis);
    PyNdArray::new_like(zelf, found.or_raise(vm)?, vm)
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
    let dtype = promotion::type_of_values(&[zelf.to_owned().into(), values.clone()], vm)?;
    let values = promotion::value_as(&values, &dtype, vm)?;
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
    let side = if is_right {
        sort::Side::Right
    } else {
        sort::Side::Left
    };
    let found = sort::searchsorted(&array, &values, side, None).or_raise(vm)?;
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
    let least = if name == "argmin" {
        sort::Least::Yes
    } else {
        sort::Least::No
    };
    let found = sort::argmax(&array, at, least).or_raise(vm)?;
    let mut shape: Vec<usize> = array.shape().to_vec();
    if keepdims {
        shape[at] = 1;
        if axis.is_none() {
            shape = vec![1; own.ndim()];
        }
    } else {
        shape.remove(at);
    }
    let found = found.reshape_view(&shape, Order::C).unwrap_or(found);
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
