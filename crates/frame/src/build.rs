//! Making columns value by value.

use crate::buffer::Buffer;
use crate::column::{Column, Parts};
use crate::schema::DataType;

/// Collects bits. All of them set need no bytes in the end.
#[derive(Debug, Default)]
pub struct BitmapBuilder {
    bytes: Vec<u8>,
    len: usize,
    cleared: usize,
}

impl BitmapBuilder {
    /// Adds a bit.
    pub fn push(&mut self, bit: bool) {
        if self.len.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if bit {
            self.bytes[self.len / 8] |= 1 << (self.len % 8);
        } else {
            self.cleared += 1;
        }
        self.len += 1;
    }

    /// The bits.
    pub fn finish(self) -> Buffer {
        self.bytes.into()
    }

    /// The bits, or `None` if all are set.
    pub fn finish_validity(self) -> Option<Buffer> {
        (self.cleared > 0).then(|| self.bytes.into())
    }
}

/// Collects texts.
#[derive(Debug, Default)]
pub struct TextBuilder(BinaryBuilder);

impl TextBuilder {
    /// Adds a text or a missing value.
    pub fn push(&mut self, text: Option<&str>) {
        self.0.push(text.map(str::as_bytes));
    }

    /// The column.
    pub fn finish(self) -> Column {
        self.0.finish_as(DataType::Text)
    }

    /// The column, where the texts are JSON.
    pub fn finish_json(self) -> Column {
        self.0.finish_as(DataType::Json)
    }
}

/// Collects runs of bytes.
#[derive(Debug, Default)]
pub struct BinaryBuilder {
    bytes: Vec<u8>,
    /// Where each value ends.
    ends: Vec<u8>,
    validity: BitmapBuilder,
}

impl BinaryBuilder {
    /// Adds bytes or a missing value. What does not fit into four gigabytes is missing too.
    pub fn push(&mut self, value: Option<&[u8]>) {
        let fitting = value.filter(|value| u32::try_from(self.bytes.len() + value.len()).is_ok());
        self.bytes.extend_from_slice(fitting.unwrap_or_default());
        self.ends.extend((self.bytes.len() as u32).to_le_bytes());
        self.validity.push(fitting.is_some());
    }

    /// The column.
    pub fn finish(self) -> Column {
        self.finish_as(DataType::Binary)
    }

    fn finish_as(self, data_type: DataType) -> Column {
        let len = self.validity.len;
        let mut offsets = vec![0; 4];
        offsets.extend(self.ends);
        let parts = Parts {
            validity: self.validity.finish_validity(),
            values: self.bytes.into(),
            offsets: offsets.into(),
            child: None,
        };
        Column::made(data_type, len, parts)
    }
}

/// Collects where lists end; their items are a column of their own.
#[derive(Debug)]
pub struct ListBuilder {
    offsets: Vec<u8>,
    end: u32,
    validity: BitmapBuilder,
}

impl Default for ListBuilder {
    fn default() -> Self {
        Self {
            offsets: vec![0; 4],
            end: 0,
            validity: BitmapBuilder::default(),
        }
    }
}

impl ListBuilder {
    /// Adds a list of so many items, or a missing one.
    pub fn push(&mut self, len: Option<usize>) {
        self.end = self
            .end
            .saturating_add(u32::try_from(len.unwrap_or(0)).unwrap_or(u32::MAX));
        self.offsets.extend(self.end.to_le_bytes());
        self.validity.push(len.is_some());
    }

    /// The column over all items in order.
    pub fn finish(self, items: Column) -> Column {
        let len = self.validity.len;
        let parts = Parts {
            validity: self.validity.finish_validity(),
            values: Buffer::default(),
            offsets: self.offsets.into(),
            child: Some(Box::new(items)),
        };
        let data_type = DataType::List(Box::new(parts.child_type()));
        Column::made(data_type, len, parts)
    }
}

