//! Remembered results: keys, age, limits, eviction, the records to persist.

pub mod digest;
pub mod shelf;

pub use digest::{Digest, Key};
pub use shelf::{Limits, Shelf};
