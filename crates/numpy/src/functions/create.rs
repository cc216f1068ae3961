//! Making arrays.

use brooklet_array::shape::Order;
use brooklet_array::{Array, DType, TypeNum};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::arguments::{Arguments, to_index, to_lens, to_order};
use crate::array::PyNdArray;
use crate::casting;
use crate::element::{self, coerce};
use crate::error::OrRaise;
use crate::ndarray::empty as new_array;
use crate::{dtype, registry, scalar};

/// Whether a copy is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copy {
    Always,
    IfNeeded,
    Never,
}

/// What is asked of a new array.
struct Request {
    dtype: Option<DType>,
    copy: Copy,
    order: Order,
    subok: bool,
    ndmin: usize,
}

fn to_copy(value: Option<PyObjectRef>, default: Copy, vm: &VirtualMachine) -> PyResult<Copy> {
    match value {
        None => Ok(default),
        Some(value) if vm.is_none(&value) => Ok(Copy::IfNeeded),
        Some(value) => {
            if value
                .downcast_ref::<brooklet_python::vm::builtins::PyStr>()
                .is_some()
            {
                return Err(vm.new_value_error(
                    "strings are not allowed for 'copy' keyword. Use True/False/None instead.",
                ));
            }
            let mode = vm.get_attribute_opt(&value, "value")?;
            if let Some(2) = mode.and_then(|mode| to_index(&mode, vm).ok()) {
                // NumPy's own name for a copy where it is needed.
                return Ok(Copy::IfNeeded);
            }
            Ok(if value.is_true(vm)? {
                Copy::Always
            } else {
                Copy::Never
            })
        }
    }
}

/// `like=`: another kind of array may make it.
pub(super) fn like(
    name: &'static str,
    args: &FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let like = args
        .kwargs
        .get("like")
        .filter(|like| !vm.is_none(like))
        .cloned();
    let Some(like) = like else {
        return Ok(None);
    };
    if PyNdArray::is_exact(&like) {
        return Ok(None);
    }
    let named = vm.ctx.new_dict();
    for (name, value) in &args.kwargs {
        named.set_item(&*vm.ctx.new_str(name.clone()), value.clone(), vm)?;
    }
    let positional = vm.ctx.new_tuple(args.args.clone());
    let made = registry::call("make_like", (name, like, positional, named), vm)?;
    Ok((!made.is(&vm.ctx.not_implemented)).then_some(made))
}

/// `array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None)`.
pub(super) fn array(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if let Some(made) = like("array", &args, vm)? {
        return Ok(made);
    }
    let mut args = Arguments::new("array", args, vm);
    let object = args.required("object")?;
    let dtype = dtype::from_optional(args.next("dtype"), vm)?;
    let copy = to_copy(args.keyword("copy"), Copy::Always, vm)?;
    let order = to_order(args.keyword("order").as_deref(), Order::Keep, vm)?;
    let subok = args
        .keyword("subok")
        .map(|subok| subok.is_true(vm))
        .transpose()?;
    let ndmin = args
        .keyword_some("ndmin")
        .map(|ndmin| to_index(&ndmin, vm))
        .transpose()?;
    let ndmax = args
        .keyword_some("ndmax")
        .map(|ndmax| to_index(&ndmax, vm))
        .transpose()?;
    args.keyword("like");
    args.finish()?;
    let ndmin = usize::try_from(ndmin.unwrap_or(0)).unwrap_or(0);
    if ndmin > brooklet_array::shape::MAX_DIMS {
        return Err(vm.new_value_error("ndmin must be <= 64"));
    }
    let request = Request {
        dtype: dtype.map(|dtype| dtype.dtype().clone()),
        copy,
        order,
        subok: subok.unwrap_or(false),
        ndmin,
    };
    if let Some(ndmax) = ndmax {
        let depth = usize::try_from(ndmax).unwrap_or(0);
        let made = coerce::array_to_depth(&object, request.dtype.as_ref(), depth, vm)?;
        return Ok(PyNdArray::wrap(made, vm));
    }
    make(&object, &request, vm)
}

fn as_(
    name: &'static str,
    args: FuncArgs,
    subok: bool,
    default: Order,
    vm: &VirtualMachine,
) -> PyResult {
    if let Some(made) = like(name, &args, vm)? {
        return Ok(made);
    }
    let mut args = Arguments::new(name, args, vm);
    let object = args.required("a")?;
    let dtype = dtype::from_optional(args.next("dtype"), vm)?;
    let order = to_order(args.next("order").as_deref(), default, vm)?;
    check_device(args.keyword("device"), vm)?;
    let copy = to_copy(args.keyword("copy"), Copy::IfNeeded, vm)?;
    args.keyword("like");
    args.finish()?;
    let request = Request {
        dtype: dtype.map(|dtype| dtype.dtype().clone()),
        copy,
        order,
        subok,
        ndmin: 0,
    };
    make(&object, &request, vm)
}

