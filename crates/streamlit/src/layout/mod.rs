//! Layouts and containers.

pub(crate) mod columns;
pub(crate) mod container;
pub(crate) mod empty;
pub(crate) mod expander;
pub(crate) mod gap;
