//! Functions of complex numbers.

use num_complex::Complex;

use super::arithmetic::{Number, reduce_or_map};
use super::done;
use crate::Result;
use crate::raw::{Flags, Operands, Pod};

/// Complex numbers of one precision, computed in their own.
pub(super) trait ComplexNumber: Number + Sized {
    /// What its parts are.
    type Part: Pod;
    fn widen(self) -> Complex<f64>;
    fn narrow(value: Complex<f64>) -> Self;
    fn part(value: f64) -> Self::Part;
}

impl ComplexNumber for Complex<f32> {
    type Part = f32;
    #[inline]
    fn widen(self) -> Complex<f64> {
        Complex::new(self.re.into(), self.im.into())
    }
    #[inline]
    fn narrow(value: Complex<f64>) -> Self {
        Self::new(value.re as f32, value.im as f32)
    }
    #[inline]
    fn part(value: f64) -> f32 {
        value as f32
    }
}

impl ComplexNumber for Complex<f64> {
    type Part = f64;
    #[inline]
    fn widen(self) -> Complex<f64> {
        self
    }
    #[inline]
    fn narrow(value: Complex<f64>) -> Self {
        value
    }
    #[inline]
    fn part(value: f64) -> f64 {
        value
    }
}

type C = Complex<f64>;

/// Smith's way to divide: no overflow on the way where the result has none.
#[inline]
pub(super) fn quotient(left: C, right: C) -> C {
    let (re, im) = (right.re.abs(), right.im.abs());
    if re >= im {
        if re == 0.0 && im == 0.0 {
            return C::new(left.re / re, left.im / re);
        }
        let ratio = right.im / right.re;
        let scale = 1.0 / (right.re + right.im * ratio);
        C::new(
            (left.re + left.im * ratio) * scale,
            (left.im - left.re * ratio) * scale,
        )
    } else {
        let ratio = right.re / right.im;
        let scale = 1.0 / (right.im + right.re * ratio);
        C::new(
            (left.re * ratio + left.im) * scale,
            (left.im * ratio - left.re) * scale,
        )
    }
}

fn root(value: C) -> C {
    if value.re == 0.0 && value.im == 0.0 {
        return C::new(0.0, value.im);
    }
    if value.im.is_infinite() {
        return C::new(f64::INFINITY, value.im);
    }
    if value.re.is_infinite() {
        let other = if value.im.is_nan() { value.im } else { 0.0 };
        return if value.re > 0.0 {
            C::new(value.re, other.copysign(value.im))
        } else {
            C::new(other.abs(), f64::INFINITY.copysign(value.im))
        };
    }
    let is_large = value.re.abs() > 1e307 || value.im.abs() > 1e307;
    let scaled = if is_large { value * 0.25 } else { value };
    let half = ((scaled.re.abs() + scaled.re.hypot(scaled.im)) * 0.5).sqrt();
    let other = scaled.im / (2.0 * half);
    let found = if scaled.re >= 0.0 {
        C::new(half, other)
    } else {
        C::new(other.abs(), half.copysign(scaled.im))
    };
    if is_large { found * 2.0 } else { found }
}

fn logarithm(value: C) -> C {
    C::new(log_abs(value), value.im.atan2(value.re))
}

fn log_abs(value: C) -> f64 {
    let abs = value.re.hypot(value.im);
    if abs > 0.5 && abs < 3.0 {
        // Near one, from how far the square is off.
        let (large, small) = if value.re.abs() > value.im.abs() {
            (value.re.abs(), value.im.abs())
        } else {
            (value.im.abs(), value.re.abs())
        };
        return ((large - 1.0) * (large + 1.0) + small * small).ln_1p() * 0.5;
    }
    abs.ln()
}

fn raise(base: C, exponent: C) -> C {
    if exponent.re == 0.0 && exponent.im == 0.0 {
        return C::new(1.0, 0.0);
    }
    if base.re == 0.0 && base.im == 0.0 {
        return if exponent.re > 0.0 {
            C::new(0.0, 0.0)
        } else {
            C::new(f64::NAN, f64::NAN)
        };
    }
    // Multiplied by one, an infinite base would lose what is finite of it.
    if exponent.im == 0.0 && exponent.re == 1.0 {
        return base;
    }
    if exponent.im == 0.0 && exponent.re == 2.0 {
        return base * base;
    }
    if exponent.im == 0.0 && exponent.re.fract() == 0.0 && exponent.re.abs() < 100.0 {
        let mut left = exponent.re.abs() as u32;
        let (mut power, mut square) = (C::new(1.0, 0.0), base);
        while left > 0 {
            if left & 1 == 1 {
                power *= square;
            }
            square = square * square;
            left >>= 1;
        }
        return if exponent.re < 0.0 {
            quotient(C::new(1.0, 0.0), power)
        } else {
            power
        };
    }
    product(exponent, logarithm(base)).exp()
}

