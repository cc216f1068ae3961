//! Sums, differences, products, and reductions by them.

use half::f16;
use num_complex::Complex;

use super::done;
use crate::Result;
use crate::raw::{Bool, Flags, Operands, Pod, pairwise_sum};

/// Numbers that are added and multiplied; whole ones wrap.
pub(crate) trait Number: Pod + Default {
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    /// The sum of the second operand and the first one.
    fn sum(run: &Operands<'_>) -> Self;
}

macro_rules! integers {
    ($($t:ty)*) => {$(
        impl Number for $t {
            #[inline]
            fn add(self, other: Self) -> Self { self.wrapping_add(other) }
            #[inline]
            fn sub(self, other: Self) -> Self { self.wrapping_sub(other) }
            #[inline]
            fn mul(self, other: Self) -> Self { self.wrapping_mul(other) }
            #[inline]
            fn sum(run: &Operands<'_>) -> Self {
                run.fold(1, run.get(0, 0), Self::add)
            }
        }
    )*};
}

integers! { i8 u8 i16 u16 i32 u32 i64 u64 }

macro_rules! floats {
    ($($t:ty)*) => {$(
        impl Number for $t {
            #[inline]
            fn add(self, other: Self) -> Self { self + other }
            #[inline]
            fn sub(self, other: Self) -> Self { self - other }
            #[inline]
            fn mul(self, other: Self) -> Self { self * other }
            #[inline]
            fn sum(run: &Operands<'_>) -> Self {
                let start: Self = run.get(0, 0);
                start + pairwise_sum::<Self>(run, 1)
            }
        }
    )*};
}

floats! { f32 f64 }

impl Number for f16 {
    #[inline]
    fn add(self, other: Self) -> Self {
        Self::from_f32(self.to_f32() + other.to_f32())
    }
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self::from_f32(self.to_f32() - other.to_f32())
    }
    #[inline]
    fn mul(self, other: Self) -> Self {
        Self::from_f32(self.to_f32() * other.to_f32())
    }
    fn sum(run: &Operands<'_>) -> Self {
        // Summed in single precision, as NumPy does.
        let start: Self = run.get(0, 0);
        Self::from_f32(start.to_f32() + pairwise_sum::<Self>(run, 1))
    }
}

macro_rules! complexes {
    ($($t:ty)*) => {$(
        impl Number for Complex<$t> {
            #[inline]
            fn add(self, other: Self) -> Self { self + other }
            #[inline]
            fn sub(self, other: Self) -> Self { self - other }
            #[inline]
            fn mul(self, other: Self) -> Self { self * other }
            fn sum(run: &Operands<'_>) -> Self {
                let start: Self = run.get(0, 0);
                start + pairwise_sum::<Self>(run, 1)
            }
        }
    )*};
}

complexes! { f32 f64 }

pub(super) fn add<T: Number>(run: &Operands<'_>) -> Result<Flags> {
    if run.is_reduction() {
        if !run.is_empty() {
            run.set(2, 0, T::sum(run));
        }
    } else {
        run.map2(T::add);
    }
    done()
}

pub(super) fn subtract<T: Number>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::sub);
    done()
}

pub(super) fn multiply<T: Number>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, T::mul)
}

pub(super) fn square<T: Number>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| value.mul(value));
    done()
}

/// Folds from the left where the result stands still, else maps.
#[inline]
pub(super) fn reduce_or_map<T: Pod>(run: &Operands<'_>, f: impl Fn(T, T) -> T) -> Result<Flags> {
    if run.is_reduction() {
        if !run.is_empty() {
            let start = run.get(0, 0);
            run.set(2, 0, run.fold(1, start, f));
        }
    } else {
        run.map2(f);
    }
    done()
}

/// The same where any order gives the same, and an element more than once as well.
#[inline]
fn reduce_in_lanes_or_map<T: Pod>(run: &Operands<'_>, f: impl Fn(T, T) -> T) -> Result<Flags> {
    if !run.is_reduction() {
        run.map2(f);
    } else if !run.is_empty() {
        let start = run.get(0, 0);
        run.set(2, 0, run.fold_lanes(1, start, &f, &f));
    }
    done()
}

