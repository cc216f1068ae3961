//! Where elements are true, and how many.

use crate::Result;
use crate::array::Array;
use crate::cast::Casting;
use crate::dtype::{DType, Kind, TypeNum};
use crate::raw::{Bool, Operands, Pod};
use crate::shape::Order;
use crate::walk::Walk;

/// Truth values of all elements. Text and bytes are true unless they are empty.
pub fn truth(array: &Array) -> Result<Array> {
    if array.dtype().num() == TypeNum::Bool {
        return Ok(array.clone());
    }
    if array.dtype().kind() == Kind::Void {
        let bytes = array.to_bytes();
        let size = array.itemsize().max(1);
        let each = bytes
            .chunks(size)
            .map(|element| u8::from(element.iter().any(|byte| *byte != 0)));
        return Array::from_bytes(each.collect(), &DType::bool(), array.shape());
    }
    Ok(array.astype(&DType::bool(), Order::Keep)?.0)
}

/// How many elements are true.
pub fn count_nonzero(array: &Array) -> Result<usize> {
    let truth = truth(array)?;
    let mut count = 0;
    Walk::new(truth.shape(), &[&truth])?.run(|run| {
        count += run.fold(0, 0_usize, |count, value: u8| {
            count + usize::from(value != 0)
        });
        Ok(())
    })?;
    Ok(count)
}

/// The positions of the elements that are true: an array for each axis, in `C` order.
pub fn nonzero(array: &Array) -> Result<Vec<Array>> {
    let truth = truth(array)?.to_contiguous()?;
    let shape = truth.shape().to_vec();
    let mut positions: Vec<Vec<i64>> = vec![Vec::new(); shape.len()];
    let flat = truth.reshape(&[-1], Order::C)?;
    let mut found = Vec::new();
    Walk::in_order(flat.shape(), &[&flat])?.run(|run| {
        for index in 0..run.len() {
            if run.get::<u8>(0, index) != 0 {
                found.push(index);
            }
        }
        Ok(())
    })?;
    if let [only] = &mut positions[..] {
        only.extend(found.iter().map(|index| *index as i64));
    } else {
        for index in found {
            let mut left = index;
            for axis in (0..shape.len()).rev() {
                positions[axis].push((left % shape[axis]) as i64);
                left /= shape[axis];
            }
        }
    }
    positions
        .into_iter()
        .map(|each| {
            let len = each.len();
            Array::from_vec(each, &[len])
        })
        .collect()
}

/// Elements of one array where the mask is true, of another one where it is not. Both must have the
/// type of the result.
pub fn select(mask: &Array, yes: &Array, no: &Array) -> Result<Array> {
    let shapes = [mask.shape(), yes.shape(), no.shape()];
    let shape = crate::walk::broadcast_shapes(&shapes)?;
    let mask = truth(mask)?;
    let dtype = no.dtype();
    let result = Array::zeros(&shape, dtype)?;
    let is_flat =
        dtype.num() != TypeNum::Object && dtype.fields().is_none() && dtype == yes.dtype();
    if !is_flat || !matches!(dtype.itemsize(), 1 | 2 | 4 | 8 | 16) {
        result.assign(no, Casting::Unsafe)?;
        result.assign_where(yes, &mask, Casting::Unsafe)?;
        return Ok(result);
    }
    Walk::new(&shape, &[&mask, yes, no, &result])?.run(|run| {
        match dtype.itemsize() {
            1 => choose::<u8>(run),
            2 => choose::<u16>(run),
            4 => choose::<u32>(run),
            8 => choose::<u64>(run),
            _ => choose::<u128>(run),
        }
        Ok(())
    })?;
    Ok(result)
}

fn choose<T: Pod>(run: &Operands<'_>) {
    run.map3(|mask: Bool, yes: T, no: T| if mask.get() { yes } else { no });
}
