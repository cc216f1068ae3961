//! Text elements.

#![allow(
    clippy::module_inception,
    reason = "a file bears the name of its command"
)]

pub(crate) mod code;
pub(crate) mod heading;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod text;
