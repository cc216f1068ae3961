//! One element by itself, widened to the largest type of its kind.

use num_complex::Complex;

/// An element's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A truth value.
    Bool(bool),
    /// A whole number of a signed type.
    Int(i64),
    /// A whole number of an unsigned type.
    UInt(u64),
    /// A number of any floating point type.
    Float(f64),
    /// A complex number.
    Complex(Complex<f64>),
    /// Bytes, without the zeros that pad them.
    Bytes(Vec<u8>),
    /// Text, without the zeros that pad it.
    Text(String),
    /// A point in time, in counts of the type's unit; the least number is "not a time".
    DateTime(i64),
    /// A span of time, likewise.
    TimeDelta(i64),
    /// An object's handle, of which no new reference was taken; 0 if it was never set.
    Object(u64),
    /// The bytes of a structured or void element.
    Void(Vec<u8>),
}
