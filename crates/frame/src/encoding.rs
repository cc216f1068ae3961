//! A frame as one run of bytes.
//!
//! Eight bytes of magic and version, eight for the length of the header, the header by postcard,
//! then the buffers in the order in which the header names them, each at a multiple of eight from
//! the beginning.

use std::iter;

use serde::{Deserialize, Serialize};

use crate::buffer::Buffer;
use crate::column::{Column, Parts};
use crate::frame::{Field, Frame, Index};
use crate::schema::{DataType, Label};

const MAGIC: [u8; 8] = *b"bkframe\x01";
const ALIGNMENT: usize = 8;
/// How deep lists and categories may be nested.
const MAX_DEPTH: usize = 32;

/// Bytes that are no frame.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// They do not begin as a frame of this version does.
    #[error("these bytes are no table of this version")]
    Magic,
    /// The header cannot be read.
    #[error("the header of a table cannot be read: {0}")]
    Header(#[from] postcard::Error),
    /// The header speaks of bytes that are not there, or of columns that do not fit together.
    #[error("a table is damaged: {0}")]
    Damaged(&'static str),
}

#[derive(Serialize, Deserialize)]
struct Header {
    rows: u64,
    levels: Vec<Option<Label>>,
    index: IndexHeader,
    columns: Vec<FieldHeader>,
}

#[derive(Serialize, Deserialize)]
enum IndexHeader {
    Range {
        start: i64,
        step: i64,
        name: Option<Label>,
    },
    Levels(Vec<FieldHeader>),
}

#[derive(Serialize, Deserialize)]
struct FieldHeader {
    name: Vec<Label>,
    column: ColumnHeader,
}

#[derive(Serialize, Deserialize)]
struct ColumnHeader {
    data_type: DataType,
    len: u64,
    validity: Option<Span>,
    values: Span,
    offsets: Span,
    child: Option<Box<ColumnHeader>>,
}

/// Where a buffer lies, counted from the end of the header.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Span {
    begin: u64,
    len: u64,
}

impl Frame {
    /// The frame as bytes.
    pub fn encode(&self) -> Vec<u8> {
        self.encoded().pieces().concat()
    }

    /// The frame as bytes that stay where they are.
    ///
    /// # Panics
    /// Never: a header has a byte form whatever it says.
    pub fn encoded(&self) -> Encoded {
        let mut writer = Writer::default();
        let header = Header {
            rows: self.rows as u64,
            levels: self.levels.clone(),
            index: match &self.index {
                Index::Range { start, step, name } => IndexHeader::Range {
                    start: *start,
                    step: *step,
                    name: name.clone(),
                },
                Index::Levels(levels) => IndexHeader::Levels(writer.fields(levels)),
            },
            columns: writer.fields(&self.columns),
        };
        let header = postcard::to_allocvec(&header).expect("a header has a byte form");
        let mut head = Vec::with_capacity(2 * ALIGNMENT + header.len());
        head.extend(MAGIC);
        head.extend((header.len() as u64).to_le_bytes());
        head.extend(header);
        Encoded {
            head,
            buffers: writer.buffers,
        }
    }

    /// The frame that these bytes hold. Its columns are views into them.
    pub fn decode(bytes: Vec<u8>) -> Result<Self, FrameError> {
        let all = Buffer::from(bytes);
        let rest = all
            .as_slice()
            .strip_prefix(&MAGIC)
            .ok_or(FrameError::Magic)?;
        let (len, rest) = rest.split_first_chunk().ok_or(FrameError::Magic)?;
        let len = usize::try_from(u64::from_le_bytes(*len)).unwrap_or(usize::MAX);
        let header = rest.get(..len).ok_or(FrameError::Damaged("its header"))?;
        let header: Header = postcard::from_bytes(header)?;
        let begin = (2 * ALIGNMENT + len).next_multiple_of(ALIGNMENT);
        let reader = Reader {
            buffers: all
                .slice(begin.min(all.len())..all.len())
                .unwrap_or_default(),
        };
        let frame = Self {
            rows: usize::try_from(header.rows).unwrap_or(usize::MAX),
            levels: header.levels,
            index: match header.index {
                IndexHeader::Range { start, step, name } => Index::Range { start, step, name },
                IndexHeader::Levels(levels) => Index::Levels(reader.fields(levels)?),
            },
            columns: reader.fields(header.columns)?,
        };
        if !frame.is_whole() {
            return Err(FrameError::Damaged("its columns differ in length or depth"));
        }
        Ok(frame)
    }
}

