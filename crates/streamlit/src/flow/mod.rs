//! Execution flow.

pub(crate) mod form;
pub(crate) mod fragment;
pub(crate) mod page_config;
pub(crate) mod query;
pub(crate) mod rerun;
pub(crate) mod stop;
