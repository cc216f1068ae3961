//! How two elements are ordered: what is not a number, and what is not a time, comes last.

use std::cmp::Ordering;

use half::f16;
use num_complex::Complex;

use super::unsortable;
use crate::dtype::{DType, Kind, TypeNum};
use crate::raw::{Bool, Operands, Pod};
use crate::{Error, Result};

/// Elements with a total order.
pub(super) trait Sorted: Copy {
    fn order(self, other: Self) -> Ordering;
    /// The same of two of which neither comes after all that can be compared.
    #[inline]
    fn order_compared(self, other: Self) -> Ordering {
        self.order(other)
    }
    /// The whole number that it is, where all of its type are.
    #[inline]
    fn whole(self) -> Option<i64> {
        None
    }
    /// A whole number in the order of the values: the same for equal ones.
    #[inline]
    fn key(self) -> Option<u64> {
        self.whole().map(|whole| (whole as u64) ^ (1 << 63))
    }
    /// Whether it comes after all that can be compared.
    #[inline]
    fn is_last(self) -> bool {
        false
    }
}

macro_rules! sorted {
    ($($t:ty)*) => {$(
        impl Sorted for $t {
            #[inline]
            fn order(self, other: Self) -> Ordering { self.cmp(&other) }
            #[inline]
            fn whole(self) -> Option<i64> { i64::try_from(self).ok() }
        }
    )*};
}

sorted! { i8 u8 i16 u16 i32 u32 i64 u64 }

impl Sorted for Bool {
    #[inline]
    fn order(self, other: Self) -> Ordering {
        self.get().cmp(&other.get())
    }
}

macro_rules! sorted_floats {
    ($($t:ty)*) => {$(
        impl Sorted for $t {
            #[inline]
            fn order(self, other: Self) -> Ordering {
                match self.partial_cmp(&other) {
                    Some(order) => order,
                    None => self.is_nan().cmp(&other.is_nan()),
                }
            }
            #[inline]
            fn order_compared(self, other: Self) -> Ordering {
                if self < other { Ordering::Less } else if other < self { Ordering::Greater } else { Ordering::Equal }
            }
            #[inline]
            fn key(self) -> Option<u64> {
                if self.is_nan() {
                    return Some(u64::MAX);
                }
                // Both zeros are one. Where the sign is set, all bits are turned, else the sign alone.
                let bits = (f64::from(self) + 0.0).to_bits();
                Some(bits ^ (((bits as i64) >> 63) as u64 | 1 << 63))
            }
            #[inline]
            fn is_last(self) -> bool { self.is_nan() }
        }
    )*};
}

sorted_floats! { f16 f32 f64 }

macro_rules! sorted_complex {
    ($($t:ty)*) => {$(
        impl Sorted for Complex<$t> {
            /// By real parts, then by imaginary ones; those with a part that is no number come last.
            fn order(self, other: Self) -> Ordering {
                let class = |value: Self| (value.re.is_nan(), value.im.is_nan());
                let rank = |(re, im): (bool, bool)| u8::from(re) * 2 + u8::from(im);
                rank(class(self))
                    .cmp(&rank(class(other)))
                    .then_with(|| self.re.order(other.re))
                    .then_with(|| self.im.order(other.im))
            }
            fn is_last(self) -> bool { self.re.is_nan() || self.im.is_nan() }
        }
    )*};
}

sorted_complex! { f32 f64 }

/// Calls with the type of Rust whose order is that of a plain element type.
macro_rules! with_sorted {
    ($num:expr, $t:ident => $body:expr, else $other:expr) => {
        match $num.canonical() {
            $crate::TypeNum::Bool => {
                type $t = $crate::Bool;
                $body
            }
            $crate::TypeNum::Byte => {
                type $t = i8;
                $body
            }
            $crate::TypeNum::UByte => {
                type $t = u8;
                $body
            }
            $crate::TypeNum::Short => {
                type $t = i16;
                $body
            }
            $crate::TypeNum::UShort => {
                type $t = u16;
                $body
            }
            $crate::TypeNum::Int => {
                type $t = i32;
                $body
            }
            $crate::TypeNum::UInt => {
                type $t = u32;
                $body
            }
            $crate::TypeNum::Long => {
                type $t = i64;
                $body
            }
            $crate::TypeNum::ULong => {
                type $t = u64;
                $body
            }
            $crate::TypeNum::Half => {
                type $t = $crate::f16;
                $body
            }
            $crate::TypeNum::Float => {
                type $t = f32;
                $body
            }
            $crate::TypeNum::Double => {
                type $t = f64;
                $body
            }
            $crate::TypeNum::CFloat => {
                type $t = $crate::Complex<f32>;
                $body
            }
            $crate::TypeNum::CDouble => {
                type $t = $crate::Complex<f64>;
                $body
            }
            _ => $other,
        }
    };
}

pub(super) use with_sorted;

/// A point or span of time.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(super) struct Time(pub(super) i64);

impl Sorted for Time {
    #[inline]
    fn order(self, other: Self) -> Ordering {
        // The least number stands for none: one less than it wraps to the greatest.
        self.0.wrapping_sub(1).cmp(&other.0.wrapping_sub(1))
    }
    #[inline]
    fn is_last(self) -> bool {
        self.0 == i64::MIN
    }
}

