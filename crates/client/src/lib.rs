//! The page's logic without the DOM: what is on the page, which values its widgets have, what forms
//! hold back.
//!
//! It runs natively. A browser draws it through [`tree::Surface`]; tests and other programs look at a
//! [`memory::MemorySurface`].

pub mod memory;
pub mod tree;
pub mod widgets;

pub use memory::MemorySurface;
pub use tree::{Surface, Tree};
pub use widgets::{Change, Widgets};
