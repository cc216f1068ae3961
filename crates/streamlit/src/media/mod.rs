//! Pictures, sound, film, and pages within the page.

mod array;
pub(crate) mod iframe;
pub(crate) mod image;
pub(crate) mod logo;
pub(crate) mod pdf;
pub(crate) mod player;
mod source;
