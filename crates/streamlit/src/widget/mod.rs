//! What all widgets share: what a call says of them, what a change leads to, their values.

pub(crate) mod on_change;
pub mod register;
pub(crate) mod spec;

pub(crate) use crate::kernel::widget::{Callback, Deserializer};