/// Which elements come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The least.
    Ascending,
    /// The greatest; what is no number and no time comes last nonetheless.
    Descending,
}

impl Direction {
    /// How two elements are ordered in this direction.
    #[inline]
    pub(super) fn order<T: Sorted>(self, left: T, right: T) -> Ordering {
        if self == Self::Ascending || left.is_last() || right.is_last() {
            left.order(right)
        } else {
            right.order(left)
        }
    }
}

/// How two elements of a run compare, by their positions.
pub(super) type ByIndex<'a> = Box<dyn Fn(&Operands<'_>, usize, usize) -> Result<Ordering> + 'a>;

/// How elements of a type compare, for runs of native order.
pub(super) fn ordering(dtype: &DType) -> Result<ByIndex<'_>> {
    fn typed<T: Sorted + Pod>() -> ByIndex<'static> {
        Box::new(|run, left, right| Ok(run.get::<T>(0, left).order(run.get(0, right))))
    }
    Ok(match dtype.num().canonical() {
        TypeNum::Bool => typed::<Bool>(),
        TypeNum::Byte => typed::<i8>(),
        TypeNum::UByte => typed::<u8>(),
        TypeNum::Short => typed::<i16>(),
        TypeNum::UShort => typed::<u16>(),
        TypeNum::Int => typed::<i32>(),
        TypeNum::UInt => typed::<u32>(),
        TypeNum::Long => typed::<i64>(),
        TypeNum::ULong => typed::<u64>(),
        TypeNum::Half => typed::<f16>(),
        TypeNum::Float => typed::<f32>(),
        TypeNum::Double => typed::<f64>(),
        TypeNum::CFloat => typed::<Complex<f32>>(),
        TypeNum::CDouble => typed::<Complex<f64>>(),
        TypeNum::DateTime | TypeNum::TimeDelta => {
            Box::new(|run, left, right| Ok(Time(run.get(0, left)).order(Time(run.get(0, right)))))
        }
        TypeNum::Object => {
            let ops = dtype.object_ops().ok_or_else(|| unsortable(dtype))?;
            Box::new(move |run, left, right| ops.order(run.get(0, left), run.get(0, right)))
        }
        _ => Box::new(move |run, left, right| {
            let size = dtype.itemsize();
            let (mut a, mut b) = (vec![0; size], vec![0; size]);
            run.get_bytes(0, left, &mut a);
            run.get_bytes(0, right, &mut b);
            compare_bytes(dtype, &a, &b)
        }),
    })
}

/// How two elements compare that are given by their bytes in native order.
pub(super) fn compare_bytes(dtype: &DType, left: &[u8], right: &[u8]) -> Result<Ordering> {
    if let Some(fields) = dtype.fields() {
        for field in &fields.fields {
            let range = field.offset..field.offset + field.dtype.itemsize();
            let (a, b) = (left.get(range.clone()), right.get(range));
            let (Some(a), Some(b)) = (a, b) else {
                return Err(Error::value("a field outside of its element"));
            };
            let order = compare_one(&field.dtype, a, b)?;
            if order != Ordering::Equal {
                return Ok(order);
            }
        }
        return Ok(Ordering::Equal);
    }
    if dtype.num() == TypeNum::Unicode {
        let codes = |bytes: &[u8]| -> Vec<u32> {
            let each = bytes.as_chunks::<4>().0.iter();
            each.map(|code| u32::from_ne_bytes(*code)).collect()
        };
        return Ok(codes(left).cmp(&codes(right)));
    }
    if matches!(dtype.kind(), Kind::Bytes | Kind::Void) {
        return Ok(left.cmp(right));
    }
    compare_one(dtype, left, right)
}

fn compare_one(dtype: &DType, left: &[u8], right: &[u8]) -> Result<Ordering> {
    if dtype.fields().is_some() || !super::is_plain(dtype.num()) && dtype.num() != TypeNum::Object {
        return compare_bytes(dtype, left, right);
    }
    let both = crate::raw::Scratch::new(2, dtype.itemsize())?;
    both.memory().write_bytes(0, left);
    both.memory().write_bytes(dtype.itemsize(), right);
    let items = [both.operand()];
    ordering(dtype)?(&Operands::new(2, &items), 0, 1)
}

/// Whether an element comes after all that can be compared.
pub(super) fn is_last(run: &Operands<'_>, index: usize, dtype: &DType) -> bool {
    match dtype.num().canonical() {
        TypeNum::Half => run.get::<f16>(0, index).is_last(),
        TypeNum::Float => run.get::<f32>(0, index).is_last(),
        TypeNum::Double => run.get::<f64>(0, index).is_last(),
        TypeNum::CFloat => run.get::<Complex<f32>>(0, index).is_last(),
        TypeNum::CDouble => run.get::<Complex<f64>>(0, index).is_last(),
        TypeNum::DateTime | TypeNum::TimeDelta => run.get::<i64>(0, index) == i64::MIN,
        _ => false,
    }
}
