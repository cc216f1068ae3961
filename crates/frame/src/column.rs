//! A column: a type, which values are there, the buffers that hold them, and a value read out of them.

use crate::buffer::{Bitmap, Buffer};
use crate::schema::{DataType, TimeUnit};

/// Values of one type. To clone it is cheap.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    data_type: DataType,
    len: usize,
    /// Which values are there; all if `None`.
    validity: Option<Bitmap>,
    /// Values of one width, bits, or the bytes of texts.
    values: Buffer,
    /// Where each text or list ends; the first number is where the first one begins.
    offsets: Buffer,
    /// The items of lists, or the values that a category is one of.
    child: Option<Box<Column>>,
}

/// The buffers of a column.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// See [`Column`].
    pub validity: Option<Buffer>,
    /// See [`Column`].
    pub values: Buffer,
    /// See [`Column`].
    pub offsets: Buffer,
    /// See [`Column`].
    pub child: Option<Box<Column>>,
}

impl Column {
    /// A column of these buffers; `None` if they are too small for `len` values of the type.
    pub fn from_parts(data_type: DataType, len: usize, parts: Parts) -> Option<Self> {
        let validity = match parts.validity {
            Some(bits) => Some(Bitmap::new(bits, len)?),
            None => None,
        };
        let has_values = match &data_type {
            DataType::Bool => parts.values.len() >= len.div_ceil(8),
            _ => data_type.width().is_none_or(|width| {
                width
                    .checked_mul(len)
                    .is_some_and(|n| n <= parts.values.len())
            }),
        };
        let is_varied = matches!(
            data_type,
            DataType::Text | DataType::Json | DataType::Binary | DataType::List(_)
        );
        let has_offsets = !is_varied
            || len
                .checked_add(1)
                .and_then(|count| count.checked_mul(4))
                .is_some_and(|bytes| bytes <= parts.offsets.len());
        let child = match (&data_type, &parts.child) {
            (DataType::List(items), Some(child)) => child.data_type == **items,
            (DataType::Categorical { values, .. }, Some(child)) => child.data_type == **values,
            (DataType::List(_) | DataType::Categorical { .. }, None) => false,
            (_, child) => child.is_none(),
        };
        (has_values && has_offsets && child).then_some(Self {
            data_type,
            len,
            validity,
            values: parts.values,
            offsets: parts.offsets,
            child: parts.child,
        })
    }

    /// A column of buffers that were made for it.
    pub(crate) fn made(data_type: DataType, len: usize, parts: Parts) -> Self {
        Self {
            data_type,
            len,
            validity: parts.validity.and_then(|bits| Bitmap::new(bits, len)),
            values: parts.values,
            offsets: parts.offsets,
            child: parts.child,
        }
    }

    /// A column in which nothing is there.
    pub fn nulls(len: usize) -> Self {
        Self {
            data_type: DataType::Null,
            len,
            validity: None,
            values: Buffer::default(),
            offsets: Buffer::default(),
            child: None,
        }
    }

    /// What it holds.
    pub fn data_type(&self) -> &DataType {
        &self.data_type
    }

    /// How many values, those missing among them.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has no values.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether a value is missing.
    pub fn is_null(&self, index: usize) -> bool {
        self.data_type == DataType::Null
            || self.validity.as_ref().is_some_and(|bits| !bits.get(index))
    }

    /// Whether any value may be missing.
    pub fn has_nulls(&self) -> bool {
        self.data_type == DataType::Null || self.validity.is_some()
    }

    /// The items of its lists, or the values that a category is one of.
    pub fn child(&self) -> Option<&Column> {
        self.child.as_deref()
    }

    pub(crate) fn parts(&self) -> Parts {
        Parts {
            validity: self.validity.as_ref().map(|bits| bits.buffer().clone()),
            values: self.values.clone(),
            offsets: self.offsets.clone(),
            child: self.child.clone(),
        }
    }

