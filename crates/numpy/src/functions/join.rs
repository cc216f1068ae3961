//! Joining, copying and choosing among arrays.

use brooklet_array::shape::Order;
use brooklet_array::{Array, DType};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use crate::arguments::{Arguments, to_casting, to_index};
use crate::array::PyNdArray;
use crate::casting::{self, Casting};
use crate::element::coerce;
use crate::error::OrRaise;
use crate::{dtype, promotion};

/// `concatenate((a, b, …), axis=0, out=None, *, dtype=None, casting='same_kind')`.
#[allow(
    clippy::too_many_lines,
    reason = "it reads one call's arguments, each once"
)]
pub(super) fn concatenate(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("concatenate", args, vm);
    let sequence = args.required("arrays")?;
    let axis = args.next("axis");
    let out = args.next_some("out");
    let wanted = dtype::from_optional(args.keyword("dtype"), vm)?;
    let casting = to_casting(args.keyword("casting").as_deref(), Casting::SameKind, vm)?;
    args.finish()?;
    let axis = match axis {
        None => Some(0),
        Some(axis) if vm.is_none(&axis) => None,
        Some(axis) => Some(to_index(&axis, vm)?),
    };
    if out.is_some() && wanted.is_some() {
        return Err(vm.new_type_error(
            "concatenate() only takes `out` or `dtype` as an argument, but both were provided.",
        ));
    }
    let objects: Vec<PyObjectRef> = sequence
        .try_to_value(vm)
        .map_err(|_| vm.new_type_error("The first input argument needs to be a sequence"))?;
    if objects.is_empty() {
        return Err(vm.new_value_error("need at least one array to concatenate"));
    }
    let arrays = objects
        .iter()
        .map(|object| coerce::array_from(object, None, vm));
    let mut arrays = arrays.collect::<PyResult<Vec<Array>>>()?;
    let axis = match axis {
        Some(axis) => axis,
        None => {
            for array in &mut arrays {
                *array = raveled(array, vm)?;
            }
            0
        }
    };
    if arrays[0].ndim() == 0 || arrays.iter().any(|array| array.ndim() == 0) {
        return Err(vm.new_value_error("zero-dimensional arrays cannot be concatenated"));
    }
    let axis = arrays[0].axis(axis).or_raise(vm)?;
    let shape = joined_shape(&arrays, axis, vm)?;
    let dtype = match (&wanted, &out) {
        (Some(wanted), _) => wanted.dtype().clone(),
        (None, Some(out)) => PyNdArray::downcast(out, vm)?.array().dtype().clone(),
        _ => {
            let mut dtype = arrays[0].dtype().to_native();
            for array in &arrays[1..] {
                dtype = casting::promote_values(&dtype, array.dtype(), vm)?;
            }
            dtype
        }
    };
    let dtype = if dtype.is_empty() && dtype.num().is_flexible() {
        coerce::sized_like(&dtype, &arrays[0], vm)?
    } else {
        dtype
    };
    for array in &arrays {
        if !casting::can_cast(array.dtype(), &dtype, casting) {
            return Err(vm.new_type_error(format!(
                "Cannot cast array data from {} to {} according to the rule '{}'",
                dtype::repr_of(array.dtype(), vm),
                dtype::repr_of(&dtype, vm),
                casting.word()
            )));
        }
    }
    let target = match &out {
        Some(out) => {
            let out = PyNdArray::downcast(out, vm)?.array();
            if out.shape() != shape.as_slice() {
                return Err(vm.new_value_error(format!(
                    "Output array is the wrong shape: expected {} but got {}",
                    coerce::written(&shape),
                    coerce::written(out.shape())
                )));
            }
            out.check_writeable().or_raise(vm)?;
            out
        }
        None => {
            let is_f = arrays
                .iter()
                .all(|array| array.is_f_contiguous() && !array.is_c_contiguous());
            let order = if is_f { Order::F } else { Order::C };
            Array::zeros_in(&shape, &dtype, order).or_raise(vm)?
        }
    };
    let mut at = 0;
    for array in &arrays {
        let len = array.shape()[axis] as isize;
        let part = brooklet_array::array::Slice::new(at, at + len, 1);
        let part = target.slice_axis(axis, part).or_raise(vm)?;
        casting::assign(&part, array, Casting::Unsafe).or_raise(vm)?;
        at += len;
    }
    if let Some(out) = out {
        return Ok(out);
    }
    let derived = objects.iter().filter(|object| {
        object.downcast_ref::<PyNdArray>().is_some() && !PyNdArray::is_exact(object)
    });
    match derived.max_by_key(|object| priority(object, vm)) {
        Some(derived) => {
            let derived = PyNdArray::downcast(derived, vm)?;
            PyNdArray::new_like(&derived, target, vm)
        }
        None => Ok(PyNdArray::wrap(target, vm)),
    }
}

