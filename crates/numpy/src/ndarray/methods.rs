//! Methods of arrays that give views, copies or plain values.

use brooklet_array::shape::Order;
use brooklet_array::{Array, TypeNum};
use brooklet_python::vm::builtins::PyTuple;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::arguments::{Arguments, text_of, to_axes, to_casting, to_index, to_order, to_shape};
use crate::array::PyNdArray;
use crate::casting::{self, Casting};
use crate::element::{self, coerce};
use crate::error::OrRaise;
use crate::{dtype, registry};

/// Positional numbers, or one sequence of them.
fn spread(args: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyResult<Option<Vec<isize>>> {
    match args.as_slice() {
        [] => Ok(None),
        [one] if vm.is_none(one) => Ok(None),
        [one] => to_shape(one, vm).map(Some),
        many => many
            .iter()
            .map(|item| to_index(item, vm))
            .collect::<PyResult<_>>()
            .map(Some),
    }
}

pub(super) fn reshape(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("reshape", args, vm);
    let order = args.keyword("order");
    let copy = args
        .keyword_some("copy")
        .map(|copy| copy.is_true(vm))
        .transpose()?;
    let named = args.keyword("shape");
    let mut rest = args.rest();
    if let Some(named) = named {
        rest.push(named);
    }
    args.finish()?;
    let array = zelf.array();
    let order = match to_order(order.as_deref(), Order::C, vm)? {
        Order::Any if array.is_f_contiguous() && !array.is_c_contiguous() => Order::F,
        Order::Keep => {
            return Err(vm.new_value_error("order 'K' is not permitted for reshaping"));
        }
        Order::F => Order::F,
        _ => Order::C,
    };
    let shape = spread(rest, vm)?
        .ok_or_else(|| vm.new_type_error("reshape() takes exactly 1 argument (0 given)"))?;
    let lens = array.resolve_shape(&shape).or_raise(vm)?;
    if copy != Some(true) {
        if let Some(view) = array.reshape_view(&lens, order) {
            return PyNdArray::view_of(zelf, view, vm);
        }
        if copy == Some(false) {
            return Err(vm.new_value_error("Unable to avoid creating a copy while reshaping."));
        }
    }
    let moved = casting::copied_in(&array, order).or_raise(vm)?;
    let view = moved.reshape_view(&lens, order).unwrap_or(moved);
    PyNdArray::new_like(zelf, view, vm)
}

pub(super) fn transpose(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("transpose", args, vm);
    let axes = spread(args.rest(), vm)?;
    args.finish()?;
    let view = zelf.array().transpose(axes.as_deref()).or_raise(vm)?;
    PyNdArray::view_of(zelf, view, vm)
}

pub(super) fn squeeze(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("squeeze", args, vm);
    let axes = args.next_some("axis");
    args.finish()?;
    let axes = axes.map(|axes| to_axes(&axes, vm)).transpose()?.flatten();
    let view = zelf.array().squeeze(axes.as_deref()).or_raise(vm)?;
    PyNdArray::view_of(zelf, view, vm)
}

fn order_argument(
    name: &'static str,
    args: FuncArgs,
    default: Order,
    vm: &VirtualMachine,
) -> PyResult<Order> {
    let mut args = Arguments::new(name, args, vm);
    let order = args.next("order");
    args.finish()?;
    to_order(order.as_deref(), default, vm)
}

/// The elements in one axis.
fn flat(array: &Array, order: Order, vm: &VirtualMachine) -> PyResult<(Array, bool)> {
    let order = match order {
        Order::Any if array.is_f_contiguous() && !array.is_c_contiguous() => Order::F,
        Order::Any => Order::C,
        order => order,
    };
    let source = if order == Order::Keep {
        casting::in_memory_order(array).or_raise(vm)?
    } else {
        array.clone()
    };
    let order = if order == Order::F {
        Order::F
    } else {
        Order::C
    };
    if let Some(view) = source.reshape_view(&[source.size()], order) {
        return Ok((view, true));
    }
    let moved = casting::copied_in(&source, order).or_raise(vm)?;
    let view = moved.reshape_view(&[moved.size()], order).unwrap_or(moved);
    Ok((view, false))
}

pub(super) fn ravel(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let order = order_argument("ravel", args, Order::C, vm)?;
    let (view, is_view) = flat(&zelf.array(), order, vm)?;
    let is_tight = view.is_c_contiguous();
    if is_view && is_tight {
        return PyNdArray::view_of(zelf, view, vm);
    }
    let view = if is_view {
        casting::copied(&view).or_raise(vm)?
    } else {
        view
    };
    PyNdArray::new_like(zelf, view, vm)
}

pub(super) fn flatten(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let order = order_argument("flatten", args, Order::C, vm)?;
    let (view, is_view) = flat(&zelf.array(), order, vm)?;
    let copy = if is_view {
        casting::copied(&view).or_raise(vm)?
    } else {
        view
    };
    PyNdArray::new_like(zelf, copy, vm)
}

pub(super) fn copy(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let order = order_argument("copy", args, Order::C, vm)?;
    let copy = casting::copied_in(&zelf.array(), order).or_raise(vm)?;
    PyNdArray::new_like(zelf, copy, vm)
}

pub(super) fn astype(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("astype", args, vm);
    let wanted = args.required("dtype")?;
    let order = args.next("order");
    let casting = args.next("casting");
    let subok = args.flag("subok", true)?;
    let copy = args.next_some("copy");
    args.finish()?;
    let array = zelf.array();
    let wanted = dtype::from_object(&wanted, vm)?;
    let order = to_order(order.as_deref(), Order::Keep, vm)?;
    let keeps_values = casting
        .as_ref()
        .is_some_and(|casting| text_of(casting, vm).is_ok_and(|text| text == "same_value"));
    let casting = to_casting(casting.as_deref(), Casting::Unsafe, vm)?;
    let must_copy = copy.is_none_or(|copy| copy.is_true(vm).unwrap_or(true));
    let target = coerce::sized_like(wanted.dtype(), &array, vm)?;
    let is_exact = PyNdArray::is_exact(zelf.as_object());
    let is_same = *array.dtype() == target && array.dtype().num() == target.num();
    if !must_copy && is_same && (subok || is_exact) && fits_order(&array, order) {
        return Ok(zelf.as_object().to_owned());
    }
    if !casting::can_cast(array.dtype(), &target, casting) {
        return Err(vm.new_type_error(format!(
            "Cannot cast array data from {} to {} according to the rule '{}'",
            dtype::repr_of(array.dtype(), vm),
            dtype::repr_of(&target, vm),
            casting.word()
        )));
    }
    coerce::warn_discarded(array.dtype(), &target, vm)?;
    let cast = cast_in(&array, &target, order, vm)?;
    if keeps_values {
        let pair = (
            PyNdArray::wrap(array, vm),
            PyNdArray::wrap(cast.clone(), vm),
        );
        registry::call("check_same_value", pair, vm)?;
    }
    if subok {
        return PyNdArray::new_like(zelf, cast, vm);
    }
    Ok(PyNdArray::wrap(cast, vm))
}

/// A copy in another type and order.
fn cast_in(
    array: &Array,
    target: &brooklet_array::DType,
    order: Order,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let (base, extra) = match target.as_subarray() {
        Some(subarray) => (subarray.base.clone(), subarray.shape.to_vec()),
        None => (target.clone(), Vec::new()),
    };
    if extra.is_empty() {
        let made = Array::zeros_like(array, array.shape(), &base, order).or_raise(vm)?;
        casting::assign_told(&made, array, vm)?;
        return Ok(made);
    }
    let shape: Vec<usize> = array.shape().iter().chain(&extra).copied().collect();
    let made = Array::zeros(&shape, &base).or_raise(vm)?;
    let mut from = array.clone();
    for _ in &extra {
        from = from.expand_dims(from.ndim());
    }
    casting::assign_told(&made, &from, vm)?;
    Ok(made)
}

fn fits_order(array: &Array, order: Order) -> bool {
    match order {
        Order::C => array.is_c_contiguous(),
        Order::F => array.is_f_contiguous(),
        Order::Any => array.is_c_contiguous() || array.is_f_contiguous(),
        Order::Keep => true,
    }
}

pub(super) fn fill(zelf: &Py<PyNdArray>, value: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let array = zelf.array();
    array.check_writeable().or_raise(vm)?;
    let one = Array::zeros(&[], array.dtype()).or_raise(vm)?;
    if array.dtype().num() != TypeNum::Object
        && let Some(from) = value.downcast_ref::<PyNdArray>()
    {
        let from = from.array();
        if from.ndim() > 0 {
            return Err(element::sequence_error(vm));
        }
    }
    element::set_at(&one, 0, value, vm)?;
    casting::assign(&array, &one, Casting::Unsafe).or_raise(vm)
}

pub(super) fn item(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let array = zelf.array();
    let index: Vec<PyObjectRef> = match args.args.as_slice() {
        [one] => match one.downcast_ref::<PyTuple>() {
            Some(tuple) => tuple.as_slice().to_vec(),
            None => args.args.clone(),
        },
        _ => args.args.clone(),
    };
    if index.is_empty() {
        if array.size() != 1 {
            return Err(
                vm.new_value_error("can only convert an array of size 1 to a Python scalar")
            );
        }
        return element::item_at(&array, array.offset(), vm);
    }
    let index = index
        .iter()
        .map(|at| to_index(at, vm))
        .collect::<PyResult<Vec<isize>>>()?;
    let offset = match index.as_slice() {
        [at] if array.ndim() != 1 => {
            let size = array.size() as isize;
            let counted = if *at < 0 { at + size } else { *at };
            if counted < 0 || counted >= size {
                return Err(
                    vm.new_index_error(format!("index {at} is out of bounds for size {size}"))
                );
            }
            array.offsets().nth(counted as usize).unwrap_or(0)
        }
        many if many.len() == array.ndim() => array.offset_of(many).or_raise(vm)?,
        _ => return Err(vm.new_value_error("incorrect number of indices for array")),
    };
    element::item_at(&array, offset, vm)
}

/// Nested lists of Python's own values.
pub(crate) fn to_list(array: &Array, vm: &VirtualMachine) -> PyResult {
    if array.ndim() == 0 {
        return element::item_at(array, array.offset(), vm);
    }
    let len = array.shape()[0];
    let mut items = Vec::with_capacity(len);
    if array.ndim() == 1 {
        for offset in array.offsets() {
            items.push(element::item_at(array, offset, vm)?);
        }
    } else {
        for index in 0..len {
            items.push(to_list(
                &array.index_axis(0, index as isize).or_raise(vm)?,
                vm,
            )?);
        }
    }
    Ok(vm.ctx.new_list(items).into())
}

pub(super) fn to_bytes(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let order = order_argument("tobytes", args, Order::C, vm)?;
    let array = zelf.array();
    let is_f = order == Order::F
        || (order == Order::Any && array.is_f_contiguous() && !array.is_c_contiguous());
    let array = if is_f {
        array.transpose(None).or_raise(vm)?
    } else {
        array
    };
    Ok(vm.ctx.new_bytes(array.to_bytes()).into())
}

pub(super) fn byteswap(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("byteswap", args, vm);
    let in_place = args.flag("inplace", false)?;
    args.finish()?;
    let array = zelf.array();
    // The values read in the other order are those that the swapped bytes stand for.
    let other = array.dtype().with_swapped(!array.dtype().is_swapped());
    let seen = array.view_as(&other).or_raise(vm)?;
    let swapped = casting::cast(&seen, array.dtype()).or_raise(vm)?;
    if in_place {
        array.check_writeable().or_raise(vm)?;
        casting::assign(&array, &swapped, Casting::Unsafe).or_raise(vm)?;
        return Ok(zelf.as_object().to_owned());
    }
    PyNdArray::new_like(zelf, casting::copied(&swapped).or_raise(vm)?, vm)
}

pub(super) fn setflags(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let mut args = Arguments::new("setflags", args, vm);
    let write = args
        .next_some("write")
        .map(|write| write.is_true(vm))
        .transpose()?;
    let align = args
        .next_some("align")
        .map(|align| align.is_true(vm))
        .transpose()?;
    let uic = args
        .next_some("uic")
        .map(|uic| uic.is_true(vm))
        .transpose()?;
    args.finish()?;
    if align == Some(true) && !zelf.array().is_aligned() {
        return Err(vm.new_value_error("cannot set aligned flag of mis-aligned array to True"));
    }
    if uic == Some(true) {
        return Err(vm.new_value_error("cannot set WRITEBACKIFCOPY flag to True"));
    }
    match write {
        Some(write) => PyNdArray::set_writeable(zelf, write, vm),
        None => Ok(()),
    }
}

pub(super) fn nonzero(zelf: &Py<PyNdArray>, vm: &VirtualMachine) -> PyResult {
    let array = zelf.array();
    if array.ndim() == 0 {
        return Err(vm.new_value_error(
            "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.",
        ));
    }
    let positions = casting::nonzero(&array).or_raise(vm)?;
    let arrays = positions
        .into_iter()
        .map(|positions| PyNdArray::wrap(positions, vm));
    Ok(vm.ctx.new_tuple(arrays.collect()).into())
}

/// `a.__array__(dtype, copy=…)`.
pub(super) fn array(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("__array__", args, vm);
    let wanted = dtype::from_optional(args.next("dtype"), vm)?;
    let copy = args
        .keyword_some("copy")
        .map(|copy| copy.is_true(vm))
        .transpose()?;
    args.finish()?;
    let array = zelf.array();
    let is_same = wanted
        .as_ref()
        .is_none_or(|wanted| wanted.dtype() == array.dtype());
    if is_same && copy != Some(true) {
        if PyNdArray::is_exact(zelf.as_object()) {
            return Ok(zelf.as_object().to_owned());
        }
        let class = <PyNdArray as brooklet_python::vm::class::StaticType>::static_type();
        return PyNdArray::view_as(zelf, array, class.to_owned(), vm);
    }
    if copy == Some(false) {
        return Err(
            vm.new_value_error("Unable to avoid copy while creating an array from given array.")
        );
    }
    let wanted = wanted.map_or_else(|| array.dtype().clone(), |wanted| wanted.dtype().clone());
    let cast = cast_in(&array, &wanted, Order::Keep, vm)?;
    Ok(PyNdArray::wrap(cast, vm))
}
