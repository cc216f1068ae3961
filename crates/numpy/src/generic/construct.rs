//! Making scalars: `np.int8(5)`, `np.float64('1.5')`, `np.void(8)`, `np.datetime64('2026-01-01')`.

use brooklet_array::{Array, DType, TypeNum};
use brooklet_python::vm::builtins::{PyFloat, PyInt, PyType, PyTypeRef};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine};

use crate::array::PyNdArray;
use crate::element::{self, coerce};
use crate::error::OrRaise;
use crate::registry::Registry;
use crate::scalar::{holding, is_scalar};
use crate::{dtype, registry};

/// `generic.__new__`.
pub(super) fn new(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let Some(num) = registry::get().num_of_class(&cls) else {
        return Err(vm.new_type_error(format!("cannot create '{}' instances", cls.slot_name())));
    };
    match num {
        TypeNum::Unicode | TypeNum::Bytes => text(cls, num, args, vm),
        TypeNum::Void => void(cls, args, vm),
        TypeNum::DateTime | TypeNum::TimeDelta => date(cls, num, args, vm),
        TypeNum::Object => {
            let value = args.args.first().cloned();
            Ok(value.unwrap_or_else(|| vm.ctx.none()))
        }
        _ => number(cls, num, args, vm),
    }
}

/// Lets the classes that are Python's numbers too make what the others make: arrays of lists, and nothing
/// in particular of None. They have the constructor of Python's class from the machine.
pub(crate) fn take_construction(registry: &Registry) {
    for num in [TypeNum::Double, TypeNum::CDouble] {
        let class = registry.scalar(num);
        class.slots.new.store(Some(new_number));
    }
}

fn new_number(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if args.kwargs.is_empty()
        && let [value] = args.args.as_slice()
        && let Some(float) = value.downcast_ref_if_exact::<PyFloat>(vm)
        && cls.fast_issubclass(vm.ctx.types.float_type)
    {
        let float = PyFloat::from(float.to_f64());
        return Ok(float.into_ref_with_type(vm, cls)?.into());
    }
    new(cls, args, vm)
}

fn one_argument(
    cls: &Py<PyType>,
    mut args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let value = args.take_positional();
    if !args.args.is_empty() {
        return Err(vm.new_type_error(format!(
            "{}() takes at most 1 argument ({} given)",
            cls.name(),
            args.args.len() + 1
        )));
    }
    if let Some(exception) = args.check_kwargs_empty(vm) {
        return Err(exception);
    }
    Ok(value)
}

fn number(cls: PyTypeRef, num: TypeNum, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let dtype = DType::new(num).unwrap_or_else(DType::float64);
    let array = Array::zeros(&[], &dtype).or_raise(vm)?;
    if matches!(
        num,
        TypeNum::CFloat | TypeNum::CDouble | TypeNum::CLongDouble
    ) && args.args.len() == 2
    {
        let class: PyObjectRef = vm.ctx.types.complex_type.to_owned().into();
        let value = class.call(args, vm)?;
        element::set_at(&array, 0, &value, vm)?;
        return holding(array, cls, vm);
    }
    let Some(value) = one_argument(&cls, args, vm)? else {
        return holding(array, cls, vm);
    };
    let is_simple = value.downcast_ref::<PyInt>().is_some() || is_scalar(&value);
    if !is_simple {
        let is_float = dtype.kind() == brooklet_array::dtype::Kind::Float;
        let has_own = is_float
            && value
                .class()
                .get_attr(vm.ctx.intern_str("__float__"))
                .is_some();
        let is_text = value
            .downcast_ref::<brooklet_python::vm::builtins::PyStr>()
            .is_some();
        if !(has_own || is_text) || value.downcast_ref::<PyNdArray>().is_some() {
            let from = coerce::array_from(&value, Some(&dtype), vm)?;
            if from.ndim() > 0 {
                return Ok(PyNdArray::wrap(from, vm));
            }
            let target = array.element(0).or_raise(vm)?;
            crate::casting::assign(&target, &from, crate::casting::Casting::Unsafe).or_raise(vm)?;
            return holding(array, cls, vm);
        }
    }
    element::set_at(&array, 0, &value, vm)?;
    holding(array, cls, vm)
}

fn text(cls: PyTypeRef, num: TypeNum, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let is_text = num == TypeNum::Unicode;
    let class = if is_text {
        vm.ctx.types.str_type
    } else {
        vm.ctx.types.bytes_type
    };
    let given = args.args.first().cloned();
    if let Some(value) = &given {
        let plain = value.downcast_ref::<PyNdArray>().is_none();
        let is_other = is_scalar(value) && !value.fast_isinstance(class);
        if args.args.len() == 1 && args.kwargs.is_empty() && (!plain || (is_other && !is_text)) {
            let dtype = DType::new(num).unwrap_or_else(DType::float64);
            let array = coerce::array_from(value, Some(&dtype), vm)?;
            if array.ndim() > 0 {
                return Ok(PyNdArray::wrap(array, vm));
            }
            return holding(array, cls, vm);
        }
    }
    let class: PyObjectRef = class.to_owned().into();
    let mut args = args;
    args.prepend_arg(cls.into());
    class.get_attr("__new__", vm)?.call(args, vm)
}

fn void(cls: PyTypeRef, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let value = args
        .take_positional_keyword("length_or_data")
        .ok_or_else(|| {
            vm.new_type_error("void() missing required argument 'length_or_data' (pos 1)")
        })?;
    let dtype = dtype::from_optional(args.take_positional_keyword("dtype"), vm)?;
    let is_length = dtype.is_none() && value.number().is_index();
    let array = if let Some(dtype) = dtype {
        coerce::array_from(&value, Some(dtype.dtype()), vm)?
    } else if is_length
        && value
            .downcast_ref::<PyNdArray>()
            .is_none_or(|array| array.array().ndim() == 0)
    {
        let len = value.try_index(vm)?;
        let len: usize = len.as_object().try_to_value(vm).map_err(|_| {
            vm.new_value_error("the size of a void scalar must be between 0 and 2 GiB")
        })?;
        Array::zeros(&[], &DType::void(len)).or_raise(vm)?
    } else {
        coerce::array_from(&value, Some(&DType::void(0)), vm)?
    };
    if array.ndim() > 0 {
        return Ok(PyNdArray::wrap(array, vm));
    }
    holding(array, cls, vm)
}

fn date(cls: PyTypeRef, num: TypeNum, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let is_span = num == TypeNum::TimeDelta;
    let mut value = args.args.first().cloned();
    if value.is_none() && is_span {
        value = Some(vm.ctx.new_int(0).into());
    }
    let unit = args.args.get(1).cloned();
    if args.args.len() > 2 || !args.kwargs.is_empty() {
        return Err(vm.new_type_error("a date or span is made of a value and a unit"));
    }
    let found = registry::call("new_date", (value, unit, is_span), vm)?;
    let (count, dtype): (PyObjectRef, PyObjectRef) = {
        let pair: Vec<PyObjectRef> = found.try_to_value(vm)?;
        (pair[0].clone(), pair[1].clone())
    };
    if let Some(array) = count.downcast_ref::<PyNdArray>() {
        return Ok(array.to_owned().into());
    }
    let dtype = dtype::from_object(&dtype, vm)?;
    let array = Array::zeros(&[], dtype.dtype()).or_raise(vm)?;
    array.write::<i64>(0, count.try_to_value(vm)?);
    holding(array, cls, vm)
}