    /// A value. Beyond the end there is none.
    pub fn value(&self, index: usize) -> Value<'_> {
        if index >= self.len || self.is_null(index) {
            return Value::Null;
        }
        let at = &self.values;
        match &self.data_type {
            DataType::Null => Value::Null,
            DataType::Bool => {
                let byte = at.as_slice().get(index / 8).copied().unwrap_or(0);
                Value::Bool(byte >> (index % 8) & 1 == 1)
            }
            DataType::Int8 => Value::Int(i8::from_le_bytes(at.read(index)).into()),
            DataType::Int16 => Value::Int(i16::from_le_bytes(at.read(index)).into()),
            DataType::Int32 => Value::Int(i32::from_le_bytes(at.read(index)).into()),
            DataType::Int64 => Value::Int(i64::from_le_bytes(at.read(index))),
            DataType::UInt8 => Value::UInt(u8::from_le_bytes(at.read(index)).into()),
            DataType::UInt16 => Value::UInt(u16::from_le_bytes(at.read(index)).into()),
            DataType::UInt32 => Value::UInt(u32::from_le_bytes(at.read(index)).into()),
            DataType::UInt64 => Value::UInt(u64::from_le_bytes(at.read(index))),
            DataType::Float32 => Value::Float(f32::from_le_bytes(at.read(index)).into()),
            DataType::Float64 => Value::Float(f64::from_le_bytes(at.read(index))),
            DataType::Decimal { scale } => Value::Decimal {
                digits: i128::from_le_bytes(at.read(index)),
                scale: *scale,
            },
            DataType::Text => Value::Text(self.text(index)),
            DataType::Json => Value::Json(self.text(index)),
            DataType::Binary => Value::Binary(self.bytes(index)),
            DataType::Date => Value::Date(i32::from_le_bytes(at.read(index))),
            DataType::Time => Value::Time(i64::from_le_bytes(at.read(index))),
            DataType::Timestamp { unit, zone } => Value::Timestamp {
                ticks: i64::from_le_bytes(at.read(index)),
                unit: *unit,
                zone: zone.as_deref(),
            },
            DataType::Duration { unit } => Value::Duration {
                ticks: i64::from_le_bytes(at.read(index)),
                unit: *unit,
            },
            DataType::List(_) => self.list(index),
            DataType::Categorical { .. } => {
                let code = u32::from_le_bytes(at.read(index)) as usize;
                self.child
                    .as_ref()
                    .map_or(Value::Null, |child| child.value(code))
            }
        }
    }

    /// All values in order.
    pub fn iter(&self) -> impl Iterator<Item = Value<'_>> {
        (0..self.len).map(|index| self.value(index))
    }

    fn range(&self, index: usize) -> (usize, usize) {
        let begin = u32::from_le_bytes(self.offsets.read(index)) as usize;
        let end = u32::from_le_bytes(self.offsets.read(index + 1)) as usize;
        (begin, end.max(begin))
    }

    fn bytes(&self, index: usize) -> &[u8] {
        let (begin, end) = self.range(index);
        self.values.as_slice().get(begin..end).unwrap_or_default()
    }

    /// Bytes that are no text (of another program) are an empty one.
    fn text(&self, index: usize) -> &str {
        std::str::from_utf8(self.bytes(index)).unwrap_or_default()
    }

    fn list(&self, index: usize) -> Value<'_> {
        let Some(items) = self.child.as_deref() else {
            return Value::Null;
        };
        let (begin, end) = self.range(index);
        Value::List(ListValue {
            items,
            begin: begin.min(items.len),
            end: end.min(items.len),
        })
    }
}

/// A value, borrowed from its column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Missing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number that may be beyond those with a sign.
    UInt(u64),
    /// A number.
    Float(f64),
    /// An exact number: `digits` · 10⁻ˢᶜᵃˡᵉ.
    Decimal {
        /// All digits and the sign.
        digits: i128,
        /// How many of them are decimals.
        scale: i8,
    },
    /// A text.
    Text(&'a str),
    /// Any value as JSON.
    Json(&'a str),
    /// Bytes.
    Binary(&'a [u8]),
    /// Days since 1970-01-01.
    Date(i32),
    /// Microseconds since midnight.
    Time(i64),
    /// A point in time.
    Timestamp {
        /// Since 1970, in UTC if there is a zone.
        ticks: i64,
        /// What `ticks` counts.
        unit: TimeUnit,
        /// The zone to show it in.
        zone: Option<&'a str>,
    },
    /// A length of time.
    Duration {
        /// How long.
        ticks: i64,
        /// What `ticks` counts.
        unit: TimeUnit,
    },
    /// Several values.
    List(ListValue<'a>),
}

/// The values of a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ListValue<'a> {
    items: &'a Column,
    begin: usize,
    end: usize,
}

impl<'a> ListValue<'a> {
    /// How many.
    pub fn len(&self) -> usize {
        self.end - self.begin
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.begin == self.end
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let items = self.items;
        (self.begin..self.end).map(|index| items.value(index))
    }
}

impl Value<'_> {
    /// The number that this is, nearest; `None` for what is none.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Bool(value) => Some(f64::from(u8::from(*value))),
            Self::Int(value) => Some(*value as f64),
            Self::UInt(value) => Some(*value as f64),
            Self::Float(value) => Some(*value),
            Self::Decimal { digits, scale } => Some(*digits as f64 / 10f64.powi(i32::from(*scale))),
            _ => None,
        }
    }

    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// An exact number in digits.
fn decimal(digits: i128, scale: i8) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let text = digits.unsigned_abs().to_string();
    if scale <= 0 {
        let zeros = if digits == 0 { 0 } else { scale.unsigned_abs() };
        return format!("{sign}{text}{}", "0".repeat(usize::from(zeros)));
    }
    let scale = usize::from(scale.unsigned_abs());
    let text = format!("{text:0>width$}", width = scale + 1);
    let (whole, rest) = text.split_at(text.len() - scale);
    format!("{sign}{whole}.{rest}")
}

impl Value<'_> {
    /// An exact number in digits, if this is one.
    pub fn decimal_text(&self) -> Option<String> {
        match self {
            Self::Decimal { digits, scale } => Some(decimal(*digits, *scale)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_exactly() {
        for (digits, scale, text) in [
            (12345, 2, "123.45"),
            (-5, 3, "-0.005"),
            (7, 0, "7"),
            (7, -2, "700"),
            (0, -2, "0"),
            (-100, 2, "-1.00"),
        ] {
            assert_eq!(decimal(digits, scale), text);
        }
    }
}
