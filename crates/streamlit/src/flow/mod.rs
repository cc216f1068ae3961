//! Execution flow.

pub(crate) mod rerun;
pub(crate) mod stop;
