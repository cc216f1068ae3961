//! Pictures, sound, film, and pages within the page.

pub(crate) mod iframe;
pub(crate) mod image;
pub(crate) mod player;
mod source;
