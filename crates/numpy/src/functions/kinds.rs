//! Functions about element types.

use brooklet_array::{Array, DType, TypeNum};
use brooklet_python::vm::builtins::{PyBytes, PyDict, PyStr, PyType};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use crate::arguments::{Arguments, text_of, to_casting};
use crate::array::PyNdArray;
use crate::casting::{self, Casting};
use crate::dtype::{self, PyDType};
use crate::element::coerce;
use crate::error::OrRaise;
use crate::{promotion, registry, scalar};

/// `can_cast(from_, to, casting='safe')`.
pub(super) fn can_cast(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("can_cast", args, vm);
    let (from, to) = (args.required("from_")?, args.required("to")?);
    let casting = to_casting(args.next("casting").as_deref(), Casting::Safe, vm)?;
    args.finish()?;
    if vm.is_none(&from) || vm.is_none(&to) {
        return Err(vm.new_type_error("did not understand one of the types; 'None' not accepted"));
    }
    let to = dtype::from_object(&to, vm)?;
    let is_python_number = from.downcast_ref::<PyStr>().is_none()
        && !scalar::is_scalar(&from)
        && promotion::weak_of(&from, vm).is_some();
    if is_python_number {
        return Err(vm.new_type_error(
            "can_cast() does not support Python ints, floats, and complex because the result used to depend on the value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future.",
        ));
    }
    let from = match from.downcast_ref::<PyNdArray>() {
        Some(array) => array.array().dtype().clone(),
        None => match scalar::dtype_of(&from).filter(|_| scalar::is_scalar(&from)) {
            Some(dtype) => dtype,
            None => dtype::from_object(&from, vm)?.dtype().clone(),
        },
    };
    Ok(vm
        .ctx
        .new_bool(casting::can_cast(&from, to.dtype(), casting))
        .into())
}

/// `promote_types(type1, type2)`.
pub(super) fn promote_types(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("promote_types", args, vm);
    let (left, right) = (args.required("type1")?, args.required("type2")?);
    args.finish()?;
    let left = dtype::from_object(&left, vm)?;
    let right = dtype::from_object(&right, vm)?;
    if left.is(&right) && left.dtype().is_native() {
        // What is told of a type beside it stays.
        return Ok(left.into());
    }
    let mut common = casting::promote_values(left.dtype(), right.dtype(), vm)?;
    let keeps = common.num() == TypeNum::Unicode
        || left.dtype().is_native()
        || dtype::extra(&common).is_none_or(|extra| extra.scalar.is_some());
    if !keeps {
        // Of text alone it outlives a change of the order of bytes.
        common = common.with_metadata(None);
    }
    Ok(dtype::wrap(&common, vm)?.into())
}

/// `result_type(*arrays_and_dtypes)`.
pub(super) fn result_type(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("result_type", args, vm);
    let given = args.rest();
    args.finish()?;
    if given.is_empty() {
        return Err(vm.new_value_error("at least one array or dtype is required"));
    }
    if let [one] = given.as_slice()
        && let Some(dtype) = one.downcast_ref::<PyDType>()
    {
        return Ok(dtype::wrap(&dtype.dtype().to_native(), vm)?.into());
    }
    let common = promotion::common_type(&given, vm)?;
    Ok(dtype::wrap(&common, vm)?.into())
}

/// `min_scalar_type(a)`.
pub(super) fn min_scalar_type(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("min_scalar_type", args, vm);
    let object = args.required("a")?;
    args.finish()?;
    let array = coerce::array_from(&object, None, vm)?;
    let dtype = if array.ndim() == 0 {
        least(&array)
    } else {
        array.dtype().clone()
    };
    Ok(dtype::wrap(&dtype, vm)?.into())
}

