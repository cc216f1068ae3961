//! Ufuncs at work: which loop is taken, and how it is driven over arrays.

mod accumulate;
mod at;
mod call;
mod reduce;
mod resolve;
mod scan;
mod sum;

pub use accumulate::{accumulate, reduceat};
pub use at::at;
pub use call::{Call, Runner, elementwise};
pub use reduce::{Reduction, reduce};
pub use resolve::{Input, Resolved, resolve, resolve_reduction};
