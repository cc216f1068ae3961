//! The cell that is being edited, and what holds its new value.

use serde_json::Value as Json;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};

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
    Choices(Vec<(HtmlElement, Json)>),
}