impl Parts {
    fn child_type(&self) -> DataType {
        self.child
            .as_ref()
            .map_or(DataType::Null, |child| child.data_type().clone())
    }
}

/// Values of one width after each other, how many, and which of them are there.
fn bytes_of<const N: usize>(
    values: impl Iterator<Item = Option<[u8; N]>>,
) -> (Buffer, usize, Option<Buffer>) {
    let mut bytes = Vec::new();
    let mut validity = BitmapBuilder::default();
    for value in values {
        bytes.extend(value.unwrap_or([0; N]));
        validity.push(value.is_some());
    }
    let len = validity.len;
    (bytes.into(), len, validity.finish_validity())
}

macro_rules! fixed {
    ($name:ident, $number:ty, $doc:literal) => {
        #[doc = $doc]
        pub fn $name(
            data_type: DataType,
            values: impl IntoIterator<Item = Option<$number>>,
        ) -> Option<Self> {
            let values = values.into_iter();
            let (values, len, validity) =
                bytes_of(values.map(|value| value.map(<$number>::to_le_bytes)));
            if data_type.width() != Some(size_of::<$number>()) {
                return None;
            }
            let parts = Parts {
                validity,
                values,
                ..Parts::default()
            };
            Self::from_parts(data_type, len, parts)
        }
    };
}

impl Column {
    fixed!(
        of_i32,
        i32,
        "A column of a type of 32 bits, such as days; `None` for another type."
    );
    fixed!(
        of_i64,
        i64,
        "A column of a type of 64 bits, such as timestamps; `None` for another type."
    );
    fixed!(
        of_u64,
        u64,
        "A column of a type of 64 bits; `None` for another type."
    );
    fixed!(
        of_f64,
        f64,
        "A column of numbers of 64 bits; `None` for a type of another width."
    );
    fixed!(
        of_i128,
        i128,
        "A column of exact numbers; `None` for a type of another width."
    );

    /// A column of truth values.
    pub fn of_bools(values: impl IntoIterator<Item = Option<bool>>) -> Self {
        let mut bits = BitmapBuilder::default();
        let mut validity = BitmapBuilder::default();
        for value in values {
            bits.push(value == Some(true));
            validity.push(value.is_some());
        }
        let len = validity.len;
        let parts = Parts {
            validity: validity.finish_validity(),
            values: bits.finish(),
            ..Parts::default()
        };
        Column::made(DataType::Bool, len, parts)
    }

    /// A column of whole numbers.
    pub fn of_ints(values: impl IntoIterator<Item = Option<i64>>) -> Self {
        let (values, len, validity) =
            bytes_of(values.into_iter().map(|value| value.map(i64::to_le_bytes)));
        let parts = Parts {
            validity,
            values,
            ..Parts::default()
        };
        Self::made(DataType::Int64, len, parts)
    }

    /// A column of numbers.
    pub fn of_floats(values: impl IntoIterator<Item = Option<f64>>) -> Self {
        let (values, len, validity) =
            bytes_of(values.into_iter().map(|value| value.map(f64::to_le_bytes)));
        let parts = Parts {
            validity,
            values,
            ..Parts::default()
        };
        Self::made(DataType::Float64, len, parts)
    }

    /// A column of texts.
    pub fn of_texts<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let mut texts = TextBuilder::default();
        for text in values {
            texts.push(text);
        }
        texts.finish()
    }

    /// A column of categories: each value is a position among `values`.
    pub fn of_categories(
        codes: impl IntoIterator<Item = Option<u32>>,
        values: Column,
        ordered: bool,
    ) -> Self {
        let codes = codes.into_iter().map(|code| code.map(u32::to_le_bytes));
        let (codes, len, validity) = bytes_of(codes);
        let data_type = DataType::Categorical {
            values: Box::new(values.data_type().clone()),
            ordered,
        };
        let parts = Parts {
            validity,
            values: codes,
            offsets: Buffer::default(),
            child: Some(Box::new(values)),
        };
        Column::made(data_type, len, parts)
    }
}