pub(super) fn positive<T: Pod>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| value);
    done()
}

/// Numbers without a complex part, with an order.
pub(super) trait Real: Number + PartialOrd {
    const ZERO: Self;
    const ONE: Self;
    fn negative(self) -> Self;
    fn absolute(self) -> Self;
    fn is_nan(self) -> bool;
}

macro_rules! signed {
    ($($t:ty)*) => {$(
        impl Real for $t {
            const ZERO: Self = 0;
            const ONE: Self = 1;
            #[inline]
            fn negative(self) -> Self { self.wrapping_neg() }
            #[inline]
            fn absolute(self) -> Self { self.wrapping_abs() }
            #[inline]
            fn is_nan(self) -> bool { false }
        }
    )*};
}

signed! { i8 i16 i32 i64 }

macro_rules! unsigned {
    ($($t:ty)*) => {$(
        impl Real for $t {
            const ZERO: Self = 0;
            const ONE: Self = 1;
            #[inline]
            fn negative(self) -> Self { self.wrapping_neg() }
            #[inline]
            fn absolute(self) -> Self { self }
            #[inline]
            fn is_nan(self) -> bool { false }
        }
    )*};
}

unsigned! { u8 u16 u32 u64 }

macro_rules! real_floats {
    ($($t:ty)*) => {$(
        impl Real for $t {
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            #[inline]
            fn negative(self) -> Self { -self }
            #[inline]
            fn absolute(self) -> Self { self.abs() }
            #[inline]
            fn is_nan(self) -> bool { <$t>::is_nan(self) }
        }
    )*};
}

real_floats! { f32 f64 }

impl Real for f16 {
    const ZERO: Self = Self::ZERO;
    const ONE: Self = Self::ONE;
    #[inline]
    fn negative(self) -> Self {
        Self::from_bits(self.to_bits() ^ 0x8000)
    }
    #[inline]
    fn absolute(self) -> Self {
        Self::from_bits(self.to_bits() & 0x7fff)
    }
    #[inline]
    fn is_nan(self) -> bool {
        Self::is_nan(self)
    }
}

pub(super) fn negative<T: Real>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(T::negative);
    done()
}

pub(super) fn absolute<T: Real>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(T::absolute);
    done()
}

pub(super) fn absolute_bool(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: Bool| Bool::from(value.get()));
    done()
}

pub(super) fn sign<T: Real>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| {
        if value > T::ZERO {
            T::ONE
        } else if value < T::ZERO {
            T::ONE.negative()
        } else if value == T::ZERO {
            T::ZERO
        } else {
            value
        }
    });
    done()
}

pub(super) fn clip<T: Real>(run: &Operands<'_>) -> Result<Flags> {
    run.map3(|value: T, low: T, high: T| least(greatest(value, low), high));
    done()
}

/// The greater one; "not a number" wins.
#[inline]
pub(super) fn greatest<T: Real>(left: T, right: T) -> T {
    if left >= right || left.is_nan() {
        left
    } else {
        right
    }
}

/// The lesser one; "not a number" wins.
#[inline]
pub(super) fn least<T: Real>(left: T, right: T) -> T {
    if left <= right || left.is_nan() {
        left
    } else {
        right
    }
}

pub(super) fn maximum<T: Real>(run: &Operands<'_>) -> Result<Flags> {
    reduce_in_lanes_or_map(run, greatest::<T>)
}

pub(super) fn minimum<T: Real>(run: &Operands<'_>) -> Result<Flags> {
    reduce_in_lanes_or_map(run, least::<T>)
}

pub(super) fn fmax<T: Real>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: T, right: T| {
        if left >= right || right.is_nan() {
            left
        } else {
            right
        }
    })
}

pub(super) fn fmin<T: Real>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: T, right: T| {
        if left <= right || right.is_nan() {
            left
        } else {
            right
        }
    })
}
