//! Runs whole scripts natively: a script in, what the reader sees out; an action, what changed.

mod app;
mod page;
mod world;

pub use app::{App, Bytes};
pub use page::Page;
pub use world::TestWorld;
