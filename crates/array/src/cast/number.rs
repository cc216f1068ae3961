//! Casts between numbers, as C's on common processors: whole numbers wrap, and what no whole number
//! can hold becomes the least one.

use half::f16;
use num_complex::Complex;

use crate::TypeNum;
use crate::raw::{Bool, Flags, Operands, Pod};

/// A number that becomes another one.
pub(crate) trait Cast<T> {
    /// The number as the other type has it.
    fn cast(self) -> T;
}

#[inline]
fn to_i64(value: f64) -> i64 {
    // Two to the power of 63.
    if value.abs() < 9_223_372_036_854_775_808.0 {
        value as i64
    } else {
        i64::MIN
    }
}

#[inline]
fn to_i32(value: f64) -> i32 {
    if value > -2_147_483_649.0 && value < 2_147_483_648.0 {
        value as i32
    } else {
        i32::MIN
    }
}

#[inline]
fn to_u64(value: f64) -> u64 {
    if value < 9_223_372_036_854_775_808.0 {
        to_i64(value) as u64
    } else {
        (to_i64(value - 9_223_372_036_854_775_808.0) as u64) ^ (1 << 63)
    }
}

macro_rules! plain {
    ($($from:ty => $($to:ty)*;)*) => {$($(
        impl Cast<$to> for $from {
            #[inline]
            #[allow(clippy::cast_lossless, clippy::unnecessary_cast, reason = "one rule for all pairs")]
            fn cast(self) -> $to {
                self as $to
            }
        }
    )*)*};
}

plain! {
    i8 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    u8 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    i16 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    u16 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    i32 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    u32 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    i64 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    u64 => i8 u8 i16 u16 i32 u32 i64 u64 f32 f64;
    f32 => f32 f64;
    f64 => f32 f64;
}

/// The nearest number of 16 bits, of two equally near ones the even one.
#[inline]
pub fn to_half(value: f64) -> f16 {
    // The conversion looks at the upper 32 bits alone: what is below them leaves a mark there.
    let bits = value.to_bits();
    let mark = u64::from(bits & 0xffff_ffff != 0) << 32;
    f16::from_f64(f64::from_bits(bits | mark))
}

macro_rules! truncated {
    ($($from:ty)*) => {$(
        truncated! { @one $from, to_i32, i8 u8 i16 u16 i32 }
        truncated! { @one $from, to_i64, u32 i64 }
        truncated! { @one $from, to_u64, u64 }
        impl Cast<f16> for $from {
            #[inline]
            fn cast(self) -> f16 {
                to_half(self.cast())
            }
        }
    )*};
    (@one $from:ty, $by:ident, $($to:ty)*) => {$(
        impl Cast<$to> for $from {
            #[inline]
            #[allow(clippy::unnecessary_cast, reason = "one rule for all pairs")]
            fn cast(self) -> $to {
                $by(self.cast()) as $to
            }
        }
    )*};
}

truncated! { f32 f64 }

macro_rules! through {
    ($from:ty, $by:ty, $value:ident => $expr:expr, $($to:ty)*) => {$(
        impl Cast<$to> for $from {
            #[inline]
            fn cast(self) -> $to {
                let $value = self;
                let wide: $by = $expr;
                wide.cast()
            }
        }
    )*};
}

through! { f16, f32, value => value.to_f32(), i8 u8 i16 u16 i32 u32 i64 u64 f32 }
impl Cast<f64> for f16 {
    #[inline]
    fn cast(self) -> f64 {
        self.to_f64()
    }
}
impl Cast<Self> for f16 {
    #[inline]
    fn cast(self) -> Self {
        self
    }
}
through! { Bool, u8, value => u8::from(value.get()), i8 u8 i16 u16 i32 u32 i64 u64 f16 f32 f64 }
through! { Complex<f32>, f32, value => value.re, i8 u8 i16 u16 i32 u32 i64 u64 f16 f32 f64 }
through! { Complex<f64>, f64, value => value.re, i8 u8 i16 u16 i32 u32 i64 u64 f16 f32 f64 }

macro_rules! to_half {
    ($($from:ty)*) => {$(
        impl Cast<f16> for $from {
            #[inline]
            #[allow(clippy::cast_lossless, reason = "one rule for all")]
            fn cast(self) -> f16 {
                to_half(self as f64)
            }
        }
    )*};
}

to_half! { i8 u8 i16 u16 i32 u32 i64 u64 }

macro_rules! to_complex {
    ($($from:ty)*) => {$(
        impl Cast<Complex<f32>> for $from {
            #[inline]
            fn cast(self) -> Complex<f32> {
                Complex::new(self.cast(), 0.0)
            }
        }
        impl Cast<Complex<f64>> for $from {
            #[inline]
            fn cast(self) -> Complex<f64> {
                Complex::new(self.cast(), 0.0)
            }
        }
    )*};
}

to_complex! { Bool i8 u8 i16 u16 i32 u32 i64 u64 f16 f32 f64 }

macro_rules! between_complex {
    ($($from:ty => $to:ty;)*) => {$(
        impl Cast<Complex<$to>> for Complex<$from> {
            #[inline]
            fn cast(self) -> Complex<$to> {
                Complex::new(self.re.cast(), self.im.cast())
            }
        }
    )*};
}

