//! The names of characters, in place of the crate of this name.
//!
//! That crate brings its tables with it, twice, because Python's parser and Python itself ask for
//! different versions: more than half a megabyte to download for a program that spells no
//! character by its name. Here the table is a text that is asked for at the first name. Programs of
//! the build and native tests have the names from the crate itself.

pub mod table;

#[cfg(target_arch = "wasm32")]
pub use table::{character, name};
#[cfg(not(target_arch = "wasm32"))]
pub use whole::{character, name};
