//! Sorting, searching in what is sorted, and what is least or greatest.

mod extreme;
mod order;
mod permute;
mod searchsorted;

pub use extreme::{Least, argmax};
pub use order::Direction;
pub use permute::{argpartition, argsort, lexsort, partition, sort};
pub use searchsorted::{Side, searchsorted};

use crate::Error;
use crate::dtype::{DType, TypeNum};

fn unsortable(dtype: &DType) -> Error {
    Error::type_(format!("type '{dtype:?}' does not have compare function"))
}

/// Whether elements of a type are told apart by their number alone.
fn is_plain(num: TypeNum) -> bool {
    num.is_number() || num.is_date()
}
