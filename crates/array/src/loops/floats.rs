//! Functions of real numbers in floating point.

use half::f16;

use super::arithmetic::{Real, reduce_or_map};
use super::done;
use crate::Result;
use crate::raw::{Bool, Flags, Operands};

macro_rules! functions {
    ($($name:ident, $double:expr, $single:expr;)*) => {
        /// Numbers in floating point with the functions of C's library.
        pub(super) trait Float: Real {
            $(#[doc = concat!("`", stringify!($name), "`")] fn $name(self) -> Self;)*
            /// From a double, rounded once.
            fn from_f64(value: f64) -> Self;
            /// As a double.
            fn to_f64(self) -> f64;
            fn div(self, other: Self) -> Self;
            fn fmod(self, other: Self) -> Self;
            fn pow(self, other: Self) -> Self;
            fn atan2(self, other: Self) -> Self;
            fn hypot(self, other: Self) -> Self;
            fn copysign(self, other: Self) -> Self;
            fn next_after(self, other: Self) -> Self;
            fn is_negative(self) -> bool;
        }

        impl Float for f64 {
            $(#[inline] fn $name(self) -> Self { let f: fn(f64) -> f64 = $double; f(self) })*
            #[inline]
            fn from_f64(value: f64) -> Self { value }
            #[inline]
            fn to_f64(self) -> f64 { self }
            #[inline]
            fn div(self, other: Self) -> Self { self / other }
            #[inline]
            fn fmod(self, other: Self) -> Self { self % other }
            #[inline]
            fn pow(self, other: Self) -> Self { self.powf(other) }
            #[inline]
            fn atan2(self, other: Self) -> Self { f64::atan2(self, other) }
            #[inline]
            fn hypot(self, other: Self) -> Self { f64::hypot(self, other) }
            #[inline]
            fn copysign(self, other: Self) -> Self { f64::copysign(self, other) }
            #[inline]
            fn next_after(self, other: Self) -> Self { libm::nextafter(self, other) }
            #[inline]
            fn is_negative(self) -> bool { self.is_sign_negative() }
        }

        impl Float for f32 {
            $(#[inline] fn $name(self) -> Self { let f: fn(f32) -> f32 = $single; f(self) })*
            #[inline]
            fn from_f64(value: f64) -> Self { value as f32 }
            #[inline]
            fn to_f64(self) -> f64 { self.into() }
            #[inline]
            fn div(self, other: Self) -> Self { self / other }
            #[inline]
            fn fmod(self, other: Self) -> Self { self % other }
            #[inline]
            fn pow(self, other: Self) -> Self { self.powf(other) }
            #[inline]
            fn atan2(self, other: Self) -> Self { f32::atan2(self, other) }
            #[inline]
            fn hypot(self, other: Self) -> Self { f32::hypot(self, other) }
            #[inline]
            fn copysign(self, other: Self) -> Self { f32::copysign(self, other) }
            #[inline]
            fn next_after(self, other: Self) -> Self { libm::nextafterf(self, other) }
            #[inline]
            fn is_negative(self) -> bool { self.is_sign_negative() }
        }

        impl Float for f16 {
            $(#[inline] fn $name(self) -> Self {
                let f: fn(f32) -> f32 = $single;
                Self::from_f32(f(self.to_f32()))
            })*
            #[inline]
            fn from_f64(value: f64) -> Self { Self::from_f64(value) }
            #[inline]
            fn to_f64(self) -> f64 { self.to_f64() }
            #[inline]
            fn div(self, other: Self) -> Self { Self::from_f32(self.to_f32() / other.to_f32()) }
            #[inline]
            fn fmod(self, other: Self) -> Self { Self::from_f32(self.to_f32() % other.to_f32()) }
            #[inline]
            fn pow(self, other: Self) -> Self { Self::from_f32(self.to_f32().powf(other.to_f32())) }
            #[inline]
            fn atan2(self, other: Self) -> Self { Self::from_f32(self.to_f32().atan2(other.to_f32())) }
            #[inline]
            fn hypot(self, other: Self) -> Self { Self::from_f32(self.to_f32().hypot(other.to_f32())) }
            #[inline]
            fn copysign(self, other: Self) -> Self {
                Self::from_bits((self.to_bits() & 0x7fff) | (other.to_bits() & 0x8000))
            }
            fn next_after(self, other: Self) -> Self { next_half(self, other) }
            #[inline]
            fn is_negative(self) -> bool { self.is_sign_negative() }
        }

        $(pub(super) fn $name<T: Float>(run: &Operands<'_>) -> Result<Flags> {
            run.map1(T::$name);
            done()
        })*
    };
}

functions! {
    sqrt, f64::sqrt, f32::sqrt;
    cbrt, f64::cbrt, f32::cbrt;
    exp, super::exponential::exp, f32::exp;
    exp2, f64::exp2, f32::exp2;
    expm1, f64::exp_m1, f32::exp_m1;
    log, f64::ln, f32::ln;
    log2, f64::log2, f32::log2;
    log10, f64::log10, f32::log10;
    log1p, f64::ln_1p, f32::ln_1p;
    sin, f64::sin, f32::sin;
    cos, f64::cos, f32::cos;
    tan, f64::tan, f32::tan;
    arcsin, f64::asin, f32::asin;
    arccos, f64::acos, f32::acos;
    arctan, f64::atan, f32::atan;
    sinh, f64::sinh, f32::sinh;
    cosh, f64::cosh, f32::cosh;
    tanh, f64::tanh, f32::tanh;
    arcsinh, libm::asinh, libm::asinhf;
    arccosh, libm::acosh, libm::acoshf;
    arctanh, libm::atanh, libm::atanhf;
    rint, f64::round_ties_even, f32::round_ties_even;
    floor, f64::floor, f32::floor;
    ceil, f64::ceil, f32::ceil;
    trunc, f64::trunc, f32::trunc;
    fabs, f64::abs, f32::abs;
    degrees, |value| value * (180.0 / std::f64::consts::PI), |value| value * (180.0 / std::f32::consts::PI);
    radians, |value| value * (std::f64::consts::PI / 180.0), |value| value * (std::f32::consts::PI / 180.0);
    reciprocal, |value| 1.0 / value, |value| 1.0 / value;
}

fn next_half(value: f16, towards: f16) -> f16 {
    if value.is_nan() || towards.is_nan() {
        return f16::NAN;
    }
    if value == towards {
        return towards;
    }
    if value == f16::ZERO {
        return f16::from_bits((towards.to_bits() & 0x8000) | 1);
    }
    let grows = (value < towards) == (value > f16::ZERO);
    let bits = value.to_bits();
    f16::from_bits(if grows { bits + 1 } else { bits - 1 })
}

pub(super) fn divide<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::div);
    done()
}