/// The least type that holds an element.
fn least(array: &Array) -> DType {
    use brooklet_array::Value;
    let of = |num: TypeNum| DType::new(num).unwrap_or_else(DType::int64);
    match array.value_at(array.offset()) {
        Value::Int(value) if value < 0 => of(match value {
            -128.. => TypeNum::Byte,
            -32_768.. => TypeNum::Short,
            -2_147_483_648.. => TypeNum::Int,
            _ => TypeNum::Long,
        }),
        Value::Int(value) => least_unsigned(value as u64),
        Value::UInt(value) => least_unsigned(value),
        Value::Float(value) => least_float(value.abs()).map_or_else(|| array.dtype().clone(), of),
        Value::Complex(value) => {
            let worst = value.re.abs().max(value.im.abs());
            if worst.is_finite() && worst > f64::from(f32::MAX) {
                array.dtype().clone()
            } else {
                of(TypeNum::CFloat)
            }
        }
        _ => array.dtype().clone(),
    }
}

fn least_unsigned(value: u64) -> DType {
    let num = match value {
        0..=0xff => TypeNum::UByte,
        0x100..=0xffff => TypeNum::UShort,
        0x1_0000..=0xffff_ffff => TypeNum::UInt,
        _ => TypeNum::ULong,
    };
    DType::new(num).unwrap_or_else(DType::uint64)
}

fn least_float(size: f64) -> Option<TypeNum> {
    if !size.is_finite() || size < 65_000.0 {
        Some(TypeNum::Half)
    } else if size < 3.4e38 {
        Some(TypeNum::Float)
    } else {
        None
    }
}

/// `datetime_data(dtype)`: its unit and how many of it.
pub(super) fn datetime_data(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("datetime_data", args, vm);
    let object = args.required("dtype")?;
    args.finish()?;
    let dtype = dtype::from_object(&object, vm)?;
    if !dtype.dtype().num().is_date() {
        return Err(vm.new_type_error("cannot get datetime metadata from non-datetime type"));
    }
    let unit = dtype.dtype().unit();
    Ok(vm.new_tuple((unit.unit.symbol(), unit.count)).into())
}

/// `set_typeDict(dict)`: further names of types.
pub(super) fn set_type_dict(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("set_typeDict", args, vm);
    let dict = args.required("dict")?;
    args.finish()?;
    let dict = dict
        .downcast::<PyDict>()
        .map_err(|_| vm.new_type_error("set_typeDict() takes a dict"))?;
    let registry = registry::get();
    let before = registry.type_dict.replace(Some(dict));
    drop(before);
    Ok(vm.ctx.none())
}

/// The one object of a plain type, by its number.
pub(super) fn plain(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_plain", args, vm);
    let num: usize = args.required("num")?.try_to_value(vm)?;
    let num =
        TypeNum::from_num(num).ok_or_else(|| vm.new_value_error("no type has this number"))?;
    Ok(dtype::plain(num).into())
}

/// The count in a date or span.
pub(super) fn raw(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_raw", args, vm);
    let object = args.required("scalar")?;
    let array = scalar::array_of(&object).ok_or_else(|| vm.new_type_error("not a scalar"))?;
    if !array.dtype().num().is_date() {
        return Err(vm.new_type_error("neither a date nor a span"));
    }
    Ok(vm.ctx.new_int(array.read::<i64>(array.offset())).into())
}

/// A structured type with other names.
pub(super) fn with_names(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_with_names", args, vm);
    let dtype = dtype::from_object(&*args.required("dtype")?, vm)?;
    let names: Vec<PyObjectRef> = args.required("names")?.try_to_value(vm)?;
    let names = names
        .iter()
        .map(|name| text_of(name, vm).map(|name| name.as_str().into()));
    let names = names.collect::<PyResult<Vec<std::rc::Rc<str>>>>()?;
    let renamed = dtype.dtype().with_names(&names).or_raise(vm)?;
    Ok(dtype::wrap(&renamed, vm)?.into())
}

