//! `st.dataframe`: a grid over a table whose bytes cross beside the messages.

use serde::{Deserialize, Serialize};

use super::Editing;
use crate::widget::Tracked;
use crate::{MediaId, WidgetId, WidgetValue};

/// A grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataFrame {
    /// Its identity, where the script follows what is selected.
    pub id: Option<WidgetId>,
    /// The table.
    pub frame: MediaId,
    /// What the script says about columns, as JSON: pairs of a name (`_index` for the index) or a
    /// position, and a configuration.
    pub config: String,
    /// The names of the columns to be shown, in order; all in their order if `None`.
    pub column_order: Option<Vec<String>>,
    /// Whether the index is hidden unless a configuration shows it.
    pub hide_index: bool,
    /// What can be selected.
    pub selection: Vec<SelectionMode>,
    /// What is selected at first, as JSON.
    pub default: Option<String>,
    /// What the script has selected since, as JSON.
    pub set_value: Option<String>,
    /// How high a row is, in CSS pixels.
    pub row_height: Option<u32>,
    /// What stands in the place of a missing value.
    pub placeholder: Option<String>,
    /// What it shows, for a reader who does not see it.
    pub alt: Option<String>,
    /// The columns of buttons that the script follows, by name.
    pub buttons: Vec<(String, WidgetId)>,
    /// How it can be edited, where it can.
    pub editing: Option<Editing>,
}

impl Tracked for DataFrame {
    fn widget_id(&self) -> Option<&WidgetId> {
        self.id.as_ref()
    }

    fn label(&self) -> Option<&str> {
        self.alt.as_deref()
    }

    fn script_value(&self) -> Option<WidgetValue> {
        self.set_value.clone().map(WidgetValue::Json)
    }
}

/// What can be selected in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SelectionMode {
    /// One row.
    SingleRow,
    /// One row, which can only be exchanged for another.
    SingleRowRequired,
    /// Any rows.
    MultiRow,
    /// One column.
    SingleColumn,
    /// Any columns.
    MultiColumn,
    /// One cell.
    SingleCell,
    /// A range of cells.
    MultiCell,
}

impl SelectionMode {
    /// Of what it selects one or several.
    pub fn what(self) -> &'static str {
        match self {
            Self::SingleRow | Self::SingleRowRequired | Self::MultiRow => "rows",
            Self::SingleColumn | Self::MultiColumn => "columns",
            Self::SingleCell | Self::MultiCell => "cells",
        }
    }
}
