//! The page's logic without the DOM: what is on the page, which values its widgets have, what forms
//! hold back, how runs begin and end, what happens when an engine dies.
//!
//! It runs natively. A browser draws it through [`Surface`] and does what it wants as its [`Host`];
//! tests and other programs look at a [`MemorySurface`].

mod client;
mod crash_recovery;
pub mod engine_kind;
mod files;
pub mod host;
pub mod media;
pub mod memory;
pub mod run;
mod session_restore;
pub mod tree;
pub mod uploads;
pub mod widgets;

pub use client::{Client, Parts};
pub use engine_kind::EngineKind;
pub use host::{Effect, Host, Notice, Timer};
pub use media::Media;
pub use memory::MemorySurface;
pub use run::{Listening, ScriptState};
pub use tree::{Surface, Tree};
pub use uploads::{UploadAction, Uploads};
pub use widgets::{Change, Widgets};
