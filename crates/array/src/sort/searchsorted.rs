//! Where values belong in what is sorted.

use std::cmp::Ordering;

use super::order::{compare_bytes, ordering};
use crate::array::Array;
use crate::dtype::DType;
use crate::raw::{Operands, Scratch};
use crate::shape::Order;
use crate::{Error, Result};

/// Before or behind equal elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before.
    Left,
    /// Behind.
    Right,
}

/// The positions in a sorted array of one axis where values would be inserted. Both must have the
/// same type. `sorter` are the positions in which the array is sorted.
pub fn searchsorted(
    sorted: &Array,
    values: &Array,
    side: Side,
    sorter: Option<&Array>,
) -> Result<Array> {
    let dtype = sorted.dtype().to_native();
    let sorted = match sorter {
        None => sorted.clone(),
        Some(sorter) => {
            if sorter.size() != sorted.size() {
                return Err(Error::value("sorter.size() must equal a.size()"));
            }
            crate::index::take(sorted, sorter, 0, crate::index::Mode::Raise)?
        }
    };
    let sorted = sorted.astype(&dtype, Order::C)?.0;
    let values = values.astype(&dtype, Order::C)?.0;
    if dtype.is::<f64>() {
        let (sorted_values, wanted) = (sorted.to_vec::<f64>()?, values.to_vec::<f64>()?);
        let found = wanted.into_iter().map(|value| {
            place(sorted_values.len(), side, |at| {
                use super::order::Sorted;
                Ok(sorted_values[at].order(value))
            })
        });
        return Array::from_vec(found.collect::<Result<_>>()?, values.shape());
    }
    let compare = comparer(&sorted, &values, &dtype)?;
    let found = (0..values.size()).map(|index| place(sorted.size(), side, |at| compare(at, index)));
    Array::from_vec(found.collect::<Result<_>>()?, values.shape())
}

fn place(len: usize, side: Side, order: impl Fn(usize) -> Result<Ordering>) -> Result<i64> {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        let goes_on = match order(middle)? {
            Ordering::Less => true,
            Ordering::Equal => side == Side::Right,
            Ordering::Greater => false,
        };
        if goes_on {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low as i64)
}

/// How an element of one array compares with one of another, both in `C` order.
fn comparer<'a>(
    left: &'a Array,
    right: &'a Array,
    dtype: &'a DType,
) -> Result<impl Fn(usize, usize) -> Result<Ordering> + 'a> {
    let size = dtype.itemsize();
    let both = Scratch::new(2, size)?;
    let compare = super::is_plain(dtype.num()) || dtype.has_objects();
    let compare = compare.then(|| ordering(dtype)).transpose()?;
    Ok(move |at: usize, index: usize| {
        let a = left.element_bytes(left.offset() + at * size);
        let b = right.element_bytes(right.offset() + index * size);
        match &compare {
            None => compare_bytes(dtype, &a, &b),
            Some(compare) => {
                both.memory().write_bytes(0, &a);
                both.memory().write_bytes(size, &b);
                let items = [both.operand()];
                compare(&Operands::new(2, &items), 0, 1)
            }
        }
    })
}
