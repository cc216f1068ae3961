//! Arrays from any object: nested sequences, scalars, buffers, objects with `__array__`.

mod discover;
mod foreign;

use brooklet_array::{Array, DType, TypeNum};
use brooklet_python::vm::builtins::{PyFloat, PyInt, PyList, PyTuple};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};
use num_traits::ToPrimitive;

use crate::array::PyNdArray;
use crate::casting::{self, Casting};
use crate::error::OrRaise;
use crate::{element, scalar};

pub(crate) use discover::python_dtype;
pub(crate) use foreign::from_foreign;

/// An array of the values of an object. It may share the memory of an array.
pub(crate) fn array_from(
    object: &PyObject,
    dtype: Option<&DType>,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    array_to_depth(object, dtype, brooklet_array::shape::MAX_DIMS, vm)
}

/// The same, with so many axes at most: what is nested deeper stays an object.
pub(crate) fn array_to_depth(
    object: &PyObject,
    dtype: Option<&DType>,
    depth: usize,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        return converted(&array.array(), dtype, vm);
    }
    if let Some(array) = scalar::array_of(object) {
        if dtype.is_some_and(|dtype| dtype.num() == TypeNum::Object) {
            // Among objects a scalar stays what it is.
            let array = Array::zeros(&[], &crate::element::objects::dtype()).or_raise(vm)?;
            element::set_at(&array, 0, object, vm)?;
            return Ok(array);
        }
        return converted(&array, dtype, vm);
    }
    if let Some(array) = plain_numbers(object, dtype) {
        return Ok(array);
    }
    if let Some(foreign) = from_foreign(object, vm)? {
        return converted(&foreign.array, dtype, vm);
    }
    discover::array(object, dtype, depth, vm)
}

/// An array in another element type, or itself.
pub(crate) fn converted(
    array: &Array,
    dtype: Option<&DType>,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let Some(dtype) = dtype else {
        return Ok(array.clone());
    };
    let dtype = discover::sized_for_array(dtype, array, vm)?;
    if *array.dtype() == dtype {
        return Ok(array.clone());
    }
    warn_discarded(array.dtype(), &dtype, vm)?;
    casting::cast(array, &dtype).or_raise(vm)
}

/// A type without a size of its own, with the one that these elements need.
pub(crate) fn sized_like(dtype: &DType, array: &Array, vm: &VirtualMachine) -> PyResult<DType> {
    discover::sized_for_array(dtype, array, vm)
}

/// Lists of `float` or of `int` alone, the most usual case.
fn plain_numbers(object: &PyObject, dtype: Option<&DType>) -> Option<Array> {
    let wants = |num: TypeNum| dtype.is_none_or(|dtype| dtype.num() == num && !dtype.is_swapped());
    let read = |items: &[PyObjectRef]| {
        let first = items.first()?;
        if first.downcast_ref::<PyFloat>().is_some() && wants(TypeNum::Double) {
            let values: Option<Vec<f64>> = items
                .iter()
                .map(|item| {
                    let float = item.downcast_ref::<PyFloat>()?;
                    Some(float.to_f64())
                })
                .collect();
            return values.map(|values| Array::from_slice(&values));
        }
        if wants(TypeNum::Long) {
            let values: Option<Vec<i64>> = items
                .iter()
                .map(|item| {
                    let int = item.downcast_ref::<PyInt>()?;
                    let is_bool = int.downcast_ref_bool();
                    if is_bool {
                        return None;
                    }
                    int.as_bigint().to_i64()
                })
                .collect();
            return values.map(|values| Array::from_slice(&values));
        }
        None
    };
    if let Some(list) = object.downcast_ref::<PyList>() {
        return read(&list.borrow_vec());
    }
    read(object.downcast_ref::<PyTuple>()?.as_slice())
}

/// Tells truth values from other whole numbers.
trait IsBool {
    fn downcast_ref_bool(&self) -> bool;
}

impl IsBool for brooklet_python::vm::Py<PyInt> {
    fn downcast_ref_bool(&self) -> bool {
        use brooklet_python::vm::AsObject;
        self.as_object().class().name().eq("bool")
    }
}

/// Sets the elements of an array to those of an object, repeated as needed.
pub(crate) fn assign(target: &Array, object: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        let from = array.array();
        warn_discarded(from.dtype(), target.dtype(), vm)?;
        return assign_array(target, &from, vm);
    }
    if target.dtype().num() == TypeNum::Object {
        let from = array_to_depth(object, Some(target.dtype()), target.ndim(), vm)?;
        return assign_array(target, &from, vm);
    }
    if target.ndim() == 0 {
        return set_only(target, object, vm);
    }
    let from = array_from(object, Some(target.dtype()), vm)?;
    assign_array(target, &from, vm)
}

fn set_only(target: &Array, object: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let is_list = object.downcast_ref::<PyList>().is_some();
    if is_list {
        let from = array_from(object, Some(target.dtype()), vm)?;
        return assign_array(target, &from, vm);
    }
    element::set_at(target, target.offset(), object, vm)
}

fn assign_array(target: &Array, from: &Array, vm: &VirtualMachine) -> PyResult<()> {
    // Leading axes of length one are no hindrance.
    let mut from = from.clone();
    while from.ndim() > target.ndim() && from.shape()[0] == 1 {
        from = from.index_axis(0, 0).or_raise(vm)?;
    }
    if from.broadcast_to(target.shape()).is_err() {
        return Err(vm.new_value_error(format!(
            "could not broadcast input array from shape {} into shape {}",
            written(from.shape()),
            written(target.shape())
        )));
    }
    casting::assign(target, &from, Casting::Unsafe).or_raise(vm)
}

/// A shape as messages write it: `(2,3)`, `(2,)`.
pub(crate) fn written(shape: &[usize]) -> String {
    let lens: Vec<String> = shape.iter().map(ToString::to_string).collect();
    let comma = if lens.len() == 1 { "," } else { "" };
    format!("({}{comma})", lens.join(","))
}

/// Warns where imaginary parts are thrown away.
pub(crate) fn warn_discarded(from: &DType, to: &DType, vm: &VirtualMachine) -> PyResult<()> {
    use brooklet_array::dtype::Kind;
    let loses = from.kind() == Kind::Complex
        && matches!(to.kind(), Kind::Float | Kind::Signed | Kind::Unsigned);
    if loses {
        crate::registry::call("warn_complex", (), vm)?;
    }
    Ok(())
}
