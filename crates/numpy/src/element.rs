//! Elements of arrays as objects of Python, and back.

pub(crate) mod coerce;
pub(crate) mod objects;

use brooklet_array::dtype::Kind;
use brooklet_array::raw::Flags;
use brooklet_array::{Array, Bool, Complex, DType, TypeNum, Value};
use brooklet_python::vm::builtins::{
    PyByteArray, PyBytes, PyComplex, PyFloat, PyInt, PyList, PyStr, PyTuple,
};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};
use num_complex::Complex64;
use num_traits::ToPrimitive;

use crate::array::PyNdArray;
use crate::casting::{self, Casting};
use crate::error::OrRaise;
use crate::handles::{from_handle, release, to_handle};
use crate::{errors, registry, scalar};

/// The nearest object of Python's own for an element (`item()`): `int`, `float`, `str`, a tuple for
/// fields.
pub(crate) fn item_at(array: &Array, offset: usize, vm: &VirtualMachine) -> PyResult {
    let ctx = &vm.ctx;
    let dtype = array.dtype();
    Ok(match array.value_at(offset) {
        Value::Bool(value) => ctx.new_bool(value).into(),
        Value::Int(value) => ctx.new_int(value).into(),
        Value::UInt(value) => ctx.new_int(value).into(),
        Value::Float(value) => ctx.new_float(value).into(),
        Value::Complex(value) => ctx.new_complex(Complex64::new(value.re, value.im)).into(),
        Value::Bytes(value) => ctx.new_bytes(value).into(),
        Value::Text(value) => ctx.new_str(value).into(),
        Value::DateTime(value) | Value::TimeDelta(value) => {
            let unit = dtype.unit();
            let is_span = dtype.num() == TypeNum::TimeDelta;
            return registry::call(
                "date_item",
                (value, unit.unit.symbol(), unit.count, is_span),
                vm,
            );
        }
        Value::Object(handle) => from_handle(handle, vm),
        Value::Void(bytes) => return void_item(array, offset, bytes, vm),
    })
}

fn void_item(array: &Array, offset: usize, bytes: Vec<u8>, vm: &VirtualMachine) -> PyResult {
    if array.dtype().fields().is_none() {
        return Ok(vm.ctx.new_bytes(bytes).into());
    }
    let element = array.element(offset).or_raise(vm)?;
    let names: Vec<_> = element
        .dtype()
        .fields()
        .iter()
        .flat_map(|fields| &fields.fields)
        .map(|field| field.name.clone())
        .collect();
    let mut items = Vec::with_capacity(names.len());
    for name in names {
        let field = element.field(&name).or_raise(vm)?;
        items.push(if field.ndim() == 0 {
            item_at(&field, field.offset(), vm)?
        } else {
            PyNdArray::wrap(field, vm)
        });
    }
    Ok(vm.ctx.new_tuple(items).into())
}

/// An element as a NumPy scalar (an object as itself).
pub(crate) fn scalar_at(array: &Array, offset: usize, vm: &VirtualMachine) -> PyResult {
    scalar::from_element(array, offset, vm)
}

/// An element given by its bytes, as an object of Python's own.
pub(crate) fn to_object(dtype: &DType, bytes: &[u8], vm: &VirtualMachine) -> PyResult {
    let array = Array::from_bytes(bytes.to_vec(), dtype, &[]).or_raise(vm)?;
    item_at(&array, 0, vm)
}

/// Writes an object as an element given by its bytes.
pub(crate) fn write(
    dtype: &DType,
    object: &PyObject,
    bytes: &mut [u8],
    vm: &VirtualMachine,
) -> PyResult<()> {
    let array = Array::zeros(&[], dtype).or_raise(vm)?;
    set_at(&array, 0, object, vm)?;
    array.buffer().memory().read_bytes(0, bytes);
    Ok(())
}

/// Sets an element to an object.
pub(crate) fn set_at(
    array: &Array,
    offset: usize,
    object: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let num = array.dtype().num();
    if num == TypeNum::Object {
        let handle = to_handle(object.to_owned());
        let before: u64 = array.read(offset);
        array.write(offset, handle);
        if before != 0 {
            release(before);
        }
        return Ok(());
    }
    if let Some(other) = object.downcast_ref::<PyNdArray>() {
        return set_from_array(array, offset, &other.array(), vm);
    }
    match num {
        TypeNum::Bool => {
            let value = object.to_owned().is_true(vm)?;
            array.write(offset, Bool::from(value));
        }
        TypeNum::Half | TypeNum::Float | TypeNum::Double | TypeNum::LongDouble => {
            let value = to_float(object, vm)?;
            match num {
                TypeNum::Half => {
                    tell_overflow(value, f64::from(HALF_END), vm)?;
                    array.write(offset, brooklet_array::cast::to_half(value));
                }
                TypeNum::Float => {
                    tell_overflow(value, SINGLE_END, vm)?;
                    array.write(offset, value as f32);
                }
                _ => array.write(offset, value),
            }
        }
        TypeNum::CFloat | TypeNum::CDouble | TypeNum::CLongDouble => {
            let value = to_complex(object, vm)?;
            if num == TypeNum::CFloat {
                array.write(offset, Complex::new(value.re as f32, value.im as f32));
            } else {
                array.write(offset, Complex::new(value.re, value.im));
            }
        }
        TypeNum::Bytes => write_text_bytes(array, offset, object, vm)?,
        TypeNum::Unicode => write_text(array, offset, object, vm)?,
        TypeNum::DateTime | TypeNum::TimeDelta => {
            let unit = array.dtype().unit();
            let is_span = num == TypeNum::TimeDelta;
            let value = registry::call(
                "date_value",
                (object.to_owned(), unit.unit.symbol(), unit.count, is_span),
                vm,
            )?;
            array.write::<i64>(offset, value.try_to_value(vm)?);
        }
        TypeNum::Void => write_void(array, offset, object, vm)?,
        _ => write_int(array, offset, object, vm)?,
    }
    Ok(())
}

