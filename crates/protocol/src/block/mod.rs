//! Blocks: what holds elements and other blocks.

use serde::{Deserialize, Serialize};

/// A block of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// Children below each other (`st.container`, and the inside of most others).
    Vertical {
        /// A border around it.
        border: bool,
        /// Space between children.
        gap: Gap,
    },
    /// Children beside each other (`st.columns` makes one that holds columns).
    Horizontal {
        /// Space between children.
        gap: Gap,
        /// Whether children go to a next line where there is no room.
        wrap: bool,
    },
    /// One of `st.columns`; it stacks its children vertically.
    Column {
        /// Its part of the width, relative to its neighbours.
        weight: f64,
        /// Where short content stands.
        vertical_alignment: VerticalAlignment,
        /// A border around it.
        border: bool,
        /// Space between columns, known to each of them.
        gap: Gap,
    },
    /// A part of a block that leaves no trace on the page.
    Transparent,
    /// A form: what changes inside is sent together, at the press of a submit button.
    Form {
        /// The key that the script gave.
        id: String,
        /// Whether the widgets go back to their defaults after a submission.
        clear_on_submit: bool,
        /// Whether Enter in a text or number field submits.
        enter_to_submit: bool,
        /// A border around it.
        border: bool,
    },
    /// A box to fold and unfold.
    Expander {
        /// Inline Markdown.
        label: String,
        /// Whether it begins unfolded.
        expanded: bool,
        /// An emoji, or `:material/name:`.
        icon: Option<String>,
    },
}

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

/// Where short content stands in a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum VerticalAlignment {
    /// At the upper edge.
    #[default]
    Top,
    /// In the middle.
    Center,
    /// At the lower edge.
    Bottom,
}
