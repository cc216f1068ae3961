//! Dragging over cells: a range grows to the cell nearest to the pointer, and beyond its edge the grid
//! scrolls.

use gloo::timers::callback::Interval;

use super::grid::Grid;
use super::state::{Range, State};
use super::viewport::column_at;
use crate::dom::{StyleExt, set_optional};

/// How often a grid scrolls while the pointer is beyond its edge, in milliseconds.
const EVERY: u32 = 16;
/// How far it scrolls at once at most, and how much more than before until then, in CSS pixels.
const FASTEST: f64 = 32.0;
const FASTER: f64 = 0.5;

/// What grows while the pointer moves.
#[derive(Debug, Clone, Copy)]
pub(super) enum Grows {
    /// The marked range.
    Range,
    /// What a fill covers that repeats this range.
    Fill(Range),
    /// The selected rows, from this one on.
    Rows(usize),
}

impl Grid {
    /// The cell nearest to a place of the window.
    pub(super) fn nearest_cell(&self, (x, y): (f64, f64)) -> Option<(usize, usize)> {
        let corner = self.scroll.get_bounding_client_rect();
        let state = self.state.borrow();
        let viewport = &state.viewport;
        let right = (viewport.width - 1.0).min(state.width() - viewport.scroll_left - 1.0);
        let x = (x - corner.left()).clamp(0.0, right.max(0.0));
        let x = x.max(state.lead());
        Some((
            viewport.row_at(y - corner.top())?,
            column_at(&state.placed, x, viewport)?,
        ))
    }

    /// Lets something grow to where the pointer is.
    pub(super) fn drag_to(&self, pointer: (f64, f64), grows: Grows) {
        self.dragging.pointer.set(pointer);
        self.grow(grows);
        if self.beyond() == (0.0, 0.0) {
            self.end_dragging();
        } else if self.dragging.clock.borrow().is_none() {
            let grid = self.this.clone();
            let clock = Interval::new(EVERY, move || {
                if let Some(grid) = grid.upgrade() {
                    grid.scroll_on(grows);
                }
            });
            self.dragging.clock.replace(Some(clock));
        }
    }

    /// Scrolls no more.
    pub(super) fn end_dragging(&self) {
        self.dragging.speed.set(0.0);
        drop(self.dragging.clock.take());
    }

    /// On which side of the rows the pointer is, across and down.
    fn beyond(&self) -> (f64, f64) {
        let (x, y) = self.dragging.pointer.get();
        let edge = self.scroll.get_bounding_client_rect();
        let viewport = &self.state.borrow().viewport;
        let side =
            |at: f64, first: f64, end: f64| f64::from(i8::from(at >= end) - i8::from(at < first));
        let (left, top) = (edge.left(), edge.top());
        (
            side(x, left, left + viewport.width),
            side(y, top + viewport.head_height, top + viewport.height),
        )
    }

    fn scroll_on(&self, grows: Grows) {
        let speed = (self.dragging.speed.get() + FASTER).min(FASTEST);
        self.dragging.speed.set(speed);
        let (right, down) = self.beyond();
        self.scroll
            .scroll_by_with_x_and_y(right * speed, down * speed);
        self.paint();
        self.grow(grows);
    }

    fn grow(&self, grows: Grows) {
        let Some((row, column)) = self.nearest_cell(self.dragging.pointer.get()) else {
            return;
        };
        match grows {
            Grows::Rows(first) => self.select_rows(first, row),
            Grows::Range => {
                let cell = (Some(row), column);
                if self.state.borrow().cursor != Some(cell) {
                    self.place_cursor(cell, true);
                }
            }
            Grows::Fill(source) => {
                let target = {
                    let state = self.state.borrow();
                    let row = row.min(state.rows().saturating_sub(1));
                    reached(&state, source, (row, column))
                };
                self.state.borrow_mut().filling = Some(target);
                self.paint();
            }
        }
    }

    /// Draws the edge around the marked range, or around what a fill would cover.
    pub(super) fn draw_outline(&self, state: &State, range: Option<Range>) {
        let is_one = |((first, last), (left, right)): Range| first == last && left == right;
        let wanted = state.filling.or(range.filter(|range| !is_one(*range)));
        let place = wanted.and_then(|range| place(state, range));
        set_optional(&self.outline, "hidden", place.is_none().then_some(""));
        set_optional(&self.outline, "data-fill", state.filling.map(|_| ""));
        let Some([left, top, width, height]) = place else {
            return;
        };
        let style = self.outline.style();
        style.put("transform", &format!("translate({left}px,{top}px)"));
        style.put("width", &format!("{width}px"));
        style.put("height", &format!("{height}px"));
    }
}

/// Where a range stands in the table: left, top, width and height. What is scrolled behind columns that
/// stay ends at them.
fn place(state: &State, ((first, last), (left, right)): Range) -> Option<[f64; 4]> {
    let viewport = &state.viewport;
    let (one, other) = (state.placed.get(left)?, state.placed.get(right)?);
    let pinned = state.placed.iter().filter(|column| column.is_pinned);
    let pinned_end = pinned.fold(0.0_f64, |end, column| end.max(column.left + column.width));
    let shift = |is_pinned: bool| if is_pinned { 0.0 } else { viewport.scroll_left };
    let begin = one.left - shift(one.is_pinned);
    let begin = if one.is_pinned {
        begin
    } else {
        begin.max(pinned_end)
    };
    let end = other.left + other.width - shift(other.is_pinned);
    let end = if one.is_pinned {
        end.max(pinned_end)
    } else {
        end
    };
    let (top, bottom) = (viewport.row_top(first), viewport.row_top(last + 1));
    (end > begin && bottom > viewport.head_height).then_some([
        begin,
        top,
        end - begin,
        bottom - top,
    ])
}

/// The range from a source to a cell, in the one direction in which the cell is farther away.
fn reached(state: &State, source: Range, (row, column): (usize, usize)) -> Range {
    let ((first, last), (left, right)) = source;
    let rows = first.saturating_sub(row).max(row.saturating_sub(last)) as f64;
    let beyond = |column: usize| state.placed.get(column).map_or(0.0, |placed| placed.left);
    let across = (beyond(left) - beyond(column)).max(beyond(column) - beyond(right));
    if rows * state.viewport.row_height >= across {
        ((first.min(row), last.max(row)), (left, right))
    } else {
        ((first, last), (left.min(column), right.max(column)))
    }
}
