//! What all widgets share.

pub mod register;

pub(crate) use register::*;
