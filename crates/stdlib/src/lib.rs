//! Python's standard library, compiled ahead of time into one file.
//!
//! Two archives come out of the build script: [`CORE`], with what every app needs, and [`REST`],
//! fetched when an import asks for one of its modules. Both are xz streams; their format is
//! described where they are read, in `archive.rs` of crate `python`.

/// What Python needs to start, the most used modules, and the names of the rest:
/// `pkg/stdlib.bin`.
pub static CORE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stdlib.bin"));

/// All other modules: `pkg/library.bin`.
pub static REST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));
