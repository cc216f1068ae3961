//! Runs whole scripts natively: a script in, what the reader sees out; an action, what changed.

mod app;
mod disk;
mod endings;
mod frames;
mod host;
mod outline;
mod storage;
mod world;

pub use app::{App, texts};
pub use disk::TestDisk;
pub use host::Bytes;
pub use storage::TestStorage;
pub use world::TestWorld;