/// A frame as bytes, of which the columns' are still where they were.
#[derive(Debug)]
pub struct Encoded {
    head: Vec<u8>,
    buffers: Vec<Buffer>,
}

impl Encoded {
    /// The bytes, piece by piece.
    pub fn pieces(&self) -> Vec<&[u8]> {
        let buffers = self.buffers.iter().map(Buffer::as_slice);
        let parts = iter::once(self.head.as_slice()).chain(buffers);
        parts.flat_map(|part| [part, padding(part.len())]).collect()
    }
}

/// What makes a piece of this length end where another may begin.
fn padding(len: usize) -> &'static [u8] {
    const ZEROS: [u8; ALIGNMENT] = [0; ALIGNMENT];
    &ZEROS[..len.next_multiple_of(ALIGNMENT) - len]
}

/// Notes buffers and where they will lie.
#[derive(Default)]
struct Writer {
    buffers: Vec<Buffer>,
    end: usize,
}

impl Writer {
    fn fields(&mut self, fields: &[Field]) -> Vec<FieldHeader> {
        let header = |field: &Field| FieldHeader {
            name: field.name.clone(),
            column: self.column(&field.column),
        };
        fields.iter().map(header).collect()
    }

    fn column(&mut self, column: &Column) -> ColumnHeader {
        let parts = column.parts();
        ColumnHeader {
            data_type: column.data_type().clone(),
            len: column.len() as u64,
            validity: parts.validity.map(|bits| self.place(bits)),
            values: self.place(parts.values),
            offsets: self.place(parts.offsets),
            child: parts.child.map(|child| Box::new(self.column(&child))),
        }
    }

    fn place(&mut self, buffer: Buffer) -> Span {
        let span = Span {
            begin: self.end as u64,
            len: buffer.len() as u64,
        };
        self.end = (self.end + buffer.len()).next_multiple_of(ALIGNMENT);
        self.buffers.push(buffer);
        span
    }
}

struct Reader {
    buffers: Buffer,
}

impl Reader {
    fn fields(&self, fields: Vec<FieldHeader>) -> Result<Vec<Field>, FrameError> {
        let field = |field: FieldHeader| {
            Ok(Field {
                name: field.name,
                column: self.column(field.column, 0)?,
            })
        };
        fields.into_iter().map(field).collect()
    }

    fn column(&self, header: ColumnHeader, depth: usize) -> Result<Column, FrameError> {
        if depth > MAX_DEPTH {
            return Err(FrameError::Damaged("its lists are nested too deep"));
        }
        let child = match header.child {
            Some(child) => Some(Box::new(self.column(*child, depth + 1)?)),
            None => None,
        };
        let parts = Parts {
            validity: header.validity.map(|bits| self.buffer(bits)).transpose()?,
            values: self.buffer(header.values)?,
            offsets: self.buffer(header.offsets)?,
            child,
        };
        let len = usize::try_from(header.len).unwrap_or(usize::MAX);
        Column::from_parts(header.data_type, len, parts)
            .ok_or(FrameError::Damaged("a column is shorter than it says"))
    }

