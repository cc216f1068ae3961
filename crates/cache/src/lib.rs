//! Remembered results: keys, age, limits, eviction, the records to persist.
//!
//! [`Store`] is the account of all results; [`WriteQueue`] and [`Prefetch`] say what a [`Disk`] writes and
//! reads, and decide nothing that depends on one.

pub mod digest;
pub mod disk;
pub mod function;
pub mod lru_map;
pub mod prefetch;
pub mod record;
pub mod record_index;
pub mod store;
pub mod write_queue;

pub use digest::{Digest, Key};
pub use disk::{Disk, NoDisk};
pub use function::{FunctionMetadata, Kind};
pub use lru_map::{Limits, LruMap};
pub use prefetch::Prefetch;
pub use record::{Id, RecordHeader};
pub use record_index::{CacheEvent, RecordIndex};
pub use store::{Found, Store};
pub use write_queue::{Batch, Change, Job, WriteQueue};
