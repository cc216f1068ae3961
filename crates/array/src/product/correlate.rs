//! Sums of products along a shift.

use half::f16;
use num_complex::Complex;

use crate::array::Array;
use crate::dtype::TypeNum;
use crate::loops::arithmetic::Number;
use crate::raw::Bool;
use crate::shape::Order;
use crate::{Element, Error, Result};

/// Which shifts are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Those at which one lies within the other.
    Valid,
    /// As many as the longer one has elements.
    Same,
    /// All at which they meet.
    Full,
}

/// `sum(left[n + k] * right[n])` for each shift `k` of two arrays of one axis and type. Nothing is
/// conjugated.
pub fn correlate(left: &Array, right: &Array, mode: Mode) -> Result<Array> {
    if left.ndim() != 1 || right.ndim() != 1 {
        return Err(Error::value("object of too small depth for desired array"));
    }
    for (array, name) in [(left, "first"), (right, "second")] {
        if array.is_empty() {
            return Err(Error::value(format!(
                "{name} array argument cannot be empty"
            )));
        }
    }
    let dtype = left.dtype().to_native();
    let (a, b) = (
        left.astype(&dtype, Order::C)?.0,
        right.astype(&dtype, Order::C)?.0,
    );
    let result = match dtype.num().canonical() {
        TypeNum::Bool => {
            let step = |all: Bool, a: Bool, b: Bool| Bool::from(all.get() | (a.get() & b.get()));
            shifts(&a, &b, mode, step)
        }
        TypeNum::Byte => numbers::<i8>(&a, &b, mode),
        TypeNum::UByte => numbers::<u8>(&a, &b, mode),
        TypeNum::Short => numbers::<i16>(&a, &b, mode),
        TypeNum::UShort => numbers::<u16>(&a, &b, mode),
        TypeNum::Int => numbers::<i32>(&a, &b, mode),
        TypeNum::UInt => numbers::<u32>(&a, &b, mode),
        TypeNum::Long => numbers::<i64>(&a, &b, mode),
        TypeNum::ULong => numbers::<u64>(&a, &b, mode),
        TypeNum::Half => numbers::<f16>(&a, &b, mode),
        TypeNum::Float => numbers::<f32>(&a, &b, mode),
        TypeNum::Double => numbers::<f64>(&a, &b, mode),
        TypeNum::CFloat => numbers::<Complex<f32>>(&a, &b, mode),
        TypeNum::CDouble => numbers::<Complex<f64>>(&a, &b, mode),
        _ => {
            return Err(Error::type_(format!(
                "arrays of {dtype:?} are not correlated here"
            )));
        }
    }?;
    result.view_as(&dtype)
}

fn numbers<T: Number + Element>(left: &Array, right: &Array, mode: Mode) -> Result<Array> {
    shifts(left, right, mode, |sum: T, a: T, b: T| sum.add(a.mul(b)))
}

fn shifts<T: Element>(
    left: &Array,
    right: &Array,
    mode: Mode,
    step: impl Fn(T, T, T) -> T,
) -> Result<Array> {
    let (mut a, mut b): (Vec<T>, Vec<T>) = (left.to_vec()?, right.to_vec()?);
    // The shorter one moves; its shifts then run the other way.
    let is_swapped = a.len() < b.len();
    if is_swapped {
        std::mem::swap(&mut a, &mut b);
    }
    let (long, short) = (a.len() as isize, b.len() as isize);
    let (first, count) = match mode {
        Mode::Valid => (0, long - short + 1),
        Mode::Same => (-(short / 2), long),
        Mode::Full => (1 - short, long + short - 1),
    };
    let mut sums = Vec::with_capacity(count as usize);
    for shift in first..first + count {
        let (from, to) = ((-shift).max(0), short.min(long - shift));
        let sum = (from..to).fold(T::default(), |sum, at| {
            step(sum, a[(at + shift) as usize], b[at as usize])
        });
        sums.push(sum);
    }
    if is_swapped {
        sums.reverse();
    }
    Array::from_vec(sums, &[count as usize])
}
