//! Runs whole scripts natively: a script in, what the reader sees out; an action, what changed.

mod app;
mod disk;
mod endings;
mod frames;
mod host;
mod outline;
mod storage;
mod world;

pub use app::App;
pub use disk::TestDisk;
pub use host::Bytes;
pub use storage::TestStorage;
pub use world::TestWorld;

use brooklet_protocol::WidgetValue;

/// The value of a widget that holds several texts.
pub fn texts(texts: &[&str]) -> WidgetValue {
    WidgetValue::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
}
