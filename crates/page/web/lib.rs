//! The page as it is linked. A crate that tests lean on too is not optimised across what it stands on.

pub use brooklet_page::*;
