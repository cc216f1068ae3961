//! Division of whole numbers and what goes with it. Division by zero gives zero and a flag.

use super::arithmetic::{Number, Real};
use super::done;
use crate::raw::{Flags, Operands, Pod};
use crate::{Error, Result};

/// Whole numbers that are divided. The flag tells of zero or of too large a result.
pub(super) trait Divided: Real {
    /// What one divided by zero gives.
    const AT_ZERO: Self;
    /// The quotient rounded down, as Python's `//`.
    fn floor_div(self, other: Self) -> (Self, Flags);
    /// The remainder with the divisor's sign, as Python's `%`.
    fn modulo(self, other: Self) -> (Self, Flags);
    /// The remainder with the dividend's sign, as C's `%`.
    fn remainder(self, other: Self) -> (Self, Flags);
    /// The power, wrapped; `None` for a negative exponent.
    fn power(self, exponent: Self) -> Option<Self>;
    /// The greatest common divisor.
    fn gcd(self, other: Self) -> Self;
    /// The least common multiple.
    fn lcm(self, other: Self) -> Self {
        let divisor = self.gcd(other);
        if divisor == Self::ZERO {
            return Self::ZERO;
        }
        let (part, _) = self.absolute().floor_div(divisor);
        part.mul(other.absolute())
    }
}

macro_rules! signed {
    ($($t:ty)*) => {$(
        impl Divided for $t {
            const AT_ZERO: Self = if <$t>::BITS >= 32 { <$t>::MIN } else { 0 };
            #[inline]
            fn floor_div(self, other: Self) -> (Self, Flags) {
                if other == 0 {
                    return (0, Flags::DIVIDE);
                }
                if self == <$t>::MIN && other == -1 {
                    return (<$t>::MIN, Flags::OVER);
                }
                let quotient = self / other;
                let is_cut = self % other != 0 && (self < 0) != (other < 0);
                (if is_cut { quotient - 1 } else { quotient }, Flags::NONE)
            }
            #[inline]
            fn modulo(self, other: Self) -> (Self, Flags) {
                if other == 0 {
                    return (0, Flags::DIVIDE);
                }
                let rest = self.wrapping_rem(other);
                let is_cut = rest != 0 && (rest < 0) != (other < 0);
                (if is_cut { rest + other } else { rest }, Flags::NONE)
            }
            #[inline]
            fn remainder(self, other: Self) -> (Self, Flags) {
                if other == 0 {
                    return (0, Flags::DIVIDE);
                }
                (self.wrapping_rem(other), Flags::NONE)
            }
            #[inline]
            fn power(self, exponent: Self) -> Option<Self> {
                if exponent < 0 {
                    return None;
                }
                Some(power_by_squares(self, exponent as u64))
            }
            #[inline]
            fn gcd(self, other: Self) -> Self {
                euclid(self.unsigned_abs(), other.unsigned_abs()) as $t
            }
        }
    )*};
}

signed! { i8 i16 i32 i64 }

macro_rules! unsigned {
    ($($t:ty)*) => {$(
        impl Divided for $t {
            const AT_ZERO: Self = 0;
            #[inline]
            fn floor_div(self, other: Self) -> (Self, Flags) {
                if other == 0 { (0, Flags::DIVIDE) } else { (self / other, Flags::NONE) }
            }
            #[inline]
            fn modulo(self, other: Self) -> (Self, Flags) {
                if other == 0 { (0, Flags::DIVIDE) } else { (self % other, Flags::NONE) }
            }
            #[inline]
            fn remainder(self, other: Self) -> (Self, Flags) {
                self.modulo(other)
            }
            #[inline]
            #[allow(clippy::cast_lossless, reason = "one rule for all types")]
            fn power(self, exponent: Self) -> Option<Self> {
                Some(power_by_squares(self, exponent as u64))
            }
            #[inline]
            fn gcd(self, other: Self) -> Self {
                euclid(self, other)
            }
        }
    )*};
}

unsigned! { u8 u16 u32 u64 }

#[inline]
fn euclid<T: Divided>(mut left: T, mut right: T) -> T {
    while right != T::ZERO {
        (left, right) = (right, left.remainder(right).0);
    }
    left
}

#[inline]
fn power_by_squares<T: Real>(mut base: T, mut exponent: u64) -> T {
    let mut power = T::ONE;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power.mul(base);
        }
        base = base.mul(base);
        exponent >>= 1;
    }
    power
}

/// Maps and gathers what went wrong.
#[inline]
fn checked<T: Pod>(run: &Operands<'_>, f: impl Fn(T, T) -> (T, Flags)) -> Result<Flags> {
    let flags = std::cell::Cell::new(Flags::NONE);
    run.map2(|left: T, right: T| {
        let (value, flag) = f(left, right);
        flags.set(flags.get() | flag);
        value
    });
    Ok(flags.get())
}

pub(super) fn floor_divide<T: Divided>(run: &Operands<'_>) -> Result<Flags> {
    checked(run, T::floor_div)
}

pub(super) fn remainder<T: Divided>(run: &Operands<'_>) -> Result<Flags> {
    checked(run, T::modulo)
}

pub(super) fn fmod<T: Divided>(run: &Operands<'_>) -> Result<Flags> {
    checked(run, T::remainder)
}

pub(super) fn divmod<T: Divided>(run: &Operands<'_>) -> Result<Flags> {
    let flags = std::cell::Cell::new(Flags::NONE);
    run.map2_to2(|left: T, right: T| {
        let (quotient, flag) = left.floor_div(right);
        let (rest, _) = left.modulo(right);
        flags.set(flags.get() | flag);
        (quotient, rest)
    });
    Ok(flags.get())
}

pub(super) fn power<T: Divided>(run: &Operands<'_>) -> Result<Flags> {
    let is_negative = std::cell::Cell::new(false);
    run.map2(|base: T, exponent: T| {
        base.power(exponent).unwrap_or_else(|| {
            is_negative.set(true);
            T::ZERO
        })
    });
    if is_negative.get() {
        return Err(Error::value(
            "Integers to negative integer powers are not allowed.",
        ));
    }
    done()
}

pub(super) fn gcd<T: Divided>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::gcd);
    done()
}

pub(super) fn lcm<T: Divided>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::lcm);
    done()
}

/// One divided by it, cut; of zero the least number.
pub(super) fn reciprocal<T: Divided>(run: &Operands<'_>) -> Result<Flags> {
    let flags = std::cell::Cell::new(Flags::NONE);
    run.map1(|value: T| {
        if value == T::ZERO {
            flags.set(Flags::DIVIDE);
            return T::AT_ZERO;
        }
        if value == T::ONE || (value < T::ZERO && value.negative() == T::ONE) {
            value
        } else {
            <T as Real>::ZERO
        }
    });
    Ok(flags.get())
}

/// What rounding does to whole numbers: nothing.
pub(super) fn unchanged<T: Number>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| value);
    done()
}