/// From here on numbers are beyond what half a single holds, rounding included.
const HALF_END: f32 = 65520.0;
/// The same for a single: between its greatest number and twice what is there next.
const SINGLE_END: f64 = 3.402_823_567_797_336_6e38;

/// Tells of a finite number that becomes infinite, for its type ends before `end`.
fn tell_overflow(value: f64, end: f64, vm: &VirtualMachine) -> PyResult<()> {
    if value.abs() >= end && value.is_finite() && errors::are_watched(vm) {
        return registry::call("tell_errors", (Flags::OVER.0, "cast"), vm).map(drop);
    }
    Ok(())
}

/// Sets an element to the only one of another array.
fn set_from_array(
    array: &Array,
    offset: usize,
    other: &Array,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if other.size() != 1 || (other.ndim() > 0 && array.dtype().num() != TypeNum::Void) {
        return Err(sequence_error(vm));
    }
    let target = array.element(offset).or_raise(vm)?;
    let from = other.reshape_view(&[], brooklet_array::Order::C);
    let from = from.unwrap_or_else(|| other.clone());
    casting::assign(&target, &from, Casting::Unsafe).or_raise(vm)
}

/// What is raised where a sequence stands for a number.
pub(crate) fn sequence_error(
    vm: &VirtualMachine,
) -> brooklet_python::vm::builtins::PyBaseExceptionRef {
    vm.new_value_error("setting an array element with a sequence.")
}

fn is_sequence(object: &PyObject) -> bool {
    object.downcast_ref::<PyList>().is_some() || object.downcast_ref::<PyTuple>().is_some()
}

fn write_int(array: &Array, offset: usize, object: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    if is_sequence(object) {
        return Err(vm.new_type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            object.class().name()
        )));
    }
    if let Some(from) = scalar::array_of(object)
        && !matches!(
            from.dtype().kind(),
            Kind::Signed | Kind::Unsigned | Kind::Float | Kind::Object
        )
    {
        let target = array.element(offset).or_raise(vm)?;
        return casting::assign(&target, &from, Casting::Unsafe).or_raise(vm);
    }
    let int = match object.downcast_ref::<PyInt>() {
        Some(int) => int.to_owned(),
        None => object.to_owned().try_int(vm)?,
    };
    let big = int.as_bigint();
    let out = || {
        vm.new_overflow_error(format!(
            "Python integer {big} out of bounds for {}",
            array.dtype().name()
        ))
    };
    macro_rules! put {
        ($type:ty, $to:ident) => {
            array.write::<$type>(offset, big.$to().ok_or_else(out)?)
        };
    }
    match array.dtype().num() {
        TypeNum::Byte => put!(i8, to_i8),
        TypeNum::UByte => put!(u8, to_u8),
        TypeNum::Short => put!(i16, to_i16),
        TypeNum::UShort => put!(u16, to_u16),
        TypeNum::Int => put!(i32, to_i32),
        TypeNum::UInt => put!(u32, to_u32),
        TypeNum::ULong | TypeNum::ULongLong => put!(u64, to_u64),
        _ => {
            let value = big.to_i64().ok_or_else(|| {
                vm.new_overflow_error("Python int too large to convert to C long")
            })?;
            array.write(offset, value);
        }
    }
    Ok(())
}

/// The number that an object is, as NumPy's float types take it.
pub(crate) fn to_float(object: &PyObject, vm: &VirtualMachine) -> PyResult<f64> {
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        return Ok(float.to_f64());
    }
    if let Some(int) = object.downcast_ref::<PyInt>() {
        return int
            .as_bigint()
            .to_f64()
            .filter(|value| value.is_finite())
            .ok_or_else(|| vm.new_overflow_error("int too large to convert to float"));
    }
    if vm.is_none(object) {
        return Ok(f64::NAN);
    }
    if is_sequence(object) {
        return Err(sequence_error(vm));
    }
    if object.downcast_ref::<PyStr>().is_some() || object.downcast_ref::<PyBytes>().is_some() {
        let class: PyObjectRef = vm.ctx.types.float_type.to_owned().into();
        let value = class.call((object.to_owned(),), vm)?;
        return to_float(&value, vm);
    }
    Ok(object.to_owned().try_float(vm)?.to_f64())
}

