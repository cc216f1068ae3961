//! A table as a schema and column buffers: what grids, charts, hashing and data libraries share.
//!
//! A [`Frame`] has an index, columns and a number of rows. A [`Column`] is a type, a bitmap that
//! says which values are there, and flat buffers in the manner of Arrow: little-endian numbers,
//! texts as offsets into one run of bytes, lists as offsets into another column.
//!
//! [`Frame::encode`] lays a frame out as one run of bytes: a header and the buffers, each at a
//! multiple of eight. [`Frame::decode`] reads the header and leaves the buffers where they are:
//! a column of the decoded frame is a view into those bytes, and a value is read when it is asked
//! for.
//!
//! [`sorted`] puts the rows into the order of a column.

mod buffer;
mod build;
mod collation;
mod column;
mod direction;
mod encoding;
mod frame;
mod order;
mod schema;
mod weight;
mod words;
mod zone;

pub use buffer::{Bitmap, Buffer};
pub use build::{BinaryBuilder, BitmapBuilder, ListBuilder, TextBuilder};
pub use collation::Rank;
pub use column::{Column, ListValue, Parts, Value};
pub use direction::Direction;
pub use encoding::{Encoded, FrameError};
pub use frame::{Field, Frame, Index};
pub use order::sorted;
pub use schema::{DataType, Label, TimeUnit};
pub use words::duration_words;
pub use zone::fixed_offset_micros;
