//! Layouts and containers.

pub(crate) mod columns;
pub(crate) mod container;
pub(crate) mod dialog;
pub(crate) mod empty;
pub(crate) mod expander;
pub(crate) mod gap;
pub(crate) mod grid;
pub(crate) mod popover;
pub(crate) mod skeleton;
pub(crate) mod space;
pub(crate) mod status;
pub(crate) mod tabs;