/// A product that is infinite where a factor is, as annex G of C has it: the plain formula subtracts
/// infinities from each other.
fn product(left: C, right: C) -> C {
    let plain = left * right;
    if !(plain.re.is_nan() && plain.im.is_nan()) {
        return plain;
    }
    let is_infinite = |value: C| value.re.is_infinite() || value.im.is_infinite();
    if !is_infinite(left) && !is_infinite(right) {
        return plain;
    }
    // Only directions count: beside an infinite part a finite one is none.
    let direction = |value: C| {
        let is_long = is_infinite(value);
        let part = |part: f64| match (is_long, part.is_nan()) {
            (true, _) => f64::from(u8::from(part.is_infinite())).copysign(part),
            (false, true) => 0.0_f64.copysign(part),
            (false, false) => part,
        };
        C::new(part(value.re), part(value.im))
    };
    let turned = direction(left) * direction(right);
    C::new(turned.re * f64::INFINITY, turned.im * f64::INFINITY)
}

fn exp_minus_one(value: C) -> C {
    let half = (value.im * 0.5).sin();
    let re = value.re.exp_m1() * value.im.cos() - 2.0 * half * half;
    C::new(re, value.re.exp() * value.im.sin())
}

fn exponential(value: C) -> C {
    if value.im == 0.0 {
        return C::new(value.re.exp(), value.im);
    }
    value.exp()
}

/// Of the square, the sum and more, without the loss that the plain formula has for small values.
fn arc_sinh(value: C) -> C {
    if value.re == 0.0 && value.im == 0.0 {
        return value;
    }
    let one = C::new(1.0, 0.0);
    if value.re < 0.0 || (value.re == 0.0 && value.re.is_sign_negative()) {
        return -arc_sinh(-value);
    }
    if value.re.hypot(value.im) < 1e-4 {
        return value - value * value * value / 6.0;
    }
    logarithm(value + root(value * value + one))
}

fn times_i(value: C) -> C {
    C::new(-value.im, value.re)
}

fn over_i(value: C) -> C {
    C::new(value.im, -value.re)
}

fn arc_sin(value: C) -> C {
    over_i(arc_sinh(times_i(value)))
}

fn arc_cos(value: C) -> C {
    let sine = arc_sin(value);
    C::new(std::f64::consts::FRAC_PI_2 - sine.re, -sine.im)
}

fn arc_cosh(value: C) -> C {
    let one = C::new(1.0, 0.0);
    logarithm(value + root(value + one) * root(value - one))
}

fn arc_tanh(value: C) -> C {
    let (re, im) = (value.re, value.im);
    if re == 0.0 && im == 0.0 {
        return value;
    }
    let below = (1.0 - re) * (1.0 - re) + im * im;
    let real = (4.0 * re / below).ln_1p() * 0.25;
    let imaginary = (2.0 * im).atan2((1.0 - re) * (1.0 + re) - im * im) * 0.5;
    C::new(real, imaginary)
}

fn arc_tan(value: C) -> C {
    over_i(arc_tanh(times_i(value)))
}

fn hyperbolic_tangent(value: C) -> C {
    if value.re.abs() > 20.0 {
        return C::new(
            1.0_f64.copysign(value.re),
            0.0_f64.copysign((2.0 * value.im).sin()),
        );
    }
    let tangent = value.im.tan();
    let (sinh, cosh) = (value.re.sinh(), value.re.cosh());
    let scale = 1.0 + tangent * tangent;
    let below = 1.0 + scale * sinh * sinh;
    C::new(scale * cosh * sinh / below, tangent / below)
}

macro_rules! functions {
    ($($name:ident, $f:expr;)*) => {$(
        pub(super) fn $name<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
            let f: fn(C) -> C = $f;
            run.map1(|value: T| T::narrow(f(value.widen())));
            done()
        }
    )*};
}

