//! Casts, as the rest of this crate asks for them.

use brooklet_array::array::Slice;
use brooklet_array::cast::{Participant, Weak};
use brooklet_array::dtype::{Kind, Unit};
use brooklet_array::raw::Flags;
use brooklet_array::shape::{Dims, Order};
use brooklet_array::{Array, Bool, DType, Result, TypeNum};
use brooklet_python::vm::builtins::{PyComplex, PyFloat, PyInt, PyStr};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

pub(crate) use brooklet_array::cast::{Casting, can_cast};

use crate::dtype::PyDType;
use crate::error::OrRaise;
use crate::ndarray::PyNdArray;
use crate::{coerce, element, errors, objects, scalar};

/// Sets an array's elements from another's, repeated as needed.
pub(crate) fn assign(target: &Array, from: &Array, casting: Casting) -> Result<()> {
    target.assign(from, casting).map(drop)
}

/// The same, telling of numbers that did not fit as the error state says.
pub(crate) fn assign_told(target: &Array, from: &Array, vm: &VirtualMachine) -> PyResult<()> {
    let flags = target.assign(from, Casting::Unsafe).or_raise(vm)?;
    tell(flags, vm)
}

fn tell(flags: Flags, vm: &VirtualMachine) -> PyResult<()> {
    if flags.is_none() {
        return Ok(());
    }
    errors::tell(flags, "cast", vm)
}

/// Sets those elements that a mask names.
pub(crate) fn assign_where(target: &Array, from: &Array, mask: &Array) -> Result<()> {
    target.assign_where(from, mask, Casting::Unsafe).map(drop)
}

/// A copy as another type.
pub(crate) fn cast(array: &Array, dtype: &DType) -> Result<Array> {
    if let Some(subarray) = dtype.as_subarray() {
        let shape: Vec<usize> = array
            .shape()
            .iter()
            .chain(&subarray.shape)
            .copied()
            .collect();
        let made = Array::zeros(&shape, &subarray.base)?;
        let mut from = array.clone();
        for _ in &subarray.shape {
            from = from.expand_dims(from.ndim());
        }
        made.assign(&from, Casting::Unsafe)?;
        return Ok(made);
    }
    if array.dtype() == dtype {
        return Ok(array.clone());
    }
    array.astype(dtype, Order::Keep).map(|(cast, _)| cast)
}

/// A copy, the last axis fastest.
pub(crate) fn copied(array: &Array) -> Result<Array> {
    array.copy(Order::C)
}

/// A copy in an order.
pub(crate) fn copied_in(array: &Array, order: Order) -> Result<Array> {
    array.copy(order)
}

/// The axes in the order in which they lie in memory.
pub(crate) fn in_memory_order(array: &Array) -> Result<Array> {
    let mut axes: Vec<isize> = (0..array.ndim() as isize).collect();
    axes.sort_by_key(|axis| std::cmp::Reverse(array.strides()[*axis as usize].unsigned_abs()));
    let mut sorted = array.transpose(Some(&axes))?;
    for axis in 0..sorted.ndim() {
        if sorted.strides()[axis] < 0 {
            sorted = sorted.slice_axis(
                axis,
                Slice {
                    start: None,
                    stop: None,
                    step: Some(-1),
                },
            )?;
        }
    }
    Ok(sorted)
}

/// Whether each element is true.
pub(crate) fn truth(array: &Array) -> Result<Array> {
    cast(array, &DType::bool())
}

/// Copies one element.
pub(crate) fn copy_element(from: &Array, at: usize, to: &Array, into: usize) -> Result<()> {
    let source = element::element_view(from, at)?;
    let target = element::element_view(to, into)?;
    target.assign(&source, Casting::Unsafe).map(drop)
}

/// The positions of all that is true, an array for each axis.
pub(crate) fn nonzero(array: &Array) -> Result<Vec<Array>> {
    let mask = truth(array)?;
    let mut positions: Vec<Vec<i64>> = vec![Vec::new(); mask.ndim()];
    let mut index = vec![0_i64; mask.ndim()];
    for offset in mask.offsets() {
        if mask.read::<Bool>(offset).get() {
            for (axis, at) in index.iter().enumerate() {
                positions[axis].push(*at);
            }
        }
        for axis in (0..index.len()).rev() {
            index[axis] += 1;
            if (index[axis] as usize) < mask.shape()[axis] {
                break;
            }
            index[axis] = 0;
        }
    }
    Ok(positions
        .into_iter()
        .map(|positions| Array::from_slice(&positions))
        .collect())
}

/// The shape that arrays of these shapes fill together.
pub(crate) fn broadcast_shapes(shapes: &[&[usize]]) -> Result<Dims> {
    brooklet_array::walk::broadcast_shapes(shapes)
}

/// Characters that a number of this type may need as text.
pub(crate) fn text_len(dtype: &DType) -> usize {
    match dtype.kind() {
        Kind::DateTime => return brooklet_array::cast::date_text_len(dtype.unit().unit),
        Kind::TimeDelta => return brooklet_array::cast::date_text_len(Unit::Generic),
        _ => {}
    }
    let text = brooklet_array::cast::promote_types(&DType::bytes(1), dtype);
    text.map_or(1, |text| text.len())
}

/// The least type that both may become; text and numbers become text.
pub(crate) fn promote_values(left: &DType, right: &DType, vm: &VirtualMachine) -> PyResult<DType> {
    brooklet_array::cast::promote_types(left, right).or_raise(vm)
}

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
