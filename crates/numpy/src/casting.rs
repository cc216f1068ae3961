//! Casts, as the rest of this crate asks for them.

use brooklet_array::array::Slice;
use brooklet_array::dtype::{Kind, Unit};
use brooklet_array::raw::Flags;
use brooklet_array::shape::{Dims, Order};
use brooklet_array::{Array, Bool, DType, Result};
use brooklet_python::vm::{PyResult, VirtualMachine};

pub(crate) use brooklet_array::cast::{Casting, can_cast};

use crate::error::OrRaise;
use crate::errors;

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
    let source = from.element(at)?;
    let target = to.element(into)?;
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