functions! {
    sqrt, root;
    exp, exponential;
    exp2, |value| exponential(value * std::f64::consts::LN_2);
    expm1, exp_minus_one;
    log, logarithm;
    log2, |value| logarithm(value) * std::f64::consts::LOG2_E;
    log10, |value| logarithm(value) * std::f64::consts::LOG10_E;
    log1p, |value| {
        let abs = (value.re + 1.0).hypot(value.im);
        C::new(abs.ln(), value.im.atan2(value.re + 1.0))
    };
    sin, |value| C::new(value.re.sin() * value.im.cosh(), value.re.cos() * value.im.sinh());
    cos, |value| C::new(value.re.cos() * value.im.cosh(), -(value.re.sin() * value.im.sinh()));
    tan, |value| over_i(hyperbolic_tangent(times_i(value)));
    sinh, |value| C::new(value.re.sinh() * value.im.cos(), value.re.cosh() * value.im.sin());
    cosh, |value| C::new(value.re.cosh() * value.im.cos(), value.re.sinh() * value.im.sin());
    tanh, hyperbolic_tangent;
    arcsin, arc_sin;
    arccos, arc_cos;
    arctan, arc_tan;
    arcsinh, arc_sinh;
    arccosh, arc_cosh;
    arctanh, arc_tanh;
    rint, |value| C::new(value.re.round_ties_even(), value.im.round_ties_even());
    conjugate, |value| C::new(value.re, -value.im);
    reciprocal, |value| {
        if value.re.abs() >= value.im.abs() {
            let ratio = value.im / value.re;
            let below = value.re + value.im * ratio;
            C::new(1.0 / below, -ratio / below)
        } else {
            let ratio = value.re / value.im;
            let below = value.re * ratio + value.im;
            C::new(ratio / below, -1.0 / below)
        }
    };
    negative, |value| C::new(-value.re, -value.im);
    sign, |value| {
        let abs = value.re.hypot(value.im);
        if abs == 0.0 {
            C::new(0.0, 0.0)
        } else if abs.is_infinite() {
            if value.re.is_infinite() && value.im.is_infinite() {
                C::new(f64::NAN, f64::NAN)
            } else if value.re.is_infinite() {
                C::new(1.0_f64.copysign(value.re), 0.0)
            } else {
                C::new(0.0, 1.0_f64.copysign(value.im))
            }
        } else {
            C::new(value.re / abs, value.im / abs)
        }
    };
}

pub(super) fn divide<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|left: T, right: T| T::narrow(quotient(left.widen(), right.widen())));
    done()
}

pub(super) fn power<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|base: T, exponent: T| T::narrow(raise(base.widen(), exponent.widen())));
    done()
}

pub(super) fn absolute<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| {
        let value = value.widen();
        T::part(value.re.hypot(value.im))
    });
    done()
}

pub(super) fn argument<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| {
        let value = value.widen();
        T::part(value.im.atan2(value.re))
    });
    done()
}

pub(super) fn ones<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|_: T| T::narrow(C::new(1.0, 0.0)));
    done()
}

fn is_nan(value: C) -> bool {
    value.re.is_nan() || value.im.is_nan()
}

/// By the real part, then by the imaginary one.
fn at_least(left: C, right: C) -> bool {
    left.re > right.re || (left.re == right.re && left.im >= right.im)
}

pub(super) fn maximum<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: T, right: T| {
        let (a, b) = (left.widen(), right.widen());
        if is_nan(a) || (!is_nan(b) && at_least(a, b)) {
            left
        } else {
            right
        }
    })
}

pub(super) fn minimum<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: T, right: T| {
        let (a, b) = (left.widen(), right.widen());
        if is_nan(a) || (!is_nan(b) && at_least(b, a)) {
            left
        } else {
            right
        }
    })
}

pub(super) fn fmax<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: T, right: T| {
        let (a, b) = (left.widen(), right.widen());
        if is_nan(b) || at_least(a, b) {
            left
        } else {
            right
        }
    })
}

pub(super) fn fmin<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: T, right: T| {
        let (a, b) = (left.widen(), right.widen());
        if is_nan(b) || at_least(b, a) {
            left
        } else {
            right
        }
    })
}

pub(super) fn clip<T: ComplexNumber>(run: &Operands<'_>) -> Result<Flags> {
    run.map3(|value: T, low: T, high: T| {
        let (v, l, h) = (value.widen(), low.widen(), high.widen());
        let (at, wide) = if is_nan(v) || (!is_nan(l) && at_least(v, l)) {
            (value, v)
        } else {
            (low, l)
        };
        if is_nan(wide) || (!is_nan(h) && at_least(h, wide)) {
            at
        } else {
            high
        }
    });
    done()
}