between_complex! { f32 => f32; f32 => f64; f64 => f32; f64 => f64; }

macro_rules! to_bool {
    ($($from:ty, $value:ident => $expr:expr;)*) => {$(
        impl Cast<Bool> for $from {
            #[inline]
            fn cast(self) -> Bool {
                let $value = self;
                Bool::from($expr)
            }
        }
    )*};
}

to_bool! {
    Bool, value => value.get();
    i8, value => value != 0;
    u8, value => value != 0;
    i16, value => value != 0;
    u16, value => value != 0;
    i32, value => value != 0;
    u32, value => value != 0;
    i64, value => value != 0;
    u64, value => value != 0;
    f16, value => value.to_f32() != 0.0;
    f32, value => value != 0.0;
    f64, value => value != 0.0;
    Complex<f32>, value => value.re != 0.0 || value.im != 0.0;
    Complex<f64>, value => value.re != 0.0 || value.im != 0.0;
}

/// Calls with the type of Rust that a number's element type is.
macro_rules! with_number {
    ($num:expr, $t:ident => $body:expr) => {{
        use $crate::dtype::TypeNum as N;
        use $crate::raw::Bool;
        match $num.canonical() {
            N::Bool => {
                type $t = Bool;
                Some($body)
            }
            N::Byte => {
                type $t = i8;
                Some($body)
            }
            N::UByte => {
                type $t = u8;
                Some($body)
            }
            N::Short => {
                type $t = i16;
                Some($body)
            }
            N::UShort => {
                type $t = u16;
                Some($body)
            }
            N::Int => {
                type $t = i32;
                Some($body)
            }
            N::UInt => {
                type $t = u32;
                Some($body)
            }
            N::Long | N::DateTime | N::TimeDelta => {
                type $t = i64;
                Some($body)
            }
            N::ULong => {
                type $t = u64;
                Some($body)
            }
            N::Half => {
                type $t = half::f16;
                Some($body)
            }
            N::Float => {
                type $t = f32;
                Some($body)
            }
            N::Double => {
                type $t = f64;
                Some($body)
            }
            N::CFloat => {
                type $t = num_complex::Complex<f32>;
                Some($body)
            }
            N::CDouble => {
                type $t = num_complex::Complex<f64>;
                Some($body)
            }
            _ => None,
        }
    }};
}

pub(crate) use with_number;

/// Casts a run of numbers of native order. Gives what could not be held.
pub(super) fn cast_numbers(run: &Operands<'_>, from: TypeNum, to: TypeNum) -> Flags {
    with_number!(from, From => cast_from::<From>(run, to));
    lost(run, from, to)
}

fn cast_from<F>(run: &Operands<'_>, to: TypeNum)
where
    F: Pod
        + Cast<Bool>
        + Cast<i8>
        + Cast<u8>
        + Cast<i16>
        + Cast<u16>
        + Cast<i32>
        + Cast<u32>
        + Cast<i64>
        + Cast<u64>
        + Cast<f16>
        + Cast<f32>
        + Cast<f64>
        + Cast<Complex<f32>>
        + Cast<Complex<f64>>,
{
    with_number!(to, To => run.map1(|value: F| -> To { value.cast() }));
}

/// Which errors a cast of these numbers meets.
fn lost(run: &Operands<'_>, from: TypeNum, to: TypeNum) -> Flags {
    use crate::dtype::Kind::{Complex as C, Float as F, Signed, Unsigned};
    match (from.kind(), to.kind()) {
        (F | C, Signed | Unsigned) => {
            let (low, high) = range(to);
            Flags::INVALID.when(any_real(run, from, |value| !(value > low && value < high)))
        }
        (F | C, F | C) => {
            let parts = |num: TypeNum| {
                if num.kind() == C {
                    num.size() / 2
                } else {
                    num.size()
                }
            };
            let limit = match parts(to) {
                2 => 65_520.0,
                4 => 3.402_823_567_797_336_6e38,
                _ => return Flags::NONE,
            };
            if parts(from) <= parts(to) {
                return Flags::NONE;
            }
            Flags::OVER.when(any_real(run, from, |value| {
                value.abs() >= limit && value.is_finite()
            }))
        }
        (Signed | Unsigned, F) if to == TypeNum::Half && from.size() >= 2 => {
            Flags::OVER.when(any_real(run, from, |value| value.abs() >= 65_520.0))
        }
        _ => Flags::NONE,
    }
}

fn any_real(run: &Operands<'_>, from: TypeNum, is_lost: impl Fn(f64) -> bool) -> bool {
    let any = with_number!(from, From => run.fold(0, false, |any, value: From| {
        let wide: f64 = value.cast();
        any | is_lost(wide)
    }));
    any.unwrap_or(false)
}

/// What is truncated without a loss, ends left out: processors go by way of 32 or 64 bits.
fn range(to: TypeNum) -> (f64, f64) {
    let least = -9_223_372_036_854_775_808.0 * (1.0 + f64::EPSILON);
    match to.canonical() {
        TypeNum::ULong => (least, 18_446_744_073_709_551_616.0),
        TypeNum::UInt | TypeNum::Long => (least, 9_223_372_036_854_775_808.0),
        _ => (-2_147_483_649.0, 2_147_483_648.0),
    }
}