/// The one device that there is.
pub(super) fn check_device(device: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
    let Some(device) = device.filter(|device| !vm.is_none(device)) else {
        return Ok(());
    };
    let text = device.str(vm)?.to_string_lossy().into_owned();
    if text == "cpu" {
        return Ok(());
    }
    Err(vm.new_value_error(format!(
        "Device not understood. Only \"cpu\" is allowed, but received: {text}"
    )))
}

/// `asarray(a, dtype=None, order=None, *, device=None, copy=None, like=None)`.
pub(super) fn asarray(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    as_("asarray", args, false, Order::Keep, vm)
}

/// `asanyarray`, which passes derived classes through.
pub(super) fn asanyarray(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    as_("asanyarray", args, true, Order::Keep, vm)
}

/// `ascontiguousarray`: one axis at least, the last axis fastest.
pub(super) fn ascontiguousarray(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    contiguous("ascontiguousarray", args, Order::C, vm)
}

/// `asfortranarray`: the first axis fastest.
pub(super) fn asfortranarray(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    contiguous("asfortranarray", args, Order::F, vm)
}

fn contiguous(name: &'static str, args: FuncArgs, order: Order, vm: &VirtualMachine) -> PyResult {
    if let Some(made) = like(name, &args, vm)? {
        return Ok(made);
    }
    let mut args = Arguments::new(name, args, vm);
    let object = args.required("a")?;
    let dtype = dtype::from_optional(args.next("dtype"), vm)?;
    args.keyword("like");
    args.finish()?;
    let request = Request {
        dtype: dtype.map(|dtype| dtype.dtype().clone()),
        copy: Copy::IfNeeded,
        order,
        subok: false,
        ndmin: 1,
    };
    make(&object, &request, vm)
}

fn make(object: &PyObject, request: &Request, vm: &VirtualMachine) -> PyResult {
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        return from_array(object, &array.array(), request, vm);
    }
    if !scalar::is_scalar(object)
        && let Some(foreign) = coerce::from_foreign(object, vm)?
    {
        return from_array(&foreign.object, &foreign.array, request, vm);
    }
    if request.copy == Copy::Never {
        return Err(vm.new_value_error(
            "Unable to avoid copy while creating an array as requested.\nIf using `np.array(obj, copy=False)` replace it with `np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).",
        ));
    }
    let made = coerce::array_from(object, request.dtype.as_ref(), vm)?;
    let made = if scalar::is_scalar(object) {
        casting::copied(&made).or_raise(vm)?
    } else {
        made
    };
    let made = with_order(&made, request.order, vm)?;
    Ok(PyNdArray::wrap(with_ndmin(&made, request.ndmin), vm))
}

fn with_order(array: &Array, order: Order, vm: &VirtualMachine) -> PyResult<Array> {
    if order == Order::F && !array.is_f_contiguous() {
        return casting::copied_in(array, Order::F).or_raise(vm);
    }
    Ok(array.clone())
}

fn with_ndmin(array: &Array, ndmin: usize) -> Array {
    let mut array = array.clone();
    while array.ndim() < ndmin {
        array = array.expand_dims(0);
    }
    array
}

fn from_array(
    object: &PyObject,
    array: &Array,
    request: &Request,
    vm: &VirtualMachine,
) -> PyResult {
    let wanted = match &request.dtype {
        None => array.dtype().clone(),
        Some(dtype) => coerce::sized_like(dtype, array, vm)?,
    };
    let fits = match request.order {
        Order::C => array.is_c_contiguous(),
        Order::F => array.is_f_contiguous(),
        _ => true,
    };
    let is_same = *array.dtype() == wanted && array.dtype().num() == wanted.num() && fits;
    let is_exact = PyNdArray::is_exact(object);
    let zelf = PyNdArray::downcast(object, vm)?;
    if is_same && request.copy != Copy::Always {
        if array.ndim() >= request.ndmin && (is_exact || request.subok) {
            return Ok(object.to_owned());
        }
        let class = if request.subok {
            object.class().to_owned()
        } else {
            <PyNdArray as brooklet_python::vm::class::StaticType>::static_type().to_owned()
        };
        return PyNdArray::view_as(&zelf, with_ndmin(array, request.ndmin), class, vm);
    }
    if request.copy == Copy::Never {
        return Err(vm.new_value_error(
            "Unable to avoid copy while creating an array as requested.\nIf using `np.array(obj, copy=False)` replace it with `np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).",
        ));
    }
    coerce::warn_discarded(array.dtype(), &wanted, vm)?;
    let made = match wanted.as_subarray() {
        Some(_) => casting::cast(array, &wanted).or_raise(vm)?,
        None => {
            let made =
                Array::zeros_like(array, array.shape(), &wanted, request.order).or_raise(vm)?;
            casting::assign_told(&made, array, vm)?;
            made
        }
    };
    let made = with_ndmin(&made, request.ndmin);
    if request.subok && !is_exact {
        return PyNdArray::new_like(&zelf, made, vm);
    }
    Ok(PyNdArray::wrap(made, vm))
}

