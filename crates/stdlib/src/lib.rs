//! Python's standard library, compiled ahead of time into one file.
//!
//! Two archives come out of the build script: [`CORE`], with what every app needs, and [`REST`],
//! fetched when an import asks for one of its modules. Their format is described where it is
//! written, in `archive.rs` of crate `freeze`.

/// What Python needs to start, the most used modules, and the names of the rest:
/// `pkg/stdlib.wasm`.
pub static CORE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stdlib.wasm"));

/// All other modules: `pkg/library.bin`.
pub static REST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));

/// Modules of the rest that the packages of data import, to come with these as well: their names,
/// whether they are packages, their marshalled code.
pub static OF_DATA: &[(&str, bool, &[u8])] = include!(concat!(env!("OUT_DIR"), "/of_data.rs"));
