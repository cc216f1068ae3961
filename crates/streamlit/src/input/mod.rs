//! Input widgets.

pub(crate) mod button;
pub(crate) mod checkbox;
pub(crate) mod number;
pub(crate) mod number_input;
pub(crate) mod selectbox;
pub(crate) mod slider;
pub(crate) mod text_input;
