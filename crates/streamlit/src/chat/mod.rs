//! Chat elements.

pub(crate) mod message;
