//! What can go wrong, in the classes that a caller tells apart.

use std::any::Any;
use std::fmt;

/// The result of what may fail here.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something was refused. Each variant is an exception of Python for the layer above.
#[derive(Debug)]
pub enum Error {
    /// A value that does not fit (`ValueError`).
    Value(String),
    /// A type that does not fit (`TypeError`).
    Type(String),
    /// A position that is not there (`IndexError`).
    Index(String),
    /// A number that does not fit (`OverflowError`).
    Overflow(String),
    /// More memory than there is (`MemoryError`).
    Memory(String),
    /// Division by zero of whole numbers of Python (`ZeroDivisionError`).
    ZeroDivision(String),
    /// A field or key that is not there (`KeyError`).
    Key(String),
    /// A result that does not exist in floating point (`FloatingPointError`).
    FloatingPoint(String),
    /// An axis outside of the array (`AxisError`).
    Axis {
        /// The axis that was asked for.
        axis: isize,
        /// How many there are.
        ndim: usize,
    },
    /// Two element types without a common one (`DTypePromotionError`).
    Promotion(String),
    /// A cast that the casting rule forbids (`UFuncTypeError`, or `TypeError`).
    Casting(String),
    /// No loop for these element types (`_UFuncNoLoopError`).
    NoLoop(String),
    /// What code of the layer above raised while it was called back, as it gave it.
    Foreign(Box<dyn Any>),
}

impl Error {
    /// A `ValueError`.
    pub fn value(text: impl Into<String>) -> Self {
        Self::Value(text.into())
    }

    /// A `TypeError`.
    pub fn type_(text: impl Into<String>) -> Self {
        Self::Type(text.into())
    }

    /// An `IndexError`.
    pub fn index(text: impl Into<String>) -> Self {
        Self::Index(text.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(text)
            | Self::Type(text)
            | Self::Index(text)
            | Self::Overflow(text)
            | Self::Memory(text)
            | Self::ZeroDivision(text)
            | Self::Key(text)
            | Self::FloatingPoint(text)
            | Self::Promotion(text)
            | Self::Casting(text)
            | Self::NoLoop(text) => f.write_str(text),
            Self::Axis { axis, ndim } => {
                write!(
                    f,
                    "axis {axis} is out of bounds for array of dimension {ndim}"
                )
            }
            Self::Foreign(_) => f.write_str("an error of the layer above"),
        }
    }
}

impl std::error::Error for Error {}
