//! The cell that is being edited, and what holds its new value.

use std::rc::Rc;

use serde_json::Value as Json;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::bubbles::Bubbles;
use super::columns::{Editor, GridColumn};

/// A cell as its editor begins with it.
pub(super) struct Begin {
    pub(super) row: u32,
    pub(super) editor: Editor,
    pub(super) column: GridColumn,
    pub(super) text: String,
    pub(super) value: Json,
}

/// Where the cursor goes after an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Stay,
    Down,
    Right,
    Left,
}

/// The cell that is being edited.
pub(super) struct Open {
    /// Its row in the table.
    pub(super) row: u32,
    pub(super) position: usize,
    /// Where it stands in the grid.
    pub(super) shown: usize,
    pub(super) field: Field,
}

/// What holds the new value.
pub(super) enum Field {
    Line(HtmlInputElement),
    Text(HtmlTextAreaElement),
    /// The items of a list.
    Bubbles(Rc<Bubbles>),
    /// A list, and what takes an option that is not in it.
    Choices(Vec<(HtmlElement, Json)>, Option<HtmlInputElement>),
}