/// `scalar(dtype, bytes)`: how pickles make scalars.
pub(super) fn scalar(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("scalar", args, vm);
    let wanted = args.required("dtype")?;
    let object = args.next_some("obj");
    args.finish()?;
    let wanted = wanted
        .downcast_ref::<PyDType>()
        .map(|dtype| dtype.dtype().clone());
    let dtype = wanted.ok_or_else(|| vm.new_type_error("scalar() takes a dtype first"))?;
    if dtype.num() == TypeNum::Object {
        return Ok(object.unwrap_or_else(|| vm.ctx.none()));
    }
    let array = match object {
        None => Array::zeros(&[], &dtype).or_raise(vm)?,
        Some(object) => {
            let bytes = match object.downcast_ref::<PyStr>() {
                Some(text) => text
                    .to_string_lossy()
                    .chars()
                    .map(|letter| letter as u8)
                    .collect(),
                None if object.downcast_ref::<PyBytes>().is_none() => {
                    return Err(vm.new_type_error("initializing object must be a bytes object"));
                }
                None => object.try_bytes_like(vm, <[u8]>::to_vec)?,
            };
            let mut bytes: Vec<u8> = bytes;
            if bytes.len() < dtype.itemsize() {
                return Err(vm.new_value_error("initialization string is too small"));
            }
            bytes.truncate(dtype.itemsize());
            Array::from_bytes(bytes, &dtype, &[]).or_raise(vm)?
        }
    };
    crate::element::scalar_at(&array, 0, vm)
}

/// Says whether errors in floating point are of interest.
pub(super) fn ignore_errors(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_ignore_errors", args, vm);
    let is_so = args.required("is_so")?.is_true(vm)?;
    registry::get().ignores_errors.set(is_so);
    Ok(vm.ctx.none())
}

/// One of an array's flags.
pub(super) fn flag(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_flag", args, vm);
    let array = PyNdArray::downcast(&*args.required("a")?, vm)?;
    let name = text_of(&*args.required("name")?, vm)?;
    match PyNdArray::flag(&array, &name) {
        Some(flag) => Ok(vm.ctx.new_bool(flag).into()),
        None => Err(vm.new_key_error(vm.ctx.new_str("Unknown flag").into())),
    }
}

/// Says whose memory an array shows.
pub(super) fn set_base(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_set_base", args, vm);
    let array = PyNdArray::downcast(&*args.required("a")?, vm)?;
    array.set_base(args.next_some("base"));
    Ok(vm.ctx.none())
}

/// Makes an array show what another one does (`resize`).
pub(super) fn adopt(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_adopt", args, vm);
    let array = PyNdArray::downcast(&*args.required("a")?, vm)?;
    let other = PyNdArray::downcast(&*args.required("other")?, vm)?;
    array.set_array(other.array());
    Ok(vm.ctx.none())
}

/// Gives an object another class.
pub(super) fn set_class(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_set_class", args, vm);
    let object = args.required("object")?;
    let class = args.required("class")?;
    let class = class
        .downcast::<PyType>()
        .map_err(|_| vm.new_type_error("not a class"))?;
    object.as_object().set_class(class, vm);
    Ok(vm.ctx.none())
}

/// A function of Python as one written in C.
pub(super) fn builtin(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_builtin", args, vm);
    crate::native::function(args.required("function")?, vm)
}

/// A function of Python as one that was compiled.
pub(super) fn compiled(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_compiled", args, vm);
    Ok(crate::native::compiled(args.required("function")?, vm))
}

/// Makes fields of attributes of a class.
pub(super) fn make_members(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_make_members", args, vm);
    let class = args.required("class")?;
    let names: Vec<String> = args.required("names")?.try_to_value(vm)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let class = class
        .downcast_ref::<PyType>()
        .ok_or_else(|| vm.new_type_error("not a class"))?;
    crate::native::make_members(class, &names, vm);
    Ok(vm.ctx.none())
}

/// Sets an attribute of one of the classes written in Rust, which Python may not change, or of one
/// that is to look as if it was: functions and properties stand in it as those of such classes.
pub(super) fn set_attribute(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_set_attribute", args, vm);
    let class = args.required("class")?;
    let name = text_of(&*args.required("name")?, vm)?;
    let value = args.required("value")?;
    let class = class
        .downcast::<PyType>()
        .map_err(|_| vm.new_type_error("not a class"))?;
    let value = crate::native::of(&class, &name, value, vm)?;
    class.set_attr(vm.ctx.intern_str(name), value);
    class.modified();
    Ok(vm.ctx.none())
}
