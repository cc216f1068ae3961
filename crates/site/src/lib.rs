//! What a built app consists of, told from the contents of its files: no disk, no network.
//!
//! `brooklet build` and the playground make the same website of an app: an `index.html`, its service worker,
//! what hosts look for, and two folders named by their content, one of the runtime and one of the app.
//! Both hand in the files by path and bytes, and put what comes out where they like.

pub mod config;
pub mod contents;
pub mod engine;
pub mod hosting;
pub mod made;
pub mod mark;
pub mod markup;
mod page;
pub mod page_config;
pub mod part;
pub mod single;
pub mod website;

// The engine knows wheels by the same file, which knows nothing of others: a dependency would ask
// authors of apps for a newer cargo.
#[path = "../../protocol/src/wheel.rs"]
pub mod wheel;

pub use website::{App, Website};
