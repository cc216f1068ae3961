//! Text elements.

pub(crate) mod code;
pub(crate) mod heading;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod plain;
