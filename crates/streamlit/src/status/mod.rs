//! Status elements.

pub(crate) mod alert;
pub(crate) mod exception;
pub(crate) mod progress;
pub(crate) mod spinner;
