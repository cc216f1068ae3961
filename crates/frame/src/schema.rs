//! What a column holds and what it is called.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The type of a column's values.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DataType {
    /// Nothing but missing values.
    Null,
    /// True or false.
    Bool,
    /// A whole number of 8 bits.
    Int8,
    /// A whole number of 16 bits.
    Int16,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A whole number of 8 bits without a sign.
    UInt8,
    /// A whole number of 16 bits without a sign.
    UInt16,
    /// A whole number of 32 bits without a sign.
    UInt32,
    /// A whole number of 64 bits without a sign.
    UInt64,
    /// A number of 32 bits.
    Float32,
    /// A number of 64 bits.
    Float64,
    /// An exact number of 128 bits with so many decimals.
    Decimal {
        /// The number of decimals; negative for multiples of a power of ten.
        scale: i8,
    },
    /// UTF-8.
    Text,
    /// A value of any shape as JSON text.
    Json,
    /// Bytes.
    Binary,
    /// A day, as days since 1970-01-01 in 32 bits.
    Date,
    /// A time of the day, as microseconds since midnight in 64 bits.
    Time,
    /// A point in time as 64 bits since 1970: in UTC where there is a zone, else on the clock of
    /// wherever it was made.
    Timestamp {
        /// What is counted.
        unit: TimeUnit,
        /// The zone that it is shown in: `Europe/Berlin`, `UTC` or an offset such as `+02:00`.
        zone: Option<String>,
    },
    /// A length of time, 64 bits.
    Duration {
        /// What is counted.
        unit: TimeUnit,
    },
    /// A list of values of one type.
    List(Box<DataType>),
    /// One of few values, as a 32-bit position among them.
    Categorical {
        /// The type of the values.
        values: Box<DataType>,
        /// Whether their order means something.
        ordered: bool,
    },
}

impl DataType {
    /// How many bytes a value takes where all take the same number.
    pub fn width(&self) -> Option<usize> {
        Some(match self {
            Self::Int8 | Self::UInt8 => 1,
            Self::Int16 | Self::UInt16 => 2,
            Self::Int32 | Self::UInt32 | Self::Float32 | Self::Date | Self::Categorical { .. } => 4,
            Self::Int64
            | Self::UInt64
            | Self::Float64
            | Self::Time
            | Self::Timestamp { .. }
            | Self::Duration { .. } => 8,
            Self::Decimal { .. } => 16,
            Self::Null | Self::Bool | Self::Text | Self::Json | Self::Binary | Self::List(_) => {
                return None;
            }
        })
    }

    /// Whether the values are whole numbers.
    pub fn is_integer(&self) -> bool {
        matches!(
            self,
            Self::Int8
                | Self::Int16
                | Self::Int32
                | Self::Int64
                | Self::UInt8
                | Self::UInt16
                | Self::UInt32
                | Self::UInt64
        )
    }

    /// Whether the values are binary floating-point numbers.
    pub fn is_float(&self) -> bool {
        matches!(self, Self::Float32 | Self::Float64)
    }

    /// Whether the values are numbers.
    pub fn is_number(&self) -> bool {
        self.is_integer() || self.is_float() || matches!(self, Self::Decimal { .. })
    }

    /// Whether the values lie on a calendar or a clock.
    pub fn is_temporal(&self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::Timestamp { .. })
    }
}

/// What a timestamp or a duration counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Thousandths.
    Millisecond,
    /// Millionths.
    Microsecond,
    /// Billionths.
    Nanosecond,
}

impl TimeUnit {
    /// How many of them make a second.
    pub fn per_second(self) -> i64 {
        match self {
            Self::Second => 1,
            Self::Millisecond => 1_000,
            Self::Microsecond => 1_000_000,
            Self::Nanosecond => 1_000_000_000,
        }
    }
}

/// What a column, an index or a level is called.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Label {
    /// A text.
    Text(String),
    /// A number, as columns without names have.
    Int(i64),
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl fmt::Display for Label {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Int(number) => number.fmt(formatter),
        }
    }
}
