//! Sums of products: of matrices, of vectors, by subscripts, and along a shift.

mod contract;
mod correlate;
mod einsum;
mod matmul;

pub use correlate::{Mode, correlate};
pub use einsum::einsum;
pub use matmul::{matmul, vecdot};
