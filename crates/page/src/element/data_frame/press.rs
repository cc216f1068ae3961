//! Pressing a button in a cell.

use brooklet_frame::Value;
use brooklet_protocol::WidgetValue;
use serde_json::json;

use super::columns::Kind;
use super::grid::Grid;
use super::value_text::raw;

impl Grid {
    /// Presses the button in a cell; one with several labels opens a list of them. Says whether there
    /// is one.
    pub(super) fn press_button(&self, shown: usize, position: usize) -> bool {
        let labels: Vec<String> = {
            let state = self.state.borrow();
            let Some(column) = state
                .column(position)
                .filter(|column| column.kind == Kind::Button)
            else {
                return false;
            };
            match state.value(shown, column) {
                Value::Null => return false,
                Value::List(items) => items.iter().map(|item| raw(&item)).collect(),
                value => vec![raw(&value)],
            }
        };
        match labels.as_slice() {
            [] => return false,
            [label] => self.click_button(shown, position, label),
            _ => self.open_labels(shown, position, labels),
        }
        true
    }

    /// Tells the script which button was clicked.
    pub(super) fn click_button(&self, shown: usize, position: usize, label: &str) {
        let (own, button, row) = {
            let state = self.state.borrow();
            let Some(column) = state.column(position) else {
                return;
            };
            let mut buttons = state.element.buttons.iter();
            let Some((_, id)) = buttons.find(|(name, _)| *name == column.name) else {
                return;
            };
            (state.element.id.clone(), id.clone(), state.row(shown))
        };
        let value = WidgetValue::Json(json!({"row": row, "label": label}).to_string());
        match own {
            Some(own) if own != button => self.context.widgets.fire_with(&own, button, value),
            _ => self.context.widgets.fire(&button, value),
        }
    }
}
