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

use crate::call::container::ContainerClass;

/// The classes of the containers that can do more than hold elements.
pub(crate) const CLASSES: [&ContainerClass; 6] = [
    &expander::CLASS,
    &grid::CLASS,
    &popover::CLASS,
    &skeleton::CLASS,
    &status::CLASS,
    &tabs::CLASS,
];
