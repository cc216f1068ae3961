//! A change of the page: an element or a block put at a path.

use serde::{Deserialize, Serialize};

use crate::{Block, Element, Layout};

/// The parts of a page which stand beside each other and are filled independently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Root {
    /// The main column.
    Main,
    /// The sidebar; it is shown only while it has content.
    Sidebar,
    /// Things that float over the page, such as toasts.
    Event,
    /// The strip that sticks to the lower edge.
    Bottom,
    /// What went wrong before the script ran: above the main column, which stays as it was.
    Failure,
}

impl Root {
    /// Its name, which is part of the identity of what stands in it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "Main",
            Self::Sidebar => "Sidebar",
            Self::Event => "Event",
            Self::Bottom => "Bottom",
            Self::Failure => "Failure",
        }
    }
}

/// Where an element stands: a root, then the index in each block on the way down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DeltaPath {
    /// The part of the page.
    pub root: Root,
    /// The index at each level; never empty for an element or a block of the script.
    pub indices: Vec<u32>,
}

impl DeltaPath {
    /// A path from its root and indices.
    pub fn new(root: Root, indices: Vec<u32>) -> Self {
        Self { root, indices }
    }

    /// The path of a child of the block at this path.
    #[must_use]
    pub fn child(&self, index: u32) -> Self {
        let mut indices = Vec::with_capacity(self.indices.len() + 1);
        indices.extend_from_slice(&self.indices);
        indices.push(index);
        Self {
            root: self.root,
            indices,
        }
    }
}

/// One change of the page. Deltas are applied in the order in which the script makes them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Delta {
    /// Puts an element at a path, in the place of what stood there.
    Element {
        /// Where.
        path: DeltaPath,
        /// What.
        element: Element,
        /// Its size and style hooks.
        layout: Layout,
    },
    /// Puts a block at a path. A block of the same kind that stood there keeps its children until
    /// they are replaced or the run ends; anything else is removed.
    Block {
        /// Where.
        path: DeltaPath,
        /// What.
        block: Block,
        /// Its size and style hooks.
        layout: Layout,
    },
}

impl Delta {
    /// Where the change happens.
    pub fn path(&self) -> &DeltaPath {
        match self {
            Self::Element { path, .. } | Self::Block { path, .. } => path,
        }
    }
}
