//! What a grid shows at the moment, without the DOM.

use std::rc::Rc;

use brooklet_frame::{Direction, Frame, Value, sorted};
use brooklet_protocol::element::{DataFrame, SelectionMode};
use serde_json::Value as Json;

use super::cell_value::{column_of, json_of};
use super::collation;
use super::columns::{GridColumn, Kind, Source, columns};
use super::edits::{Edits, History};
use super::export::copied;
use super::search_results::Search;
use super::select::{Selection, selects};
use super::value_text::{bubbles, raw, shown};
use super::viewport::{Placed, Viewport, grow, place};
use crate::text::icon;

/// A corner of a range and its opposite: rows as shown, and columns.
pub(super) type Range = ((usize, usize), (usize, usize));

/// How wide the column of the boxes is that select rows, in CSS pixels.
pub(super) const MARKER: f64 = 32.0;
/// How high a row is by itself, in CSS pixels.
pub(super) const ROW: f64 = 35.0;
const NARROWEST: f64 = 50.0;
const WIDEST: f64 = 500.0;
/// Room beside the text of a cell, in CSS pixels.
const PADDING: f64 = 16.0;
/// Room beside the text of a bubble, and between two of them, in CSS pixels.
const BUBBLE: f64 = 16.0;
const GAP: f64 = 4.0;
/// How wide the sign is that a column can be edited, with the room behind it.
const PENCIL: f64 = 28.0;
/// How wide an icon is in place of a text.
const ICON: f64 = 18.0;
/// Beyond so many rows a copy carries texts alone.
const MAX_EXACT_ROWS: usize = 10_000;
/// Of how many rows the texts are measured.
const MEASURED: usize = 20;

/// A cell: its row as shown, `None` for the head, and its column among those shown.
pub(super) type Cell = (Option<usize>, usize);

/// What a grid shows.
pub(super) struct State {
    pub(super) element: DataFrame,
    pub(super) frame: Rc<Frame>,
    pub(super) columns: Vec<GridColumn>,
    /// The columns that are not hidden, pinned ones first.
    pub(super) shown: Vec<usize>,
    pub(super) placed: Vec<Placed>,
    order: Option<Vec<u32>>,
    pub(super) edits: Edits,
    pub(super) history: History,
    pub(super) sort: Option<(Source, Direction)>,
    pub(super) selection: Selection,
    /// The cell that keys go to.
    pub(super) cursor: Option<Cell>,
    /// Where a range of cells begins that ends at the cursor.
    pub(super) anchor: Option<(usize, usize)>,
    /// The row and the column that were selected last: where a range of them begins.
    pub(super) last_row: Option<usize>,
    pub(super) last_column: Option<usize>,
    /// What a fill would cover that is being dragged.
    pub(super) filling: Option<Range>,
    pub(super) search: Search,
    pub(super) viewport: Viewport,
}

impl State {
    pub(super) fn new(element: DataFrame, frame: Rc<Frame>) -> Self {
        let begin = element.default.clone().unwrap_or_default();
        let mut state = Self {
            columns: columns(&element, &frame),
            shown: Vec::new(),
            placed: Vec::new(),
            order: None,
            edits: Edits::new(frame.rows),
            history: History::default(),
            sort: None,
            selection: Selection::read(&begin),
            cursor: None,
            anchor: None,
            last_row: None,
            last_column: None,
            filling: None,
            search: Search::default(),
            viewport: Viewport::default(),
            element,
            frame,
        };
        state.arrange();
        state
    }

    /// Takes over another version of the element. What the reader has done to columns that are
    /// still there stays.
    pub(super) fn update(&mut self, element: DataFrame, frame: Rc<Frame>) {
        let said_the_same = self.element.config == element.config
            && self.element.column_order == element.column_order
            && self.element.hide_index == element.hide_index;
        let names = |frame: &Frame| {
            frame
                .columns
                .iter()
                .map(|field| field.name.clone())
                .collect::<Vec<_>>()
        };
        let is_same_shape =
            names(&self.frame) == names(&frame) && self.frame.index.depth() == frame.index.depth();
        if !(said_the_same && is_same_shape) {
            self.columns = columns(&element, &frame);
            self.sort = None;
            self.cursor = None;
            self.anchor = None;
        }
        let is_other_data = !Rc::ptr_eq(&self.frame, &frame);
        self.element = element;
        self.frame = frame;
        if is_other_data {
            self.search = Search::default();
            self.edits = if self.edits.is_empty() {
                Edits::new(self.frame.rows)
            } else {
                self.read_edits(&self.edits.json(&[]))
            };
            self.reorder();
            let names: Vec<String> = self
                .columns
                .iter()
                .map(|column| column.name.clone())
                .collect();
            let rows = self.frame.rows.max(self.rows());
            self.selection.keep(rows, &names);
        }
        if let Some((Some(row), _)) = self.cursor
            && row >= self.rows_with_new()
        {
            self.cursor = None;
            self.anchor = None;
        }
        self.arrange();
    }

