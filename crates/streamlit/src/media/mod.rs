//! Pictures, sound, film, and pages within the page.

mod array;
pub(crate) mod audio;
pub(crate) mod iframe;
pub(crate) mod image;
pub(crate) mod logo;
pub(crate) mod pdf;
mod player;
mod source;
pub(crate) mod video;