fn priority(object: &PyObjectRef, vm: &VirtualMachine) -> i64 {
    let value = object.get_attr("__array_priority__", vm);
    value
        .and_then(|value| crate::element::to_float(&value, vm))
        .map_or(0, |value| (value * 1000.0) as i64)
}

/// All elements in one axis.
pub(super) fn raveled(array: &Array, vm: &VirtualMachine) -> PyResult<Array> {
    if let Some(view) = array.reshape_view(&[array.size()], Order::C) {
        return Ok(view);
    }
    let copy = casting::copied(array).or_raise(vm)?;
    Ok(copy.reshape_view(&[copy.size()], Order::C).unwrap_or(copy))
}

fn joined_shape(arrays: &[Array], axis: usize, vm: &VirtualMachine) -> PyResult<Vec<usize>> {
    let first = &arrays[0];
    let mut shape = first.shape().to_vec();
    for (index, array) in arrays.iter().enumerate().skip(1) {
        if array.ndim() != first.ndim() {
            return Err(vm.new_value_error(format!(
                "all the input arrays must have same number of dimensions, but the array at index 0 has {} dimension(s) and the array at index {index} has {} dimension(s)",
                first.ndim(),
                array.ndim()
            )));
        }
        for (at, (own, other)) in first.shape().iter().zip(array.shape()).enumerate() {
            if at != axis && own != other {
                return Err(vm.new_value_error(format!(
                    "all the input array dimensions except for the concatenation axis must match exactly, but along dimension {at}, the array at index 0 has size {own} and the array at index {index} has size {other}"
                )));
            }
        }
        shape[axis] += array.shape()[axis];
    }
    Ok(shape)
}

/// `copyto(dst, src, casting='same_kind', where=True)`.
pub(super) fn copyto(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("copyto", args, vm);
    let target = args.required("dst")?;
    let from = args.required("src")?;
    let casting = to_casting(args.next("casting").as_deref(), Casting::SameKind, vm)?;
    let mask = args.next("where");
    args.finish()?;
    let Ok(target) = PyNdArray::downcast(&target, vm) else {
        return Err(vm.new_type_error(format!(
            "copyto() argument 1 must be numpy.ndarray, not {}",
            target.class().name()
        )));
    };
    let array = target.array();
    array.check_writeable().or_raise(vm)?;
    let source = match promotion::weak_value(&from, array.dtype(), vm)? {
        Some(source) => source,
        None => coerce::array_from(&from, None, vm)?,
    };
    if !casting::can_cast(source.dtype(), array.dtype(), casting) {
        return Err(vm.new_type_error(format!(
            "Cannot cast array data from {} to {} according to the rule '{}'",
            dtype::repr_of(source.dtype(), vm),
            dtype::repr_of(array.dtype(), vm),
            casting.word()
        )));
    }
    let source = strip_leading(source, array.ndim());
    if source.broadcast_to(array.shape()).is_err() {
        return Err(vm.new_value_error(format!(
            "could not broadcast input array from shape {} into shape {}",
            coerce::written(source.shape()),
            coerce::written(array.shape())
        )));
    }
    match mask {
        Some(mask) if !mask.is(&vm.ctx.true_value) => {
            let mask = coerce::array_from(&mask, None, vm)?;
            if mask.dtype().num() != brooklet_array::TypeNum::Bool {
                return Err(vm.new_type_error(format!(
                    "Cannot cast array data from {} to dtype('bool') according to the rule 'safe'",
                    dtype::repr_of(mask.dtype(), vm)
                )));
            }
            casting::assign_where(&array, &source, &mask).or_raise(vm)?;
        }
        _ => casting::assign_told(&array, &source, vm)?,
    }
    Ok(vm.ctx.none())
}

fn strip_leading(array: Array, ndim: usize) -> Array {
    let mut array = array;
    while array.ndim() > ndim && array.shape()[0] == 1 {
        match array.index_axis(0, 0) {
            Ok(view) => array = view,
            Err(_) => return array,
        }
    }
    array
}

