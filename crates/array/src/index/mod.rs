//! Advanced indexing: arrays of positions and masks, mixed with slices, `...` and new axes.

mod plan;
mod take;

pub use plan::{Index, Plan};
pub use take::{Mode, choose, compress, normalize, put, repeat, take, take_into, take_where};