    /// Works out which columns are shown, and in which order.
    pub(super) fn arrange(&mut self) {
        let there = |pinned: bool| {
            let columns = self.columns.iter().enumerate();
            columns
                .filter(move |(_, column)| !column.is_hidden && column.is_pinned == pinned)
                .map(|(position, _)| position)
        };
        self.shown = there(true).chain(there(false)).collect();
        if let Some((_, column)) = self.cursor
            && column >= self.shown.len()
        {
            self.cursor = None;
            self.anchor = None;
        }
    }

    /// Whether rows have a box that selects them.
    pub(super) fn has_markers(&self) -> bool {
        selects(&self.element.selection, "rows") || self.can_delete()
    }

    pub(super) fn can_add(&self) -> bool {
        let editing = self.element.editing;
        editing.is_some_and(brooklet_protocol::element::Editing::can_add) && !self.shown.is_empty()
    }

    pub(super) fn can_delete(&self) -> bool {
        let editing = self.element.editing;
        editing.is_some_and(brooklet_protocol::element::Editing::can_delete)
    }

    /// How many rows there are, changes included.
    pub(super) fn rows(&self) -> usize {
        self.edits.row_count()
    }

    /// The same with the row that stands for a new one.
    pub(super) fn rows_with_new(&self) -> usize {
        self.rows() + usize::from(self.can_add())
    }

    /// Reads what the reader has changed.
    pub(super) fn read_edits(&self, json: &str) -> Edits {
        let type_of = |name: &str| {
            let mut columns = self.columns.iter();
            let column = columns.find(|column| column.edit_name() == name);
            column.map_or(&brooklet_frame::DataType::Null, |column| &column.data_type)
        };
        Edits::read(json, self.frame.rows, |name, json| {
            column_of(json, type_of(name))
        })
    }

    /// The names of the columns that each row needs a value of.
    pub(super) fn required(&self) -> Vec<String> {
        let columns = self.columns.iter().filter(|column| column.is_required);
        columns
            .filter(|column| column.editor.is_some())
            .map(|column| column.edit_name().to_owned())
            .collect()
    }

    /// Which columns are shown, and which rows, after a change.
    pub(super) fn rows_changed(&mut self) {
        self.search = Search::default();
        let before = self.order.take();
        let rows = self.edits.rows();
        // A sorted table stays in its order while its cells are changed.
        self.order = match (before, self.sort) {
            (Some(mut order), Some(_)) => {
                let there: std::collections::BTreeSet<u32> = rows.iter().copied().collect();
                order.retain(|row| there.contains(row));
                let known: std::collections::BTreeSet<u32> = order.iter().copied().collect();
                order.extend(rows.into_iter().filter(|row| !known.contains(row)));
                Some(order)
            }
            _ if self.edits.has_own_rows() => Some(rows),
            _ => None,
        };
        let last = self.rows_with_new();
        let is_there = |row: usize| row < last;
        if matches!(self.cursor, Some((Some(row), _)) if !is_there(row)) {
            self.cursor = self
                .cursor
                .and_then(|(_, column)| last.checked_sub(1).map(|row| (Some(row), column)));
            self.anchor = None;
        }
        if matches!(self.anchor, Some((row, _)) if !is_there(row)) {
            self.anchor = None;
        }
    }

    /// How high the head is: a line for each level of the names.
    pub(super) fn head_height(&self) -> f64 {
        let groups = self.columns.iter().map(|column| column.groups.len());
        ROW * (groups.max().unwrap_or(0) + 1) as f64
    }

    pub(super) fn lead(&self) -> f64 {
        if self.has_markers() { MARKER } else { 0.0 }
    }