/// `where(condition, [x, y])`.
pub(super) fn where_(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("where", args, vm);
    let condition = args.required("condition")?;
    let (x, y) = (args.next("x"), args.next("y"));
    args.finish()?;
    let condition = coerce::array_from(&condition, None, vm)?;
    let (x, y) = match (x, y) {
        (Some(x), Some(y)) => (x, y),
        (None, None) => {
            let condition = PyNdArray::wrap(condition, vm);
            return vm.call_method(&condition, "nonzero", ());
        }
        _ => return Err(vm.new_value_error("either both or neither of x and y should be given")),
    };
    let dtype = promotion::type_of_values(&[x.clone(), y.clone()], vm)?;
    let left = promotion::value_as(&x, &dtype, vm)?;
    let right = promotion::value_as(&y, &dtype, vm)?;
    let condition = casting::cast(&condition, &DType::bool()).or_raise(vm)?;
    let result = brooklet_array::search::select(&condition, &left, &right).or_raise(vm)?;
    Ok(PyNdArray::wrap(result, vm))
}

/// `putmask(a, mask, values)`: values repeated by their position.
pub(super) fn putmask(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("putmask", args, vm);
    let (target, mask, values) = (
        args.required("a")?,
        args.required("mask")?,
        args.required("values")?,
    );
    args.finish()?;
    let target = array_argument(&target, "putmask", vm)?;
    put(&target, &mask, &values, Puts::ByPosition, vm)
}

/// `_place(arr, mask, vals)`: values one after the other.
pub(super) fn place(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("place", args, vm);
    let (target, mask, values) = (
        args.required("arr")?,
        args.required("mask")?,
        args.required("vals")?,
    );
    args.finish()?;
    let target = array_argument(&target, "place", vm)?;
    put(&target, &mask, &values, Puts::InTurn, vm)
}

fn array_argument(object: &PyObjectRef, name: &str, vm: &VirtualMachine) -> PyResult<Array> {
    match object.downcast_ref::<PyNdArray>() {
        Some(array) => Ok(array.array()),
        None => Err(vm.new_type_error(format!(
            "{name}() argument 1 must be numpy.ndarray, not {}",
            object.class().name()
        ))),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Puts {
    ByPosition,
    InTurn,
}

fn put(
    target: &Array,
    mask: &PyObjectRef,
    values: &PyObjectRef,
    puts: Puts,
    vm: &VirtualMachine,
) -> PyResult {
    target.check_writeable().or_raise(vm)?;
    let mask = coerce::array_from(mask, Some(&DType::bool()), vm)?;
    if mask.size() != target.size() {
        let text = match puts {
            Puts::ByPosition => "putmask: mask and data must be the same size",
            Puts::InTurn => "place: mask and data must be the same size",
        };
        return Err(vm.new_value_error(text));
    }
    let values = coerce::array_from(values, Some(target.dtype()), vm)?;
    let chosen: Vec<bool> = mask
        .offsets()
        .map(|offset| mask.read::<brooklet_array::Bool>(offset).get())
        .collect();
    let offsets: Vec<usize> = values.offsets().collect();
    if offsets.is_empty() {
        if puts == Puts::InTurn && chosen.contains(&true) {
            return Err(vm.new_value_error("Cannot insert from an empty array!"));
        }
        return Ok(vm.ctx.none());
    }
    let mut taken = 0;
    let values = if values.buffer().memory().as_ptr() == target.buffer().memory().as_ptr() {
        casting::copied(&values).or_raise(vm)?
    } else {
        values
    };
    let offsets: Vec<usize> = values.offsets().collect();
    for (position, (offset, is_chosen)) in target.offsets().zip(&chosen).enumerate() {
        if !is_chosen {
            continue;
        }
        let from = match puts {
            Puts::ByPosition => offsets[position % offsets.len()],
            Puts::InTurn => offsets[taken % offsets.len()],
        };
        taken += 1;
        casting::copy_element(&values, from, target, offset).or_raise(vm)?;
    }
    Ok(vm.ctx.none())
}

/// `count_nonzero(a)` over all elements.
pub(super) fn count_nonzero(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("count_nonzero", args, vm);
    let array = args.required("a")?;
    args.finish()?;
    let array = coerce::array_from(&array, None, vm)?;
    let mask = casting::truth(&array).or_raise(vm)?;
    let count = mask
        .offsets()
        .filter(|offset| mask.read::<u8>(*offset) != 0)
        .count();
    crate::scalar::from_value(count as i64, vm)
}

/// `lexsort(keys, axis=-1)`: the last key decides first.
pub(super) fn lexsort(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    crate::registry::python("lexsort", vm)?.call_with_args(args, vm)
}
