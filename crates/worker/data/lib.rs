//! The engine of apps that import packages of data: the same with NumPy.

pub use brooklet_worker::*;
// Only for the feature that it is asked for with.
use brooklet_engine as _;
