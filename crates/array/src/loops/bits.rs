//! Bitwise and logical operations.

use num_complex::Complex;

use super::arithmetic::{Number, Real, reduce_or_map};
use super::done;
use crate::Result;
use crate::raw::{Bool, Flags, Operands, Pod};

/// Whole numbers as bits.
pub(super) trait Bits: Number {
    fn and(self, other: Self) -> Self;
    fn or(self, other: Self) -> Self;
    fn xor(self, other: Self) -> Self;
    fn not(self) -> Self;
    fn shl(self, by: Self) -> Self;
    fn shr(self, by: Self) -> Self;
    fn count(self) -> u8;
}

macro_rules! bits {
    ($($t:ty, $magnitude:expr;)*) => {$(
        impl Bits for $t {
            #[inline]
            fn and(self, other: Self) -> Self { self & other }
            #[inline]
            fn or(self, other: Self) -> Self { self | other }
            #[inline]
            fn xor(self, other: Self) -> Self { self ^ other }
            #[inline]
            fn not(self) -> Self { !self }
            #[inline]
            #[allow(clippy::cast_lossless, reason = "one rule for all types")]
            fn shl(self, by: Self) -> Self {
                // Shifts by more than there are bits leave nothing.
                if (by as u64) < <$t>::BITS as u64 { self << by } else { 0 }
            }
            #[inline]
            #[allow(clippy::cast_lossless, reason = "one rule for all types")]
            fn shr(self, by: Self) -> Self {
                if (by as u64) < <$t>::BITS as u64 {
                    self >> by
                } else {
                    // All bits are that of the sign.
                    self >> (<$t>::BITS - 1) >> 1
                }
            }
            #[inline]
            fn count(self) -> u8 {
                let magnitude: fn($t) -> u32 = $magnitude;
                magnitude(self) as u8
            }
        }
    )*};
}

bits! {
    i8, |value| value.unsigned_abs().count_ones();
    u8, |value| value.count_ones();
    i16, |value| value.unsigned_abs().count_ones();
    u16, |value| value.count_ones();
    i32, |value| value.unsigned_abs().count_ones();
    u32, |value| value.count_ones();
    i64, |value| value.unsigned_abs().count_ones();
    u64, |value| value.count_ones();
}

pub(super) fn bitwise_and<T: Bits>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, T::and)
}

pub(super) fn bitwise_or<T: Bits>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, T::or)
}

pub(super) fn bitwise_xor<T: Bits>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, T::xor)
}

pub(super) fn invert<T: Bits>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(T::not);
    done()
}

pub(super) fn left_shift<T: Bits>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::shl);
    done()
}

pub(super) fn right_shift<T: Bits>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::shr);
    done()
}

pub(super) fn bitwise_count<T: Bits>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(T::count);
    done()
}

/// What is true or not.
pub(super) trait Truth: Pod {
    fn is_true(self) -> bool;
}

impl Truth for Bool {
    #[inline]
    fn is_true(self) -> bool {
        self.get()
    }
}

macro_rules! truths {
    ($($t:ty)*) => {$(
        impl Truth for $t {
            #[inline]
            fn is_true(self) -> bool { self != <$t as Real>::ZERO }
        }
    )*};
}

truths! { i8 u8 i16 u16 i32 u32 i64 u64 half::f16 f32 f64 }

impl Truth for Complex<f32> {
    #[inline]
    fn is_true(self) -> bool {
        self.re != 0.0 || self.im != 0.0
    }
}

impl Truth for Complex<f64> {
    #[inline]
    fn is_true(self) -> bool {
        self.re != 0.0 || self.im != 0.0
    }
}

/// Logical loops reduce truth values only.
#[inline]
fn logical<T: Truth>(run: &Operands<'_>, f: impl Fn(bool, bool) -> bool) -> Result<Flags> {
    run.map2(|left: T, right: T| Bool::from(f(left.is_true(), right.is_true())));
    done()
}

pub(super) fn logical_and<T: Truth>(run: &Operands<'_>) -> Result<Flags> {
    if run.is_reduction() {
        let mut all = run.get::<Bool>(0, 0).get();
        for index in 0..run.len() {
            all = all && run.get::<T>(1, index).is_true();
            if !all {
                break;
            }
        }
        run.set(2, 0, Bool::from(all));
        return done();
    }
    logical::<T>(run, |left, right| left & right)
}

pub(super) fn logical_or<T: Truth>(run: &Operands<'_>) -> Result<Flags> {
    if run.is_reduction() {
        let mut any = run.get::<Bool>(0, 0).get();
        for index in 0..run.len() {
            if any {
                break;
            }
            any = run.get::<T>(1, index).is_true();
        }
        run.set(2, 0, Bool::from(any));
        return done();
    }
    logical::<T>(run, |left, right| left | right)
}

pub(super) fn logical_xor<T: Truth>(run: &Operands<'_>) -> Result<Flags> {
    if run.is_reduction() {
        let start = run.get::<Bool>(0, 0).get();
        let odd = run.fold(1, start, |odd, value: T| odd ^ value.is_true());
        run.set(2, 0, Bool::from(odd));
        return done();
    }
    logical::<T>(run, |left, right| left ^ right)
}

pub(super) fn logical_not<T: Truth>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| Bool::from(!value.is_true()));
    done()
}
