//! The positions of the least and the greatest elements.

use std::cmp::Ordering;

use super::order::{self, Sorted, with_sorted};
use crate::array::Array;
use crate::dtype::DType;
use crate::raw::{Operands, Pod};
use crate::shape::Order;
use crate::{Error, Result};

/// The position of the greatest (or least) element along the last axis: the first of equal ones, and
/// the first that is not a number before all others.
pub fn argmax(array: &Array, axis: usize, wants_least: Least) -> Result<Array> {
    let array = array.moveaxis(axis, array.ndim() - 1);
    let array = array.to_contiguous()?;
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
        let is_number = array.dtype().num().is_number();
        let plain = is_number.then(
            || with_sorted!(array.dtype().num(), T => best_number::<T>(&run, wants_least), else 0),
        );
        found.push(match plain {
            Some(at) => at,
            None => best(&run, array.dtype(), wants_least == Least::Yes)?,
        } as i64);
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

/// The position of the greatest or least number of a run.
fn best_number<T: Sorted + Pod>(run: &Operands<'_>, wants_least: Least) -> usize {
    let better = match wants_least {
        Least::Yes => Ordering::Less,
        Least::No => Ordering::Greater,
    };
    let (mut at, mut best) = (0, run.get::<T>(0, 0));
    for index in 0..run.len() {
        let value = run.get::<T>(0, index);
        // One that is no number is both the least and the greatest.
        if value.is_last() {
            return index;
        }
        if value.order_compared(best) == better {
            (at, best) = (index, value);
        }
    }
    at
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
                Ordering::Less
            } else {
                Ordering::Greater
            }
        {
            best = index;
        }
    }
    Ok(best)
}
