//! The names of characters, for Python's parser.

#[cfg(not(target_arch = "wasm32"))]
pub use names::character;
#[cfg(target_arch = "wasm32")]
pub use names::table::loaded_character as character;
