//! Status elements.

pub(crate) mod alert;
pub(crate) mod celebration;
pub(crate) mod exception;
pub(crate) mod progress;
pub(crate) mod spinner;
pub(crate) mod toast;
