//! Values of which any bytes are one.

use half::f16;
use num_complex::Complex;

/// A truth value as it is stored: one byte, of which any but zero is true.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bool(pub u8);

impl Bool {
    /// Whether it is true.
    #[inline]
    pub fn get(self) -> bool {
        self.0 != 0
    }
}

impl From<bool> for Bool {
    #[inline]
    fn from(value: bool) -> Self {
        Self(u8::from(value))
    }
}

/// A type of which any bytes are a value.
///
/// # Safety
/// It has neither padding nor bytes that are no value, and no references.
pub unsafe trait Pod: Copy + 'static {
    /// The same with its bytes in the other order.
    #[must_use]
    fn swap_bytes(self) -> Self;
}

macro_rules! pods {
    ($($rust:ty, $swap:expr;)*) => {$(
        // SAFETY: numbers without padding, of which any bits are a value.
        unsafe impl Pod for $rust {
            #[inline]
            fn swap_bytes(self) -> Self {
                let swap: fn(Self) -> Self = $swap;
                swap(self)
            }
        }
    )*};
}

pods! {
    Bool, |value| value;
    i8, |value| value;
    u8, |value| value;
    i16, i16::swap_bytes;
    u16, u16::swap_bytes;
    i32, i32::swap_bytes;
    u32, u32::swap_bytes;
    i64, i64::swap_bytes;
    u64, u64::swap_bytes;
    f16, |value| f16::from_bits(value.to_bits().swap_bytes());
    f32, |value| f32::from_bits(value.to_bits().swap_bytes());
    f64, |value| f64::from_bits(value.to_bits().swap_bytes());
    Complex<f32>, |value| Complex::new(value.re.swap_bytes_(), value.im.swap_bytes_());
    Complex<f64>, |value| Complex::new(value.re.swap_bytes_(), value.im.swap_bytes_());
}

/// Lets the macro name the trait's method where the type has one of its own.
trait SwapBytes {
    fn swap_bytes_(self) -> Self;
}

impl<T: Pod> SwapBytes for T {
    #[inline]
    fn swap_bytes_(self) -> Self {
        Pod::swap_bytes(self)
    }
}

// SAFETY: bytes without padding.
unsafe impl Pod for u128 {
    #[inline]
    fn swap_bytes(self) -> Self {
        u128::swap_bytes(self)
    }
}
