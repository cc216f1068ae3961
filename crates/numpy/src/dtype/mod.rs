//! `numpy.dtype`: what one element of an array is.

mod attributes;
pub(crate) use attributes::FIELDS;
mod convert;
mod describe;
mod operators;

use std::cell::OnceCell;
use std::rc::Rc;

use brooklet_array::{DType, TypeNum};
use brooklet_python::vm::builtins::PyTypeRef;
use brooklet_python::vm::{
    PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

pub(crate) use convert::{from_object, from_optional};
pub(crate) use describe::repr_of;

use crate::registry;

/// What elements of an array are: their kind, size and order of bytes.
#[pyclass(module = "numpy", name = "dtype")]
#[derive(Debug, PyPayload)]
pub(crate) struct PyDType {
    dtype: DType,
    later: Later,
}

/// What an element type has become since it was made: pickles say what it is afterwards, and
/// scripts give its fields other names. What it was before stays for those who look at it.
#[derive(Debug, Default)]
struct Later(OnceCell<Box<(DType, Later)>>);

/// What Python knows of an element type beside what `array` does.
pub(crate) struct Extra {
    /// `dtype.metadata`.
    pub(crate) metadata: Option<PyObjectRef>,
    /// The scalar class, where it is not the usual one.
    pub(crate) scalar: Option<PyTypeRef>,
}

impl PyDType {
    /// The element type.
    pub(crate) fn dtype(&self) -> &DType {
        let (mut dtype, mut later) = (&self.dtype, &self.later);
        while let Some(next) = later.0.get() {
            (dtype, later) = (&next.0, &next.1);
        }
        dtype
    }

    /// Takes over what another object of its class stands for.
    pub(crate) fn become_like(&self, other: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let other = from_object(other, vm)?.dtype().clone();
        if other.num() != self.dtype.num() {
            return Err(vm.new_value_error("an element type cannot become one of another kind"));
        }
        let mut later = &self.later;
        while let Some(next) = later.0.get() {
            later = &next.1;
        }
        later.0.set(Box::new((other, Later::default()))).ok();
        Ok(())
    }
}

/// Whether there is one object for all of an element type.
fn is_plain(dtype: &DType) -> bool {
    let num = dtype.num();
    let is_simple = !dtype.is_swapped() && dtype.metadata().is_none();
    is_simple && !num.is_flexible() && (!num.is_date() || dtype.unit().is_generic())
}

/// The object of one of the plain types.
pub(crate) fn plain(num: TypeNum) -> PyRef<PyDType> {
    let plain = registry::get().dtypes[num.num()].clone();
    plain
        .downcast()
        .expect("the registry is filled with element types")
}

/// The object for an element type. Of plain types there is one.
pub(crate) fn wrap(dtype: &DType, vm: &VirtualMachine) -> PyResult<PyRef<PyDType>> {
    if is_plain(dtype) {
        return Ok(plain(dtype.num()));
    }
    let class = registry::get().classes[dtype.num().num()].clone();
    wrap_as(dtype, class, vm)
}

/// An object of a `DType` class for an element type.
pub(crate) fn wrap_as(
    dtype: &DType,
    class: PyTypeRef,
    vm: &VirtualMachine,
) -> PyResult<PyRef<PyDType>> {
    let payload = PyDType {
        dtype: dtype.clone(),
        later: Later::default(),
    };
    payload.into_ref_with_type(vm, class)
}

/// What Python knows of an element type beside what `array` does.
pub(crate) fn extra(dtype: &DType) -> Option<&Extra> {
    dtype.metadata().and_then(|extra| extra.downcast_ref())
}

/// The same element type with something more known of it.
pub(crate) fn with_extra(dtype: &DType, extra: Extra) -> DType {
    dtype.with_metadata(Some(Rc::new(extra)))
}

/// The scalar class of an element type (`dtype.type`).
pub(crate) fn scalar_class(dtype: &DType) -> PyTypeRef {
    let own = extra(dtype).and_then(|extra| extra.scalar.clone());
    own.unwrap_or_else(|| registry::get().scalar(dtype.num()).clone())
}
