//! Blocks: what holds elements and other blocks. One file each.

use serde::{Deserialize, Serialize};

pub mod chat_message;
pub mod column;
pub mod dialog;
pub mod expander;
pub mod gap;
pub mod grid;
pub mod popover;
pub mod stack;
pub mod tabs;

pub use chat_message::{Avatar, ChatMessage};
pub use column::{Column, VerticalAlignment};
pub use dialog::{Dialog, DialogPosition, DialogWidth};
pub use expander::{Expander, ExpanderKind, Progress};
pub use gap::Gap;
pub use grid::{Grid, GridCell};
pub use popover::Popover;
pub use stack::{Placement, Stack};
pub use tabs::Tabs;

use crate::{WidgetId, WidgetValue};

/// A block of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// Children below each other (`st.container`, and the inside of most others).
    Vertical(Stack),
    /// Children beside each other (`st.columns` makes one that holds columns).
    Horizontal(Stack),
    /// One of `st.columns`.
    Column(Column),
    /// `st.expander` and `st.status`.
    Expander(Expander),
    /// `st.tabs`; it holds one [`Block::Tab`] for each label.
    Tabs(Tabs),
    /// What one tab shows.
    Tab,
    /// `st.popover`.
    Popover(Popover),
    /// What a function under `@st.dialog` draws.
    Dialog(Dialog),
    /// `st.chat_message`.
    ChatMessage(ChatMessage),
    /// `st.grid`.
    Grid(Grid),
    /// A cell of a grid that holds several elements.
    GridCell(GridCell),
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
}

impl Block {
    /// What tells this block from others of its kind, if it shows a label: one that is drawn again,
    /// wherever that is, is the one that the reader has opened, scrolled and filled in. The label of
    /// `st.status` says how far the work is, and is none.
    pub fn title(&self) -> Option<String> {
        match self {
            Self::Expander(block) => block.progress.is_none().then(|| block.label.clone()),
            Self::Tabs(block) => Some(block.labels.join("\n")),
            Self::Popover(block) => Some(block.label.clone()),
            _ => None,
        }
    }

    /// The widget's identity, if the engine follows what the reader does with this block.
    pub fn widget_id(&self) -> Option<&WidgetId> {
        match self {
            Self::Expander(block) => block.id.as_ref(),
            Self::Tabs(block) => block.id.as_ref(),
            Self::Popover(block) => block.id.as_ref(),
            Self::Dialog(block) => block.id.as_ref(),
            Self::Vertical(_)
            | Self::Horizontal(_)
            | Self::Column(_)
            | Self::Tab
            | Self::Transparent
            | Self::Form { .. }
            | Self::ChatMessage(_)
            | Self::Grid(_)
            | Self::GridCell(_) => None,
        }
    }

    /// The value that the script sets now, if the engine follows what the reader does with this
    /// block.
    pub fn script_value(&self) -> Option<WidgetValue> {
        match self {
            Self::Tabs(tabs) => tabs.script_value(),
            _ => None,
        }
    }
}
