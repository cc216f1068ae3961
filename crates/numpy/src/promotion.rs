//! The types that objects have in common, and objects as elements of a type.

use brooklet_array::cast::{Participant, Weak};
use brooklet_array::dtype::Kind;
use brooklet_array::{Array, DType, TypeNum};
use brooklet_python::vm::builtins::{PyComplex, PyFloat, PyInt, PyStr};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::array::PyNdArray;
use crate::casting::cast;
use crate::dtype::PyDType;
use crate::element::{self, coerce, objects};
use crate::error::OrRaise;
use crate::scalar;

/// A plain number of Python's own, of which only the kind counts.
pub(crate) fn weak_of(object: &PyObject, vm: &VirtualMachine) -> Option<Weak> {
    let class = object.class();
    if class.is(vm.ctx.types.bool_type) || scalar::is_scalar(object) {
        return None;
    }
    if object.downcast_ref::<PyInt>().is_some() {
        return Some(Weak::Int);
    }
    if object.downcast_ref::<PyFloat>().is_some() {
        return Some(Weak::Float);
    }
    object
        .downcast_ref::<PyComplex>()
        .is_some()
        .then_some(Weak::Complex)
}

/// What an object brings to finding a common type.
pub(crate) fn participant(object: &PyObject, vm: &VirtualMachine) -> PyResult<Participant> {
    if let Some(weak) = weak_of(object, vm) {
        if weak == Weak::Int {
            let fits = coerce::python_dtype(object, vm)?;
            return Ok(match fits {
                Some(_) => Participant::Weak(weak),
                None => Participant::Typed(objects::dtype()),
            });
        }
        return Ok(Participant::Weak(weak));
    }
    if let Some(dtype) = object.downcast_ref::<PyDType>() {
        return Ok(Participant::Typed(dtype.dtype().clone()));
    }
    if vm.is_none(object) {
        return Ok(Participant::Typed(DType::float64()));
    }
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        return Ok(Participant::Typed(array.array().dtype().clone()));
    }
    if let Some(dtype) = scalar::dtype_of(object) {
        return Ok(Participant::Typed(dtype));
    }
    let is_type = object
        .downcast_ref::<brooklet_python::vm::builtins::PyType>()
        .is_some()
        || object.downcast_ref::<PyStr>().is_some();
    if is_type {
        return Ok(Participant::Typed(
            crate::dtype::from_object(object, vm)?.dtype().clone(),
        ));
    }
    let array = coerce::array_from(object, None, vm)?;
    Ok(Participant::Typed(array.dtype().clone()))
}

/// The least type that holds all of these values; text is a value, not the name of a type.
pub(crate) fn type_of_values(given: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<DType> {
    let participants = given.iter().map(|object| {
        let is_text = object.downcast_ref::<PyStr>().is_some();
        if is_text && !scalar::is_scalar(object) {
            let array = coerce::array_from(object, None, vm)?;
            return Ok(Participant::Typed(array.dtype().clone()));
        }
        participant(object, vm)
    });
    let participants = participants.collect::<PyResult<Vec<_>>>()?;
    let weak = participants.iter().find_map(|found| match found {
        Participant::Weak(weak) => Some(weak.dtype()),
        Participant::Typed(_) => None,
    });
    let text = participants.iter().find_map(|found| match found {
        Participant::Typed(dtype) if matches!(dtype.num(), TypeNum::Bytes | TypeNum::Unicode) => {
            Some(dtype)
        }
        _ => None,
    });
    if let (Some(number), Some(text)) = (weak, text) {
        // Numbers of Python's own become numbers only.
        let text = format!(
            "The DType {:?} could not be promoted by {:?}: text and a number of Python's have no common type.",
            text.kind(),
            number.kind()
        );
        return Err(crate::error::raise(
            brooklet_array::Error::Promotion(text),
            vm,
        ));
    }
    brooklet_array::cast::result_type(&participants).or_raise(vm)
}

/// The least type that holds all of these arrays, types and numbers.
pub(crate) fn common_type(given: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<DType> {
    let participants = given.iter().map(|object| participant(object, vm));
    let participants = participants.collect::<PyResult<Vec<_>>>()?;
    brooklet_array::cast::result_type(&participants).or_raise(vm)
}

/// A plain number of Python's own as an element of a type it may join without changing it.
pub(crate) fn weak_value(
    object: &PyObject,
    dtype: &DType,
    vm: &VirtualMachine,
) -> PyResult<Option<Array>> {
    let Some(weak) = weak_of(object, vm) else {
        return Ok(None);
    };
    let joins = match weak {
        Weak::Int => matches!(
            dtype.kind(),
            Kind::Signed | Kind::Unsigned | Kind::Float | Kind::Complex | Kind::TimeDelta
        ),
        Weak::Float => matches!(dtype.kind(), Kind::Float | Kind::Complex),
        Weak::Complex => dtype.kind() == Kind::Complex,
    };
    if !joins {
        return Ok(None);
    }
    value_as(object, dtype, vm).map(Some)
}

/// An object as an array of a type.
pub(crate) fn value_as(object: &PyObject, dtype: &DType, vm: &VirtualMachine) -> PyResult<Array> {
    if weak_of(object, vm).is_some() || object.class().is(vm.ctx.types.bool_type) {
        let made = Array::zeros(&[], dtype).or_raise(vm)?;
        let num = dtype.num();
        if num == TypeNum::Object || num == TypeNum::TimeDelta || num.is_number() {
            element::set_at(&made, 0, object, vm)?;
            return Ok(made);
        }
    }
    let array = coerce::array_from(object, None, vm)?;
    if array.dtype() == dtype {
        return Ok(array);
    }
    let wide = if dtype.is_empty() {
        coerce::sized_like(dtype, &array, vm)?
    } else {
        dtype.clone()
    };
    cast(&array, &wide).or_raise(vm)
}
