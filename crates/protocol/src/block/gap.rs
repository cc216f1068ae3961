//! Space between the children of a block.

use serde::{Deserialize, Serialize};

/// Space between the children of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// None.
    None,
    /// 0.25 rem.
    XxSmall,
    /// 0.5 rem.
    XSmall,
    /// 1 rem.
    #[default]
    Small,
    /// 2 rem.
    Medium,
    /// 4 rem.
    Large,
    /// 6 rem.
    XLarge,
    /// 8 rem.
    XxLarge,
    /// CSS pixels.
    Px(u32),
}
