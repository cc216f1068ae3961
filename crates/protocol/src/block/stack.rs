//! `st.container`.

use serde::{Deserialize, Serialize};

use super::Gap;

/// Children below or beside each other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// A border around it.
    pub border: bool,
    /// Space between children.
    pub gap: Gap,
    /// Whether children that stand beside each other go to a next line where there is no room.
    pub wrap: bool,
    /// Where children stand from left to right.
    pub across: Placement,
    /// Where children stand from top to bottom.
    pub down: Placement,
    /// Whether it scrolls to what is new; `None` leaves it to whether it holds a chat.
    pub autoscroll: Option<bool>,
}

/// Where children stand along one direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Placement {
    /// At the left or upper edge.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the right or lower edge.
    End,
    /// Spread over the whole length.
    Distribute,
}
