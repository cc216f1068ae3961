//! The only room with `unsafe`: memory that several views share, read and written through pointers.
//!
//! What makes it sound: elements are [`Pod`], so any bytes are a value; every access is of a type
//! whose size is the operand's; operands are made from an [`Array`](crate::Array), whose bounds are
//! checked when it is made; and no reference into shared memory outlives a call.
#![allow(
    unsafe_code,
    reason = "views share memory, which Rust's references cannot say"
)]

mod chosen;
mod flags;
mod gather;
mod gemm;
mod lend;
mod maps;
mod memory;
mod operand;
mod pod;
mod scratch;
mod sums;

pub(crate) use chosen::{choose, gather_at, has_size, put};
pub use flags::Flags;
pub(crate) use gather::{gather, scatter};
pub(crate) use gemm::{Gemm, Matrix};
pub use lend::Lend;
pub use memory::Memory;
pub use operand::{Operand, Operands};
pub use pod::{Bool, Pod};
pub use scratch::{CHUNK, Scratch};
pub use sums::{Summed, pairwise_sum};
