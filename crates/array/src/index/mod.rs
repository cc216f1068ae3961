//! Advanced indexing: arrays of positions and masks, mixed with slices, `...` and new axes.

mod chosen;
mod plan;
mod take;

pub use chosen::{put_where, take_at, take_where};
pub use plan::{Index, Plan};
pub use take::{Mode, choose, compress, normalize, put, repeat, take, take_into};