    /// A column by its place among those shown.
    pub(super) fn column(&self, position: usize) -> Option<&GridColumn> {
        self.columns.get(*self.shown.get(position)?)
    }

    /// The row of the table that stands in a row of the grid.
    pub(super) fn row(&self, shown: usize) -> usize {
        let order = self.order.as_ref();
        order.map_or(shown, |order| {
            order.get(shown).map_or(shown, |row| *row as usize)
        })
    }

    /// Sorts by a column, or not at all.
    pub(super) fn sort_by(&mut self, sort: Option<(Source, Direction)>) {
        self.sort = sort;
        self.reorder();
        self.search = Search::default();
    }

    fn reorder(&mut self) {
        self.order = self.sort.and_then(|(source, direction)| {
            let column = self.columns.iter().find(|column| column.source == source)?;
            let value = |row: u32| self.value_in(row as usize, column);
            let rows = self.edits.rows();
            Some(sorted(rows, &value, &raw, direction, &collation::rank))
        });
        if self.order.is_none() && self.edits.has_own_rows() {
            self.order = Some(self.edits.rows());
        }
    }

    /// The next way to sort a column: up, down, as it was.
    pub(super) fn next_sort(&self, source: Source) -> Option<(Source, Direction)> {
        match self.sort {
            Some((known, Direction::Ascending)) if known == source => {
                Some((source, Direction::Descending))
            }
            Some((known, Direction::Descending)) if known == source => None,
            _ => Some((source, Direction::Ascending)),
        }
    }