fn new(
    name: &'static str,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Result<Array, PyObjectRef>> {
    if let Some(made) = like(name, &args, vm)? {
        return Ok(Err(made));
    }
    let mut args = Arguments::new(name, args, vm);
    let shape = args.required("shape")?;
    let dtype = dtype::from_optional(args.next("dtype"), vm)?;
    let order = to_order(args.next("order").as_deref(), Order::C, vm)?;
    check_device(args.keyword("device"), vm)?;
    args.keyword("like");
    args.finish()?;
    let shape = to_lens(&shape, vm)?;
    let dtype = dtype.map_or_else(DType::float64, |dtype| dtype.dtype().clone());
    new_array(&shape, &dtype, order, vm).map(Ok)
}

/// `empty(shape, dtype=float, order='C', *, device=None, like=None)`.
pub(super) fn empty(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    match new("empty", args, vm)? {
        Ok(array) => Ok(PyNdArray::wrap(array, vm)),
        Err(made) => Ok(made),
    }
}

/// `zeros(…)`: as `empty`, objects being the number zero.
pub(super) fn zeros(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    match new("zeros", args, vm)? {
        Ok(array) => {
            if array.dtype().num() == TypeNum::Object {
                let zero: PyObjectRef = vm.ctx.new_int(0).into();
                for offset in array.offsets() {
                    element::set_at(&array, offset, &zero, vm)?;
                }
            } else if array.dtype().has_objects() {
                let zero = Array::scalar(0_i64);
                casting::assign(&array, &zero, casting::Casting::Unsafe).or_raise(vm)?;
            }
            Ok(PyNdArray::wrap(array, vm))
        }
        Err(made) => Ok(made),
    }
}

/// `empty_like(prototype, dtype=None, order='K', subok=True, shape=None, *, device=None)`.
pub(super) fn empty_like(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("empty_like", args, vm);
    let prototype = args.required("prototype")?;
    let dtype = dtype::from_optional(args.next("dtype"), vm)?;
    let order = to_order(args.next("order").as_deref(), Order::Keep, vm)?;
    let subok = args.flag("subok", true)?;
    let shape = args
        .next_some("shape")
        .map(|shape| to_lens(&shape, vm))
        .transpose()?;
    check_device(args.keyword("device"), vm)?;
    args.finish()?;
    let like = coerce::array_from(&prototype, None, vm)?;
    let dtype = dtype.map_or_else(|| like.dtype().clone(), |dtype| dtype.dtype().clone());
    // Text of no length has room for a character.
    let dtype = match dtype.num() {
        TypeNum::Unicode if dtype.is_empty() => dtype.with_itemsize(4),
        TypeNum::Bytes if dtype.is_empty() => dtype.with_itemsize(1),
        _ => dtype,
    };
    let shape = shape.unwrap_or_else(|| like.shape().to_vec());
    let made = match dtype.as_subarray() {
        Some(_) => new_array(&shape, &dtype, Order::C, vm)?,
        None => Array::zeros_like(&like, &shape, &dtype, order).or_raise(vm)?,
    };
    match prototype.downcast_ref::<PyNdArray>() {
        Some(prototype) if subok => PyNdArray::new_like(prototype, made, vm),
        _ => Ok(PyNdArray::wrap(made, vm)),
    }
}

/// `fromiter(iter, dtype, count=-1, *, like=None)`.
pub(super) fn fromiter(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if let Some(made) = like("fromiter", &args, vm)? {
        return Ok(made);
    }
    let mut args = Arguments::new("fromiter", args, vm);
    let iter = args.required("iter")?;
    let wanted = args.required("dtype")?;
    let count = args
        .next_some("count")
        .map(|count| to_index(&count, vm))
        .transpose()?;
    args.keyword("like");
    args.finish()?;
    let wanted = dtype::from_object(&wanted, vm)?;
    let wanted = wanted.dtype();
    if wanted.is_empty() && wanted.num().is_flexible() {
        return Err(vm.new_value_error("Must specify length when using variable-size data-type."));
    }
    let count = count.unwrap_or(-1);
    let mut items: Vec<PyObjectRef> = Vec::new();
    let iterator = iter.get_iter(vm)?;
    for item in iterator.iter::<PyObjectRef>(vm)? {
        if count >= 0 && items.len() as isize >= count {
            break;
        }
        items.push(item?);
        if count >= 0 && items.len() as isize >= count {
            break;
        }
    }
    if count >= 0 && (items.len() as isize) < count {
        return Err(vm.new_value_error(format!(
            "iterator too short: Expected {count} but iterator had only {} items.",
            items.len()
        )));
    }
    let array = new_array(&[items.len()], wanted, Order::C, vm)?;
    for (index, item) in items.iter().enumerate() {
        let part = array.index_axis(0, index as isize).or_raise(vm)?;
        if part.ndim() == 0 {
            element::set_at(&part, part.offset(), item, vm)?;
        } else {
            coerce::assign(&part, item, vm)?;
        }
    }
    Ok(PyNdArray::wrap(array, vm))
}
