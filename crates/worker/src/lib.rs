//! The engine in a browser worker: the wire, the clock, sleep that lets messages in. A door: it
//! decides nothing.
//!
//! `www/src/worker.js` instantiates the module, makes one [`Host`] and hands it the messages of the
//! page.

mod console;
mod disk;
mod exchange;
mod fetch;
mod host;
mod outlet;
mod panic;
mod pause;
mod signal;
mod sql;
mod storage;
mod upload;
mod world;

pub use host::{Host, bring_data};
pub use world::BrowserWorld;
