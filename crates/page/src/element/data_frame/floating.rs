//! What floats over a grid: a menu, a cell looked at closely.

use std::rc::Rc;

use crate::dom::Listener;
use crate::float::Float;

/// What floats over a grid, until something else does or it is closed.
pub(super) struct Floating {
    pub(super) float: Rc<Float>,
    /// They end with it.
    pub(super) listeners: Vec<Listener>,
}
