//! Execution flow.

pub(crate) mod form;
pub(crate) mod fragment;
pub(crate) mod query;
pub(crate) mod rerun;
pub(crate) mod stop;
