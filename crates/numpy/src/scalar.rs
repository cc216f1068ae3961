//! `numpy.generic` and what is derived from it: single elements by themselves.
//!
//! The class `generic` holds nothing, so that `float64` can be a `float` of Python and `str_` a
//! `str`. Scalars of the other classes hold an array without axes.

use brooklet_array::{Array, DType, Element, TypeNum, Value};
use brooklet_python::vm::builtins::{PyBytes, PyComplex, PyFloat, PyStr, PyType, PyTypeRef};
use brooklet_python::vm::class::StaticType;
use brooklet_python::vm::object::{MaybeTraverse, TraverseFn};
use brooklet_python::vm::{
    AsObject, Context, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};
use num_complex::Complex64;

use crate::error::OrRaise;
use crate::handles::from_handle;
use crate::{dtype, registry};

/// One element of an array: what all classes of elements derive from.
#[pyclass(module = "numpy", name = "generic")]
#[derive(Debug, PyPayload)]
pub(crate) struct Generic;

/// What a scalar holds whose class is not one of Python's.
#[derive(Debug)]
pub(crate) struct Scalar {
    pub(crate) array: Array,
}

impl MaybeTraverse for Scalar {
    fn try_traverse(&self, _tracer: &mut TraverseFn<'_>) {}
}

impl PyPayload for Scalar {
    fn class(_ctx: &Context) -> &'static Py<PyType> {
        Generic::static_type()
    }
}

impl Scalar {
    /// A truth value, before there is a registry.
    pub(crate) fn truth(value: bool, class: &PyTypeRef, vm: &VirtualMachine) -> PyResult {
        let array = Array::scalar(brooklet_array::Bool::from(value));
        Ok(Self { array }.into_ref_with_type(vm, class.clone())?.into())
    }
}

/// `str` of a scalar.
pub(crate) fn text(
    zelf: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<brooklet_python::vm::builtins::PyStrRef> {
    registry::call("scalar_text", (zelf.to_owned(),), vm)?.str(vm)
}

/// Whether an object is a scalar of NumPy's.
pub(crate) fn is_scalar(object: &PyObject) -> bool {
    object.class().fast_issubclass(Generic::static_type())
}

/// `iter` of a scalar: those of classes that can be gone through say how. Fields can be, though their
/// class has no `__iter__`.
pub(crate) fn iterate(zelf: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let registry = registry::get();
    if zelf.class().fast_issubclass(registry.scalar(TypeNum::Void)) {
        return registry::call("iterate_void", (zelf,), vm);
    }
    match zelf.class().get_attr(vm.ctx.intern_str("__iter__")) {
        Some(own) => own.call((zelf,), vm),
        None => Err(vm.new_type_error(format!(
            "'numpy.{}' object is not iterable",
            zelf.class().name()
        ))),
    }
}

/// A scalar of the class that belongs to an element.
pub(crate) fn from_element(array: &Array, offset: usize, vm: &VirtualMachine) -> PyResult {
    if array.dtype().num() == TypeNum::Object {
        return Ok(from_handle(array.read(offset), vm));
    }
    let class = dtype::scalar_class(array.dtype());
    of_class(class, array, offset, vm)
}

/// A scalar of the class that belongs to a value of Rust.
pub(crate) fn from_value<T: Element>(value: T, vm: &VirtualMachine) -> PyResult {
    let array = Array::scalar(value);
    from_element(&array, 0, vm)
}

/// A scalar of a class (or of one derived from it) with the value of an element.
pub(crate) fn of_class(
    class: PyTypeRef,
    array: &Array,
    offset: usize,
    vm: &VirtualMachine,
) -> PyResult {
    let num = array.dtype().num();
    match num {
        TypeNum::Bool => {
            let value = array.read::<brooklet_array::Bool>(offset).get();
            return Ok(registry::get().truth(value));
        }
        TypeNum::Double => {
            let value = PyFloat::from(array.read::<f64>(offset));
            return Ok(value.into_ref_with_type(vm, class)?.into());
        }
        TypeNum::CDouble => {
            let value = array.read::<Complex64>(offset);
            return Ok(PyComplex::from(value).into_ref_with_type(vm, class)?.into());
        }
        TypeNum::Unicode => {
            let text = match array.value_at(offset) {
                Value::Text(text) => text,
                _ => String::new(),
            };
            return Ok(PyStr::from(text).into_ref_with_type(vm, class)?.into());
        }
        TypeNum::Bytes => {
            let bytes = match array.value_at(offset) {
                Value::Bytes(bytes) => bytes,
                _ => Vec::new(),
            };
            return Ok(PyBytes::from(bytes).into_ref_with_type(vm, class)?.into());
        }
        _ => {}
    }
    let element = array.element(offset).or_raise(vm)?;
    let array = match num {
        // A structured scalar shows, and sets, the fields of the array that it is from.
        TypeNum::Void => element,
        _ => detached(&element),
    };
    Ok(Scalar { array }.into_ref_with_type(vm, class)?.into())
}

/// The same element in memory of its own, in native order.
fn detached(element: &Array) -> Array {
    let dtype = element.dtype().to_native();
    let mut bytes = element.element_bytes(element.offset());
    if element.dtype().is_swapped() {
        let parts = if bytes.len() == 16 || element.dtype().num() == TypeNum::CFloat {
            2
        } else {
            1
        };
        let width = bytes.len() / parts;
        for part in bytes.chunks_exact_mut(width.max(1)) {
            part.reverse();
        }
    }
    Array::from_bytes(bytes, &dtype, &[]).unwrap_or_else(|_| element.clone())
}

/// The array without axes that a scalar stands for; `None` for all other objects.
pub(crate) fn array_of(object: &PyObject) -> Option<Array> {
    if let Some(scalar) = object.downcast_ref::<Scalar>() {
        return Some(scalar.array.clone());
    }
    if !is_scalar(object) {
        return None;
    }
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        return Some(Array::scalar(float.to_f64()));
    }
    if let Some(complex) = object.downcast_ref::<PyComplex>() {
        let value = complex.as_complex();
        return Some(Array::scalar(brooklet_array::Complex::new(
            value.re, value.im,
        )));
    }
    if let Some(text) = object.downcast_ref::<PyStr>() {
        return Some(text_array(&text.to_string_lossy()));
    }
    let bytes = object.downcast_ref::<PyBytes>()?;
    let bytes = bytes.as_bytes().to_vec();
    let dtype = DType::bytes(bytes.len());
    Array::from_bytes(bytes, &dtype, &[]).ok()
}

/// A text as an array without axes.
pub(crate) fn text_array(text: &str) -> Array {
    let codes: Vec<u8> = text
        .chars()
        .flat_map(|letter| u32::from(letter).to_ne_bytes())
        .collect();
    let dtype = DType::unicode(codes.len() / 4);
    Array::from_bytes(codes, &dtype, &[]).unwrap_or_else(|_| Array::scalar(0_i64))
}

/// The element type of a scalar.
pub(crate) fn dtype_of(object: &PyObject) -> Option<DType> {
    if let Some(scalar) = object.downcast_ref::<Scalar>() {
        return Some(scalar.array.dtype().clone());
    }
    array_of(object).map(|array| array.dtype().clone())
}

/// A scalar with this array as its value, unless it belongs to one of Python's classes.
pub(crate) fn holding(array: Array, class: PyTypeRef, vm: &VirtualMachine) -> PyResult {
    let offset = array.offset();
    of_class(class, &array, offset, vm)
}
