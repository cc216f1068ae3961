//! Modules of Python, compiled ahead of time and packed into archives.
//!
//! A tool of the build: crate `stdlib` freezes the standard library with it, crate `wheels` the
//! Python layers of packages. What it writes is read by `archive.rs` of crate `python`. The crates that
//! are written in Python in part freeze that by their build scripts; `frozen!` of crate `python` reads it.

mod archive;
mod crate_sources;
mod lines;
mod module;
mod source;

pub use archive::{Contents, Files, Packing, archive};
pub use crate_sources::{Shown, freeze_crate_sources};
pub use module::{Module, grouped, take};
pub use source::{Source, sources};

/// Why modules could not be frozen.
#[derive(Debug, thiserror::Error)]
pub enum FreezeError {
    /// A folder or a file cannot be read.
    #[error("{path} cannot be read: {error}")]
    Unreadable {
        /// Which one.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// The source of a module has mistakes, or says what our Python does not know.
    #[error("{name} does not compile: {error}")]
    Source {
        /// The module.
        name: String,
        /// What the compiler says.
        error: Box<rustpython_compiler::CompileError>,
    },
    /// A build script does not find its surroundings.
    #[error("cargo does not say {0}")]
    NoVariable(&'static str),
    /// A list names a module that there is not.
    #[error("there is no module {0}")]
    NoModule(String),
    /// The packer failed.
    #[error("what was compiled cannot be packed: {0}")]
    Packing(#[from] std::io::Error),
}
