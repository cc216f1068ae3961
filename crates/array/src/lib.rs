//! NumPy's numeric core in values: element types, buffers and views of them, casts, element-wise
//! loops, reductions, sorts and selection.
//!
//! It knows neither Python nor the web. Objects of Python are opaque elements of eight bytes, whose
//! meaning is handed in as [`ObjectOps`]. Where a behaviour is NumPy's, it was taken from NumPy's
//! documentation and from running it; the tests' expected values were recorded from it.
//!
//! Where to begin: [`DType`] says what one element is, [`Buffer`] holds the bytes, [`Array`] is a
//! view of a buffer by shape and strides.

#![allow(
    clippy::missing_panics_doc,
    reason = "what panics is a loop on operands of another type: a bug of ours"
)]
#![allow(
    clippy::many_single_char_names,
    reason = "operands are a, b, c and results r, s, as in formulas"
)]
#![allow(clippy::float_cmp, reason = "comparisons are what is asked for")]
#![allow(
    clippy::match_same_arms,
    reason = "tables of types are read line by line"
)]

pub mod array;
pub mod assign;
pub mod buffer;
pub mod cast;
pub mod dtype;
pub mod error;
pub mod fft;
pub mod index;
pub mod linalg;
pub mod loops;
pub mod overlap;
pub mod product;
pub mod random;
pub mod raw;
pub mod search;
pub mod shape;
pub mod sort;
pub mod strings;
pub mod tally;
pub mod ufunc;
pub mod value;
pub mod walk;

pub use array::Array;
pub use buffer::Buffer;
pub use dtype::{DType, Element, ObjectOps, TypeNum};
pub use error::{Error, Result};
pub use raw::{Bool, Pod};
pub use shape::{Dims, Order, Strides};
pub use value::Value;

/// Half precision, as stored.
pub use half::f16;
/// A complex number, as stored.
pub use num_complex::Complex;
