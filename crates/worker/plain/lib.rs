//! The engine as most apps have it: Python and its standard library.

pub use brooklet_worker::*;
