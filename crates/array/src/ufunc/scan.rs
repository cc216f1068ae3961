//! Floating point errors, told from the values: on this machine no flags are raised.

use std::ops::Add;

use half::f16;
use num_complex::Complex;

use crate::dtype::{DType, Kind, TypeNum};
use crate::loops::Scan;
use crate::raw::{Flags, Operands, Pod};

/// Numbers that tell whether they are infinite or none.
trait Watched: Pod {
    /// What a defect is told in.
    type Defect: Copy + PartialEq + Add<Output = Self::Defect>;

    /// No defect.
    const NOTHING: Self::Defect;

    /// Zero for finite ones, else not a number.
    fn defect(self) -> Self::Defect;
    fn is_none(self) -> bool;
    fn is_zero(self) -> bool;
}

macro_rules! watched {
    ($($t:ty as $defect:ty)*) => {$(
        impl Watched for $t {
            type Defect = $defect;
            const NOTHING: $defect = 0.0;
            #[inline]
            fn defect(self) -> $defect { <$defect>::from(self) * 0.0 }
            #[inline]
            fn is_none(self) -> bool { self.is_nan() }
            #[inline]
            fn is_zero(self) -> bool { f64::from(self) == 0.0 }
        }
    )*};
}

watched! { f16 as f32 f32 as f32 f64 as f64 }

macro_rules! watched_complex {
    ($($t:ty)*) => {$(
        impl Watched for Complex<$t> {
            type Defect = $t;
            const NOTHING: $t = 0.0;
            #[inline]
            fn defect(self) -> $t { self.re * 0.0 + self.im * 0.0 }
            #[inline]
            fn is_none(self) -> bool { self.re.is_nan() || self.im.is_nan() }
            #[inline]
            fn is_zero(self) -> bool { self.re == 0.0 && self.im == 0.0 }
        }
    )*};
}

watched_complex! { f32 f64 }

macro_rules! with_float {
    ($dtype:expr, $t:ident => $body:expr, else $other:expr) => {
        match $dtype.num().canonical() {
            TypeNum::Half => {
                type $t = f16;
                $body
            }
            TypeNum::Float => {
                type $t = f32;
                $body
            }
            TypeNum::Double => {
                type $t = f64;
                $body
            }
            TypeNum::CFloat => {
                type $t = Complex<f32>;
                $body
            }
            TypeNum::CDouble => {
                type $t = Complex<f64>;
                $body
            }
            _ => $other,
        }
    };
}

/// What went wrong in a run whose inputs are still there.
pub(super) fn scan(run: &Operands<'_>, nin: usize, dtypes: &[DType], scan: Scan) -> Flags {
    let mut flags = Flags::NONE;
    if scan == Scan::None {
        return flags;
    }
    for output in nin..run.count() {
        if !is_float(&dtypes[output]) {
            continue;
        }
        if has_defect(run, output, &dtypes[output]) {
            flags |= explain(run, nin, output, dtypes, scan);
        }
    }
    flags
}

/// Whether an element is infinite or none.
pub(super) fn has_defect(run: &Operands<'_>, operand: usize, dtype: &DType) -> bool {
    with_float!(dtype, T => {
        let add = |sum, value: T| sum + value.defect();
        let sum = run.fold_lanes(operand, T::NOTHING, add, |left, right| left + right);
        sum != T::NOTHING
    }, else false)
}

pub(super) fn is_float(dtype: &DType) -> bool {
    matches!(dtype.kind(), Kind::Float | Kind::Complex)
}

fn explain(run: &Operands<'_>, nin: usize, output: usize, dtypes: &[DType], scan: Scan) -> Flags {
    let mut flags = Flags::NONE;
    for index in 0..run.len() {
        let (is_bad, is_none) = state(run, output, index, &dtypes[output]);
        if !is_bad {
            continue;
        }
        let mut all_finite = true;
        let mut any_none = false;
        for (input, dtype) in dtypes.iter().enumerate().take(nin) {
            let (is_bad, is_none) = state(run, input, index, dtype);
            all_finite &= !is_bad;
            any_none |= is_none;
        }
        if is_none {
            flags |= Flags::INVALID.when(!any_none);
            continue;
        }
        if !all_finite || scan == Scan::Invalid {
            continue;
        }
        let at_pole = match scan {
            Scan::Pole => true,
            Scan::Division => is_zero(run, nin - 1, index, &dtypes[nin - 1]),
            Scan::Power => is_zero(run, 0, index, &dtypes[0]),
            _ => false,
        };
        flags |= if at_pole { Flags::DIVIDE } else { Flags::OVER };
    }
    flags
}

/// Whether an element is not finite, and whether it is not a number.
fn state(run: &Operands<'_>, operand: usize, index: usize, dtype: &DType) -> (bool, bool) {
    with_float!(dtype, T => {
        let value: T = run.get(operand, index);
        (value.defect() != T::NOTHING, value.is_none())
    }, else (false, false))
}

fn is_zero(run: &Operands<'_>, operand: usize, index: usize, dtype: &DType) -> bool {
    // Spans are counts.
    let is_none = || dtype.num().is_date() && run.get::<i64>(operand, index) == 0;
    with_float!(dtype, T => run.get::<T>(operand, index).is_zero(), else is_none())
}
