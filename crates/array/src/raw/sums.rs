//! Sums that lose little: halves are summed apart, as NumPy documents for `sum`.

use half::f16;
use num_complex::Complex;

use super::{Operand, Operands, Pod};

/// Up to so many numbers are summed one after another, in eight sums.
const BLOCK: usize = 128;

/// Numbers summed in pairs.
pub trait Summed: Pod {
    /// What is summed in.
    type Sum: Copy + std::ops::Add<Output = Self::Sum>;

    /// As it is summed.
    fn widen(self) -> Self::Sum;

    /// Minus zero, to which any number adds as it is.
    fn nothing() -> Self::Sum;
}

impl Summed for f32 {
    type Sum = Self;
    fn widen(self) -> Self {
        self
    }
    fn nothing() -> Self {
        -0.0
    }
}

impl Summed for f64 {
    type Sum = Self;
    fn widen(self) -> Self {
        self
    }
    fn nothing() -> Self {
        -0.0
    }
}

impl Summed for f16 {
    type Sum = f32;
    fn widen(self) -> f32 {
        self.to_f32()
    }
    fn nothing() -> f32 {
        -0.0
    }
}

impl Summed for Complex<f32> {
    type Sum = Self;
    fn widen(self) -> Self {
        self
    }
    fn nothing() -> Self {
        Self::new(-0.0, -0.0)
    }
}

impl Summed for Complex<f64> {
    type Sum = Self;
    fn widen(self) -> Self {
        self
    }
    fn nothing() -> Self {
        Self::new(-0.0, -0.0)
    }
}

/// The sum of one operand's elements.
pub fn pairwise_sum<T: Summed>(run: &Operands<'_>, operand: usize) -> T::Sum {
    let item = run.items[operand];
    assert_eq!(size_of::<T>(), item.itemsize, "a loop of another type");
    // Complex numbers count as two each, so that the halves fall as NumPy's do.
    let parts = if is_complex::<T>() { 2 } else { 1 };
    sum_range::<T>(&item, 0, run.len, parts)
}

fn is_complex<T: 'static>() -> bool {
    use std::any::TypeId;
    let id = TypeId::of::<T>();
    id == TypeId::of::<Complex<f32>>() || id == TypeId::of::<Complex<f64>>()
}

#[inline]
fn load<T: Summed>(item: &Operand, index: usize) -> T::Sum {
    let at = item.start.wrapping_offset(index as isize * item.stride);
    // SAFETY: callers stay within the run.
    unsafe { at.cast::<T>().read_unaligned() }.widen()
}

fn sum_range<T: Summed>(item: &Operand, start: usize, len: usize, parts: usize) -> T::Sum {
    let lanes = 8 / parts;
    if len < lanes {
        let each = (start..start + len).map(|index| load::<T>(item, index));
        return each.fold(T::nothing(), |all, value| all + value);
    }
    if len * parts <= BLOCK {
        return if parts == 1 {
            sum_block::<T, 8>(item, start, len)
        } else {
            sum_block::<T, 4>(item, start, len)
        };
    }
    let mut half = len * parts / 2;
    half -= half % 8;
    let half = half / parts;
    if item.is_contiguous() && (len - half) * parts <= BLOCK {
        return if parts == 1 {
            sum_blocks::<T, 8>(item, start, half, len)
        } else {
            sum_blocks::<T, 4>(item, start, half, len)
        };
    }
    sum_range::<T>(item, start, half, parts) + sum_range::<T>(item, start + half, len - half, parts)
}

#[inline]
fn sum_block<T: Summed, const LANES: usize>(item: &Operand, start: usize, len: usize) -> T::Sum {
    let mut sums: [T::Sum; LANES] = std::array::from_fn(|lane| load::<T>(item, start + lane));
    let whole = len - len % LANES;
    let mut index = LANES;
    if item.is_contiguous() {
        let base = item.start.wrapping_add(start * size_of::<T>()).cast::<T>();
        while index < whole {
            for (lane, sum) in sums.iter_mut().enumerate() {
                // SAFETY: within the run.
                *sum = *sum + unsafe { base.add(index + lane).read_unaligned() }.widen();
            }
            index += LANES;
        }
    } else {
        while index < whole {
            for (lane, sum) in sums.iter_mut().enumerate() {
                *sum = *sum + load::<T>(item, start + index + lane);
            }
            index += LANES;
        }
    }
    let mut total = join(sums);
    for index in whole..len {
        total = total + load::<T>(item, start + index);
    }
    total
}

/// The sum of two blocks that follow one another, the first of which has `half` of the elements and
/// no rest: each is summed as by [`sum_block`], but side by side, so that neither waits for itself.
#[inline]
fn sum_blocks<T: Summed, const LANES: usize>(
    item: &Operand,
    start: usize,
    half: usize,
    len: usize,
) -> T::Sum {
    let base = item.start.wrapping_add(start * size_of::<T>()).cast::<T>();
    // SAFETY of all reads: within the run, for callers stay below `len`.
    let load = |index: usize| unsafe { base.add(index).read_unaligned() }.widen();
    let mut left: [T::Sum; LANES] = std::array::from_fn(load);
    let mut right: [T::Sum; LANES] = std::array::from_fn(|lane| load(half + lane));
    for index in (LANES..half).step_by(LANES) {
        for (lane, (left, right)) in left.iter_mut().zip(&mut right).enumerate() {
            *left = *left + load(index + lane);
            *right = *right + load(half + index + lane);
        }
    }
    let rest = len - half;
    let whole = rest - rest % LANES;
    for index in (half..whole).step_by(LANES) {
        for (lane, right) in right.iter_mut().enumerate() {
            *right = *right + load(half + index + lane);
        }
    }
    let right = (whole..rest).fold(join(right), |sum, index| sum + load(half + index));
    join(left) + right
}

/// Neighbours first, then pairs of them.
#[inline]
fn join<S: Copy + std::ops::Add<Output = S>, const LANES: usize>(mut sums: [S; LANES]) -> S {
    let mut len = LANES;
    while len > 1 {
        len /= 2;
        for at in 0..len {
            sums[at] = sums[2 * at] + sums[2 * at + 1];
        }
    }
    sums[0]
}
