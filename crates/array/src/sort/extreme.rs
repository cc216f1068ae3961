//! The positions of the least and the greatest elements.

use super::order;
use crate::array::Array;
use crate::dtype::DType;
use crate::raw::Operands;
use crate::shape::Order;
use crate::{Error, Result};

/// The position of the greatest (or least) element along the last axis: the first of equal ones, and
/// the first that is not a number before all others.
pub fn argmax(array: &Array, axis: usize, wants_least: Least) -> Result<Array> {
    let array = array.moveaxis(axis, array.ndim() - 1);
    let array = array.astype(&array.dtype().to_native(), Order::C)?.0;
    let len = array.shape()[array.ndim() - 1];
    if len == 0 {
        let name = if wants_least == Least::Yes {
            "argmin"
        } else {
            "argmax"
        };
        return Err(Error::value(format!(
            "attempt to get {name} of an empty sequence"
        )));
    }
    let outer = &array.shape()[..array.ndim() - 1];
    let count: usize = outer.iter().product();
    let mut found = Vec::with_capacity(count);
    let flat = array.reshape(&[count as isize, len as isize], Order::C)?;
    for row in 0..count {
        let line = flat.index_axis(0, row as isize)?;
        let items = [line.operand(line.strides()[0])];
        let run = Operands::new(len, &items);
        found.push(best(&run, array.dtype(), wants_least == Least::Yes)? as i64);
    }
    Array::from_vec(found, outer)
}

/// Whether the least element is meant, or the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Least {
    /// The least.
    Yes,
    /// The greatest.
    No,
}

/// The position of the greatest or least element of a run of native order.
fn best(run: &Operands<'_>, dtype: &DType, wants_least: bool) -> Result<usize> {
    let ordering = order::ordering(dtype)?;
    let mut best = 0;
    if order::is_last(run, 0, dtype) {
        return Ok(0);
    }
    for index in 1..run.len() {
        // One that is no number is both the least and the greatest.
        if order::is_last(run, index, dtype) {
            return Ok(index);
        }
        let how = ordering(run, index, best)?;
        if how
            == if wants_least {
                std::cmp::Ordering::Less
            } else {
                std::cmp::Ordering::Greater
            }
        {
            best = index;
        }
    }
    Ok(best)
}
