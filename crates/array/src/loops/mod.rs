//! The element-wise loops of NumPy's ufuncs, as one table.

#![allow(
    clippy::unnecessary_wraps,
    reason = "all loops are of one type, in a table"
)]

pub(crate) mod arithmetic;
mod bits;
mod compare;
mod complex;
mod dates;
mod exponential;
mod floats;
mod integers;
mod table;

use crate::Result;
use crate::raw::{Flags, Operands};

pub use table::{UFUNCS, find};

/// A loop over a run of elements: inputs first, then outputs. Whole numbers tell of their errors
/// themselves; those of floats are found by [`Scan`].
pub type Kernel = fn(&Operands<'_>) -> Result<Flags>;

/// A loop and the types it takes and gives.
#[derive(Clone, Copy)]
pub struct Loop {
    /// NumPy's letters: `dd->d`.
    pub types: &'static str,
    /// The loop; `None` for objects, whose loop the layer above has.
    pub kernel: Option<Kernel>,
}

/// What a reduction of nothing gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Identity {
    /// There is none: it begins with the first element.
    None,
    /// There is none, but axes may be taken in any order.
    Reorderable,
    /// A whole number.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// Less than all numbers.
    NegativeInfinity,
}

/// How an error in floating point is told from the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// None can occur.
    None,
    /// An infinite result of finite values is too large.
    Overflow,
    /// An infinite result of finite values was divided by zero, the second one.
    Division,
    /// An infinite result of finite values stands at a pole.
    Pole,
    /// An infinite result is at a pole where the first value is zero.
    Power,
    /// A remainder: only "not a number" tells.
    Invalid,
}

/// A function by elements.
pub struct Ufunc {
    /// Its name.
    pub name: &'static str,
    /// How many arrays it takes.
    pub nin: usize,
    /// How many it gives.
    pub nout: usize,
    /// What a reduction of nothing gives.
    pub identity: Identity,
    /// Its loops, in NumPy's order.
    pub loops: &'static [Loop],
    /// How errors are told from values.
    pub scan: Scan,
    /// The axes of a generalised ufunc that a loop takes whole: `(n),(n)->()`.
    pub signature: Option<&'static str>,
}

impl Ufunc {
    /// How many arrays it takes and gives.
    pub fn nargs(&self) -> usize {
        self.nin + self.nout
    }
}

/// What every loop gives that meets no error.
#[inline]
fn done() -> Result<Flags> {
    Ok(Flags::NONE)
}