/// Quotient rounded down and remainder with the divisor's sign, as Python's `divmod`.
#[inline]
fn floor_and_rest<T: Float>(left: T, right: T) -> (T, T) {
    let rest = left.fmod(right);
    if right == T::ZERO {
        return (left.div(right), rest);
    }
    let quotient = left.sub(rest).div(right);
    let (quotient, rest) = if rest == T::ZERO {
        (quotient, T::ZERO.copysign(right))
    } else if right.is_negative() != rest.is_negative() {
        (quotient.sub(T::ONE), rest.add(right))
    } else {
        (quotient, rest)
    };
    if quotient == T::ZERO {
        return (T::ZERO.copysign(left.div(right)), rest);
    }
    // The quotient is near a whole number: the nearest one, not the one below.
    let down = quotient.floor();
    let half = T::from_f64(0.5);
    let is_below = quotient.sub(down) > half;
    (if is_below { down.add(T::ONE) } else { down }, rest)
}

pub(super) fn floor_divide<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|left: T, right: T| floor_and_rest(left, right).0);
    done()
}

pub(super) fn remainder<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|left: T, right: T| floor_and_rest(left, right).1);
    done()
}

pub(super) fn divmod<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2_to2(floor_and_rest::<T>);
    done()
}

pub(super) fn fmod<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::fmod);
    done()
}

pub(super) fn power<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::pow);
    done()
}

pub(super) fn arctan2<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::atan2);
    done()
}

pub(super) fn hypot<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, T::hypot)
}

pub(super) fn copysign<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::copysign);
    done()
}

pub(super) fn nextafter<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(T::next_after);
    done()
}

/// The distance to the next number away from zero.
pub(super) fn spacing<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| {
        let infinity = T::from_f64(f64::INFINITY).copysign(value);
        if value == infinity {
            return T::from_f64(f64::NAN);
        }
        if value == T::ZERO {
            return T::ZERO.next_after(T::ONE);
        }
        let gap = value.next_after(infinity).sub(value);
        // Those of halves have no sign.
        if size_of::<T>() == 2 {
            gap.absolute()
        } else {
            gap
        }
    });
    done()
}

pub(super) fn heaviside<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|value: T, at_zero: T| {
        if value == T::ZERO {
            at_zero
        } else if value < T::ZERO {
            T::ZERO
        } else if value > T::ZERO {
            T::ONE
        } else {
            value
        }
    });
    done()
}

pub(super) fn logaddexp<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: T, right: T| {
        if left == right {
            // Infinities of one sign among them.
            return left.add(T::from_f64(std::f64::consts::LN_2));
        }
        let gap = left.sub(right);
        if gap > T::ZERO {
            left.add(gap.negative().exp().log1p())
        } else if gap <= T::ZERO {
            right.add(gap.exp().log1p())
        } else {
            gap
        }
    })
}

pub(super) fn logaddexp2<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    let log2_1p = |value: T| value.log1p().mul(T::from_f64(std::f64::consts::LOG2_E));
    reduce_or_map(run, |left: T, right: T| {
        if left == right {
            return left.add(T::ONE);
        }
        let gap = left.sub(right);
        if gap > T::ZERO {
            left.add(log2_1p(gap.negative().exp2()))
        } else if gap <= T::ZERO {
            right.add(log2_1p(gap.exp2()))
        } else {
            gap
        }
    })
}

pub(super) fn signbit<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| Bool::from(value.is_negative()));
    done()
}

pub(super) fn ldexp_int<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|value: T, exponent: i32| T::from_f64(libm::ldexp(value.to_f64(), exponent)));
    done()
}

pub(super) fn ldexp_long<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|value: T, exponent: i64| {
        let exponent = exponent.clamp(i32::MIN.into(), i32::MAX.into()) as i32;
        T::from_f64(libm::ldexp(value.to_f64(), exponent))
    });
    done()
}

pub(super) fn frexp<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map1_to2(|value: T| {
        let wide = value.to_f64();
        if wide == 0.0 || !wide.is_finite() {
            return (value, 0_i32);
        }
        let (mantissa, exponent) = libm::frexp(wide);
        (T::from_f64(mantissa), exponent)
    });
    done()
}

pub(super) fn modf<T: Float>(run: &Operands<'_>) -> Result<Flags> {
    run.map1_to2(|value: T| {
        let whole = value.trunc();
        let is_infinite = value.sub(value).is_nan() && !value.is_nan();
        let rest = if is_infinite {
            T::ZERO
        } else {
            value.sub(whole)
        };
        (rest.copysign(value), whole)
    });
    done()
}
