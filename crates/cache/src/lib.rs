//! Remembered results: keys, age, limits, eviction, the records to persist.

pub mod digest;
pub mod disk;
pub mod ledger;
pub mod record;
pub mod shelf;

pub use digest::{Digest, Key};
pub use disk::{Disk, NoDisk};
pub use ledger::{Ledger, News};
pub use record::{Id, Label};
pub use shelf::{Limits, Shelf};
