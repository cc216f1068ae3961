//! Which types of Rust elements are.

use half::f16;
use num_complex::Complex;

use super::TypeNum;
use crate::raw::{Bool, Pod};

/// A type of Rust that an element type of an array is.
pub trait Element: Pod + Default + PartialEq + std::fmt::Debug {
    /// The element type's number.
    const NUM: TypeNum;
}

macro_rules! elements {
    ($($rust:ty, $num:ident;)*) => {$(
        impl Element for $rust {
            const NUM: TypeNum = TypeNum::$num;
        }
    )*};
}

elements! {
    Bool, Bool;
    i8, Byte;
    u8, UByte;
    i16, Short;
    u16, UShort;
    i32, Int;
    u32, UInt;
    i64, Long;
    u64, ULong;
    f16, Half;
    f32, Float;
    f64, Double;
    Complex<f32>, CFloat;
    Complex<f64>, CDouble;
}
