//! What all widgets share: what a call says of them, what a change leads to, their values.

mod binding;
pub(crate) mod on_change;
pub mod register;
mod restored;
pub(crate) mod spec;

pub(crate) use crate::kernel::widget::{Addressed, Callback, Deserializer, is_empty};