    pub(super) fn value(&self, row: usize, column: &GridColumn) -> Value<'_> {
        self.value_in(self.row(row), column)
    }

    /// The value in a row of the table, as it was changed.
    pub(super) fn value_in(&self, row: usize, column: &GridColumn) -> Value<'_> {
        if self.edits.is_empty() {
            return column.value(&self.frame, row);
        }
        if let Some(value) = self.edits.value(row as u32, column.edit_name()) {
            return value;
        }
        match self.edits.position_added(row as u32) {
            None => column.value(&self.frame, row),
            // Rows that are counted are counted on.
            Some(position) if column.is_index() => match self.frame.index {
                brooklet_frame::Index::Range { .. } => {
                    column.value(&self.frame, self.frame.rows + position)
                }
                brooklet_frame::Index::Levels(_) => Value::Null,
            },
            Some(_) => Value::Null,
        }
    }

    /// A cell as its column shows it.
    pub(super) fn text(&self, row: usize, column: &GridColumn) -> String {
        shown(&self.value(row, column), column)
    }

    /// How wide a column is so that its texts fit, in CSS pixels.
    pub(super) fn fitting(&self, column: &GridColumn, measure: &dyn Fn(&str) -> f64) -> f64 {
        let pencil = if column.editor.is_some() { PENCIL } else { 0.0 };
        let head = measure(&column.title) + pencil + PADDING;
        let fixed = match column.kind {
            Kind::Checkbox | Kind::Image | Kind::Audio | Kind::Video => Some(0.0),
            Kind::Progress | Kind::LineChart | Kind::AreaChart | Kind::BarChart => Some(150.0),
            _ => None,
        };
        let widest = fixed.unwrap_or_else(|| {
            let rows = 0..self.rows().min(MEASURED);
            let widths = rows.map(|row| {
                let value = self.value(row, column);
                let width = match &value {
                    Value::Null => measure("None"),
                    Value::List(_) if column.kind == Kind::List => {
                        let labels = bubbles(&value, column).into_iter();
                        let widths = labels.map(|(label, _)| measure(&label) + BUBBLE + GAP);
                        widths.sum::<f64>() - GAP
                    }
                    _ => {
                        let text = shown(&value, column);
                        icon::material(&text).map_or_else(|| measure(&text), |_| ICON)
                    }
                };
                width + PADDING
            });
            widths.fold(0.0, f64::max)
        });
        // A part of a pixel less cuts the text off.
        head.max(widest).clamp(NARROWEST, WIDEST).ceil()
    }

    /// Gives each column a width, and places them into so much room.
    pub(super) fn lay_out(&mut self, room: f64, measure: &dyn Fn(&str) -> f64) {
        for position in 0..self.columns.len() {
            let column = &self.columns[position];
            if column.width <= 0.0 && !column.is_hidden {
                let width = self.fitting(column, measure);
                self.columns[position].width = width;
            }
        }
        let mut widths: Vec<(f64, bool)> = self
            .shown
            .iter()
            .map(|position| {
                let column = &self.columns[*position];
                (column.width, !column.is_resized && !column.is_pinned)
            })
            .collect();
        grow(&mut widths, room - self.lead());
        let columns: Vec<(f64, bool)> = widths
            .iter()
            .zip(&self.shown)
            .map(|((width, _), position)| (*width, self.columns[*position].is_pinned))
            .collect();
        self.placed = place(&columns, self.lead());
    }

    /// How wide all columns are together, in CSS pixels.
    pub(super) fn width(&self) -> f64 {
        let last = self.placed.last();
        last.map_or(self.lead(), |column| column.left + column.width)
    }

    /// The cell that is typed into: where a range begins, else the cursor.
    pub(super) fn active(&self) -> Option<Cell> {
        let anchor = self.anchor.map(|(row, column)| (Some(row), column));
        anchor.or(self.cursor)
    }

    /// How rows are selected: in an editor, as many as the reader wants.
    pub(super) fn row_modes(&self) -> Vec<SelectionMode> {
        if self.element.editing.is_some() {
            vec![SelectionMode::MultiRow]
        } else {
            self.element.selection.clone()
        }
    }

    /// Selects nothing more, but for a row that the script requires; says whether that is a change.
    pub(super) fn clear_selection(&mut self) -> bool {
        let mut cleared = Selection::default();
        if self.row_modes().contains(&SelectionMode::SingleRowRequired) {
            cleared.rows.clone_from(&self.selection.rows);
        }
        let has_changed = cleared != self.selection;
        self.selection = cleared;
        has_changed
    }

    /// Whether at most one cell is selected.
    pub(super) fn is_single_cell(&self) -> bool {
        self.element.selection.contains(&SelectionMode::SingleCell)
    }

    /// The range of cells between anchor and cursor: first and last row, first and last column.
    pub(super) fn range(&self) -> Option<Range> {
        let (row, column) = self.cursor?;
        let row = row?;
        let (anchor_row, anchor_column) = self.anchor.unwrap_or((row, column));
        Some((
            (row.min(anchor_row), row.max(anchor_row)),
            (column.min(anchor_column), column.max(anchor_column)),
        ))
    }

    /// The cells that a copy takes.
    pub(super) fn copied(&self) -> (Vec<Vec<String>>, Json) {
        let all = self.shown.len().saturating_sub(1);
        let ((first, last), (left, right)) = match self.range() {
            Some(range) => range,
            None if self.selection.rows.is_empty() => return Default::default(),
            None => ((0, self.rows()), (0, all)),
        };
        let takes_all = self.range().is_some();
        let (mut texts, mut values) = (Vec::new(), Vec::new());
        for row in first..(last + 1).min(self.rows()) {
            if !(takes_all || self.selection.rows.contains(&self.row(row))) {
                continue;
            }
            let columns = (left..=right).filter_map(|position| self.column(position));
            let cell = |column| {
                let value = self.value(row, column);
                (copied(&value), json_of(&value))
            };
            let (row, exact): (Vec<String>, Vec<Json>) = columns.map(cell).unzip();
            texts.push(row);
            if texts.len() < MAX_EXACT_ROWS {
                values.push(exact.into());
            }
        }
        (texts, Json::Array(values))
    }

    /// The head and all rows, as a file has them.
    pub(super) fn export(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        let columns: Vec<&GridColumn> = (0..self.shown.len())
            .filter_map(|position| self.column(position))
            .collect();
        let head = columns.iter().map(|column| column.full_title()).collect();
        let row = move |row: usize| {
            let cells = columns.iter().map(|column| raw(&self.value(row, column)));
            cells.collect()
        };
        std::iter::once(head).chain((0..self.rows()).map(row))
    }

    /// Takes the cells of the range for what is selected.
    pub(super) fn select_range(&mut self) {
        self.selection.cells.clear();
        let Some(((first, last), (left, right))) = self.range() else {
            return;
        };
        for row in first..=last {
            for position in left..=right {
                if let Some(column) = self.column(position) {
                    let cell = (self.row(row), column.name.clone());
                    self.selection.cells.push(cell);
                }
            }
        }
    }
}
