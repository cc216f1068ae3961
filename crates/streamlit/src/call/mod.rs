//! One call of a command: its signature, its arguments, and what it gives back.

pub(crate) mod args;
pub mod argument;
pub mod bytes;
pub mod command;
pub mod container;
pub(crate) mod decorator;
pub mod documentation;
pub(crate) mod duration;
pub mod function;
pub(crate) mod object;
pub mod parameters;
mod raise;
pub mod signature;