/// The number that an object is, as NumPy's complex types take it.
pub(crate) fn to_complex(object: &PyObject, vm: &VirtualMachine) -> PyResult<Complex64> {
    if let Some(complex) = object.downcast_ref::<PyComplex>() {
        return Ok(complex.as_complex());
    }
    if vm.is_none(object) {
        return Ok(Complex64::new(f64::NAN, f64::NAN));
    }
    if is_sequence(object) {
        return Err(vm.new_type_error(format!(
            "must be real number, not {}",
            object.class().name()
        )));
    }
    let is_text = object.downcast_ref::<PyStr>().is_some();
    let has_complex = || {
        vm.get_attribute_opt(object, "__complex__")
            .is_ok_and(|found| found.is_some())
    };
    if is_text || has_complex() {
        let class: PyObjectRef = vm.ctx.types.complex_type.to_owned().into();
        let value = class.call((object.to_owned(),), vm)?;
        if let Some(complex) = value.downcast_ref::<PyComplex>() {
            return Ok(complex.as_complex());
        }
    }
    Ok(Complex64::new(to_float(object, vm)?, 0.0))
}

fn write_text_bytes(
    array: &Array,
    offset: usize,
    object: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let bytes = if let Some(bytes) = object.downcast_ref::<PyBytes>() {
        bytes.as_bytes().to_vec()
    } else if let Some(bytes) = object.downcast_ref::<PyByteArray>() {
        bytes.borrow_buf().to_vec()
    } else {
        let text = text_of(object, vm)?;
        if !text.is_ascii() {
            let codec = vm.ctx.new_str(text);
            vm.call_method(codec.as_object(), "encode", ("ascii",))?;
            return Ok(());
        }
        text.into_bytes()
    };
    let mut padded = vec![0; array.itemsize()];
    let len = bytes.len().min(padded.len());
    padded[..len].copy_from_slice(&bytes[..len]);
    array.buffer().memory().write_bytes(offset, &padded);
    Ok(())
}

/// What an object becomes in an array of text.
pub(crate) fn text_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<String> {
    if is_sequence(object) {
        return Err(sequence_error(vm));
    }
    if let Some(bytes) = object.downcast_ref::<PyBytes>() {
        let decoded = vm.call_method(bytes.as_object(), "decode", ("ascii",))?;
        return Ok(decoded.str(vm)?.to_string_lossy().into_owned());
    }
    let text = object.str(vm)?;
    Ok(text.to_string_lossy().into_owned())
}

fn write_text(
    array: &Array,
    offset: usize,
    object: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let text = text_of(object, vm)?;
    let mut codes = text.chars().map(u32::from);
    for at in 0..array.dtype().len() {
        array.write::<u32>(offset + at * 4, codes.next().unwrap_or(0));
    }
    Ok(())
}

fn write_void(
    array: &Array,
    offset: usize,
    object: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if let Some(from) = scalar::array_of(object).filter(|from| from.dtype().num() == TypeNum::Void)
    {
        let target = array.element(offset).or_raise(vm)?;
        return casting::assign(&target, &from, Casting::Unsafe).or_raise(vm);
    }
    let element = array.element(offset).or_raise(vm)?;
    let Some(fields) = array.dtype().fields() else {
        let bytes = if let Some(text) = object.downcast_ref::<PyStr>() {
            text.as_bytes().to_vec()
        } else {
            object.try_bytes_like(vm, <[u8]>::to_vec)?
        };
        let mut padded = vec![0; array.itemsize()];
        let len = bytes.len().min(padded.len());
        padded[..len].copy_from_slice(&bytes[..len]);
        array.buffer().memory().write_bytes(offset, &padded);
        return Ok(());
    };
    let names: Vec<_> = fields
        .fields
        .iter()
        .map(|field| field.name.clone())
        .collect();
    let values = object
        .downcast_ref::<PyTuple>()
        .map(|tuple| tuple.as_slice().to_vec());
    let values = match values {
        Some(values) if values.len() != names.len() => {
            return Err(vm.new_value_error(format!(
                "could not assign tuple of length {} to structure with {} fields.",
                values.len(),
                names.len()
            )));
        }
        Some(values) => values,
        None if is_sequence(object) => {
            return Err(vm.new_type_error(
                "expected a tuple of the fields' values, as an element of a structured array",
            ));
        }
        None => vec![object.to_owned(); names.len()],
    };
    for (name, value) in names.iter().zip(values) {
        let field = element.field(name).or_raise(vm)?;
        if field.ndim() == 0 {
            set_at(&field, field.offset(), &value, vm)?;
        } else {
            coerce::assign(&field, &value, vm)?;
        }
    }
    Ok(())
}