    fn buffer(&self, span: Span) -> Result<Buffer, FrameError> {
        let lost = FrameError::Damaged("a column reaches beyond its end");
        let begin = usize::try_from(span.begin).map_err(|_| lost.clone())?;
        let len = usize::try_from(span.len).map_err(|_| lost.clone())?;
        let end = begin.checked_add(len).ok_or_else(|| lost.clone())?;
        self.buffers.slice(begin..end).ok_or(lost)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::build::{BinaryBuilder, ListBuilder, TextBuilder};
    use crate::schema::TimeUnit;

    fn flat(len: usize) -> impl Strategy<Value = Column> {
        let ints = vec(option::of(any::<i64>()), len);
        let days = vec(option::of(any::<i32>()), len);
        let exact = vec(option::of(any::<i128>()), len);
        let texts = vec(option::of(".{0,6}"), len);
        let bytes = vec(option::of(vec(any::<u8>(), 0..5)), len);
        let zone = option::of("[A-Z]{1,3}");
        let stamps = (vec(option::of(any::<i64>()), len), zone);
        prop_oneof![
            Just(Column::nulls(len)),
            vec(option::of(any::<bool>()), len).prop_map(Column::of_bools),
            ints.clone().prop_map(Column::of_ints),
            vec(option::of(-1e9..1e9), len).prop_map(Column::of_floats),
            days.prop_map(|days| Column::of_i32(DataType::Date, days).expect("32 bits")),
            ints.prop_map(|times| Column::of_i64(DataType::Time, times).expect("64 bits")),
            stamps.prop_map(|(ticks, zone)| {
                let unit = TimeUnit::Microsecond;
                Column::of_i64(DataType::Timestamp { unit, zone }, ticks).expect("64 bits")
            }),
            exact.prop_map(|digits| {
                Column::of_i128(DataType::Decimal { scale: 3 }, digits).expect("128 bits")
            }),
            texts.prop_map(|texts| {
                let mut builder = TextBuilder::default();
                for text in &texts {
                    builder.push(text.as_deref());
                }
                builder.finish()
            }),
            bytes.prop_map(|values| {
                let mut builder = BinaryBuilder::default();
                for value in &values {
                    builder.push(value.as_deref());
                }
                builder.finish()
            }),
        ]
    }

    fn column(len: usize) -> impl Strategy<Value = Column> {
        let lists = vec(option::of(0_usize..4), len).prop_flat_map(|lens| {
            let items: usize = lens.iter().flatten().sum();
            flat(items).prop_map(move |items| {
                let mut builder = ListBuilder::default();
                for len in &lens {
                    builder.push(*len);
                }
                builder.finish(items)
            })
        });
        let categories = (flat(3), vec(option::of(0_u32..3), len))
            .prop_map(|(values, codes)| Column::of_categories(codes, values, true));
        prop_oneof![4 => flat(len), 1 => lists, 1 => categories]
    }

    fn frame() -> impl Strategy<Value = Frame> {
        let index = |len| {
            prop_oneof![
                Just(Index::counted()),
                flat(len).prop_map(|column| Index::Levels(vec![Field {
                    name: Vec::new(),
                    column
                }])),
            ]
        };
        (0_usize..20).prop_flat_map(move |rows| {
            (vec(column(rows), 0..5), index(rows)).prop_map(move |(columns, index)| Frame {
                index,
                columns: columns
                    .into_iter()
                    .enumerate()
                    .map(|(number, column)| Field {
                        name: vec![Label::Int(number as i64)],
                        column,
                    })
                    .collect(),
                levels: vec![Some("level".into())],
                rows,
            })
        })
    }

    fn same(one: &Frame, other: &Frame) -> bool {
        let columns = one.columns.iter().zip(&other.columns);
        one.rows == other.rows
            && one.columns.len() == other.columns.len()
            && columns.fold(true, |same, (a, b)| {
                same && a.name == b.name && a.column.iter().eq(b.column.iter())
            })
            && (0..one.rows).all(|row| one.index.value(0, row) == other.index.value(0, row))
    }

    proptest! {
        #[test]
        fn decoding_is_the_inverse_of_encoding(frame in frame()) {
            let decoded = Frame::decode(frame.encode()).expect("a frame");
            prop_assert!(same(&frame, &decoded));
            prop_assert_eq!(&frame, &decoded);
        }

        #[test]
        fn damaged_bytes_are_refused_or_read_without_a_panic(
            frame in frame(), place in any::<prop::sample::Index>(), byte in any::<u8>(),
        ) {
            let mut bytes = frame.encode();
            let place = place.index(bytes.len());
            bytes[place] = byte;
            if let Ok(decoded) = Frame::decode(bytes) {
                for field in &decoded.columns {
                    prop_assert_eq!(field.column.iter().take(100).count(), field.column.len().min(100));
                }
            }
        }

        #[test]
        fn a_part_of_the_bytes_is_no_frame(frame in frame(), end in any::<prop::sample::Index>()) {
            let bytes = frame.encode();
            let end = end.index(bytes.len());
            if let Ok(decoded) = Frame::decode(bytes[..end].to_vec()) {
                // Only what fills up the end may be missing.
                prop_assert!(same(&frame, &decoded));
            }
        }
    }

    #[test]
    fn columns_of_a_decoded_frame_are_views() {
        let frame = Frame::of_columns(vec![Field::new("a", Column::of_ints([Some(1), None]))]);
        let decoded = Frame::decode(frame.encode()).expect("a frame");
        let values: Vec<_> = decoded.columns[0].column.iter().collect();
        assert_eq!(values, [crate::Value::Int(1), crate::Value::Null]);
    }
}
