//! What the pointer does in a grid: select, sort, resize and move.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use super::dragging::Grows;
use super::export::CELLS;
use super::grid::Grid;
use super::state::Cell;
use super::viewport;
use crate::dom::{FocusExt, Listener, capture_pointer, listen};
use crate::lazy::{self, COLUMN_MENU};

/// What a press has begun.
#[derive(Debug, Clone, Copy)]
enum Drag {
    /// Cells or rows.
    Cells(Grows),
    /// The right edge of a column: where it was pressed, and how wide the column was.
    Edge { column: usize, x: f64, width: f64 },
    /// The head of a column, which moves once the pointer has gone far enough.
    Head { column: usize, x: f64, moves: bool },
    /// A finger, which taps unless the browser takes it for scrolling.
    Touch,
}

/// What is pressed in a grid other than its cells as such.
const PARTS: [&str; 6] = [MARKER, FILL, MENU, EDGE, BUTTON, AT_ONCE];
const MARKER: &str = ".bk-grid-marker";
const FILL: &str = ".bk-grid-fill";
const MENU: &str = ".bk-grid-menu-target";
const EDGE: &str = ".bk-grid-edge";
const BUTTON: &str = ".bk-grid-button";
const AT_ONCE: &str = ".bk-grid-check, td[data-new]";

/// How far the pointer goes before a press on a head becomes a move, in CSS pixels.
const FAR: f64 = 6.0;

type Act = Box<dyn Fn(&Rc<Grid>, &web_sys::Event)>;

/// Listens to the pointer and the keyboard.
pub(super) fn listeners(grid: &Rc<Grid>) -> Vec<Listener> {
    let on = |target: &HtmlElement, name, act: Act| {
        let grid = Rc::downgrade(grid);
        listen(target, name, move |event| {
            if let Some(grid) = grid.upgrade() {
                act(&grid, &event);
            }
        })
    };
    let mut all = vec![on(&grid.scroll, "scroll", Box::new(|grid, _| grid.paint()))];
    // A selector that looks into the grid for its focus would be tried with each row that comes.
    all.push(on(
        &grid.table,
        "focus",
        Box::new(|grid, _| {
            let is_visible = grid.table.matches(":focus-visible").unwrap_or(false);
            grid.show_focus(is_visible);
        }),
    ));
    all.push(on(
        &grid.table,
        "blur",
        Box::new(|grid, _| grid.show_focus(false)),
    ));
    for (name, act) in drags().into_iter().chain(others()) {
        all.push(on(&grid.table, name, act));
    }
    all
}

/// A press, what the pointer does after it, and its end.
fn drags() -> [(&'static str, Act); 4] {
    let drag: Rc<RefCell<Option<Drag>>> = Rc::default();
    let (down, moved, up, tapped) = (drag.clone(), drag.clone(), drag.clone(), drag);
    let down: Act = Box::new(move |grid, event| {
        if let Some(event) = event.dyn_ref::<PointerEvent>() {
            let is_touch = event.pointer_type() == "touch" && !is_in(event, EDGE);
            let begun = if is_touch {
                Some(Drag::Touch)
            } else {
                begin(grid, event)
            };
            down.replace(begun);
        }
    });
    // A finger that scrolls ends without a click.
    let tap: Act = Box::new(move |grid, event| {
        let ended = tapped.borrow_mut().take();
        if let (Some(Drag::Touch), Some(event)) = (ended, event.dyn_ref::<MouseEvent>())
            && let Some(drag) = begin(grid, event)
        {
            end(grid, event, drag);
        }
    });
    let moved: Act = Box::new(move |grid, event| {
        if let Some(event) = event.dyn_ref::<PointerEvent>() {
            let mut drag = moved.borrow_mut();
            if event.buttons() == 0 {
                // It has ended where nobody was told.
                drag.take();
                grid.end_dragging();
                point_in_chart(event);
            }
            go_on(grid, event, &mut drag);
        }
    });
    let up: Act = Box::new(move |grid, event| {
        let ended = up.borrow_mut().take_if(|drag| !matches!(drag, Drag::Touch));
        if let (Some(drag), Some(event)) = (ended, event.dyn_ref::<PointerEvent>()) {
            end(grid, event, drag);
        }
    });
    [
        ("pointerdown", down),
        ("pointermove", moved),
        ("pointerup", up),
        ("click", tap),
    ]
}

fn others() -> [(&'static str, Act); 7] {
    let twice: Act = Box::new(|grid, event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            double(grid, event);
        }
    });
    let menu: Act = Box::new(|grid, event| {
        if let Some((None, column)) = cell_at(grid, event) {
            event.prevent_default();
            grid.open_menu(column);
        }
    });
    let key: Act = Box::new(|grid, event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>()
            && grid.key(key)
        {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let focus: Act = Box::new(|grid, _| {
        let has_keys = grid.table.matches(":focus-visible").unwrap_or(false);
        let begins = {
            let state = grid.state.borrow();
            state.cursor.is_none() && !state.shown.is_empty() && state.rows_with_new() > 0
        };
        if begins && has_keys {
            grid.state.borrow_mut().cursor = Some((Some(0), 0));
            grid.paint();
        }
    });
    let [copy, paste, cut] = clipboard();
    [
        ("paste", paste),
        ("cut", cut),
        ("dblclick", twice),
        ("contextmenu", menu),
        ("keydown", key),
        ("focus", focus),
        ("copy", copy),
    ]
}

/// What goes to the clipboard, comes from it, and leaves the grid for it.
fn clipboard() -> [Act; 3] {
    let data_of = |event: &web_sys::Event| {
        let event = event.dyn_ref::<web_sys::ClipboardEvent>();
        event.and_then(web_sys::ClipboardEvent::clipboard_data)
    };
    let copy: Act = Box::new(move |grid, event| {
        if data_of(event).is_some_and(|data| grid.copy(&data)) {
            event.prevent_default();
        }
    });
    let paste: Act = Box::new(move |grid, event| {
        let part = |name| data_of(event).and_then(|data| data.get_data(name).ok());
        let values = part(CELLS).unwrap_or_default();
        if part("text/plain").is_some_and(|text| grid.is_editor() && grid.paste(&text, &values)) {
            event.prevent_default();
        }
    });
    let cut: Act = Box::new(move |grid, event| {
        if grid.is_editor() && data_of(event).is_some_and(|data| grid.copy(&data)) {
            event.prevent_default();
            grid.clear_marked();
        }
    });
    [copy, paste, cut]
}

/// Shows the value of a small chart that is under the pointer.
fn point_in_chart(event: &PointerEvent) {
    let target = element_of(event);
    let cell = target.and_then(|target| target.closest("td:has(.bk-spark-line)").ok().flatten());
    if let Some(cell) = cell {
        let facts = [cell.into(), event.client_x().into()];
        lazy::when(COLUMN_MENU, move || {
            lazy::call(COLUMN_MENU, "point", &facts);
        });
    }
}

fn element_of(event: &web_sys::Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// The cell that an event is for.
fn cell_at(grid: &Grid, event: &web_sys::Event) -> Option<Cell> {
    let cell = element_of(event)?.closest("[data-column]").ok().flatten()?;
    if !grid.table.contains(Some(&cell)) {
        return None;
    }
    let column = cell.get_attribute("data-column")?.parse().ok()?;
    Some((row_of(&cell), column))
}

/// The row that a cell stands in; none for the head.
fn row_of(cell: &Element) -> Option<usize> {
    let row = cell.closest("tr").ok().flatten()?;
    let number: usize = row.get_attribute("aria-rowindex")?.parse().ok()?;
    number.checked_sub(2)
}

fn is_in(event: &web_sys::Event, selector: &str) -> bool {
    element_of(event)
        .and_then(|target| target.closest(selector).ok().flatten())
        .is_some()
}

fn begin(grid: &Rc<Grid>, event: &MouseEvent) -> Option<Drag> {
    if event.button() != 0 || is_in(event, "a") {
        return None;
    }
    // The end of an edit draws cells anew, each perhaps as another: what is pressed is read before.
    let cell = cell_at(grid, event);
    let marked_row = row_of(&element_of(event)?);
    let edge = cell.map(|(_, column)| edge_of(event, column));
    let part = PARTS.into_iter().find(|part| is_in(event, part));
    // The browser gives the focus to the grid: given by a script it would show as if keys had brought it.
    grid.finish_edit(None);
    if part == Some(MARKER) {
        let Some(row) = marked_row else {
            grid.toggle_all();
            return None;
        };
        grid.toggle_row(row, event.shift_key());
        return Some(Drag::Cells(Grows::Rows(row)));
    }
    if part == Some(FILL) {
        return Some(Drag::Cells(Grows::Fill(grid.marked()?)));
    }
    let (row, column) = cell?;
    let x = f64::from(event.client_x());
    if part == Some(MENU) {
        event.prevent_default();
        grid.open_menu(column);
        return None;
    }
    if part == Some(EDGE) {
        let column = edge?;
        let width = grid.state.borrow().placed.get(column)?.width;
        return Some(Drag::Edge { column, x, width });
    }
    let Some(row) = row else {
        return Some(Drag::Head {
            column,
            x,
            moves: false,
        });
    };
    if part == Some(BUTTON) {
        grid.go((Some(row), column), false);
        grid.press_button(row, column);
        event.prevent_default();
        return None;
    }
    if grid.is_editor() && part == Some(AT_ONCE) {
        grid.go((Some(row), column), false);
        grid.edit(row, column, None);
        // The browser would lose the focus with what was pressed, which is drawn anew.
        event.prevent_default();
        grid.table.take_focus();
        grid.show_focus(false);
        return None;
    }
    grid.go((Some(row), column), event.shift_key());
    Some(Drag::Cells(Grows::Range))
}

/// The column that an edge belongs to: the one before, at the left of a head.
fn edge_of(event: &web_sys::Event, column: usize) -> usize {
    column - usize::from(is_in(event, ".bk-grid-before"))
}

fn go_on(grid: &Rc<Grid>, event: &PointerEvent, drag: &mut Option<Drag>) {
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    // A press that moves nowhere stays with what is pressed, which may be pressed twice.
    let hold = || {
        capture_pointer(&grid.table, event);
    };
    match drag {
        None | Some(Drag::Touch) => {}
        Some(Drag::Edge {
            column,
            x: begin,
            width,
        }) => {
            if (x - *begin).abs() >= 1.0 {
                hold();
                grid.resize(*column, *width + x - *begin);
            }
        }
        Some(Drag::Head {
            column,
            x: begin,
            moves,
        }) => {
            if !*moves && (x - *begin).abs() > FAR {
                *moves = true;
                hold();
            }
            if *moves
                && let Some(to) = column_at(grid, x)
                && to != *column
            {
                grid.move_column(*column, to);
                *column = to;
                *begin = x;
            }
        }
        Some(Drag::Cells(grows)) => {
            let under = cell_at(grid, event);
            let is_begin = match grows {
                Grows::Range => under.is_some() && under == grid.state.borrow().cursor,
                Grows::Fill(_) => false,
                Grows::Rows(row) => element_of(event).and_then(|cell| row_of(&cell)) == Some(*row),
            };
            if !is_begin || grid.table.has_pointer_capture(event.pointer_id()) {
                hold();
                grid.drag_to((x, y), *grows);
            }
        }
    }
}

/// The column at a place of the window.
fn column_at(grid: &Grid, x: f64) -> Option<usize> {
    let left = x - grid.table.get_bounding_client_rect().left();
    let state = grid.state.borrow();
    viewport::column_at(&state.placed, left, &state.viewport)
}

fn end(grid: &Rc<Grid>, event: &MouseEvent, drag: Drag) {
    grid.end_dragging();
    if let Drag::Cells(Grows::Fill(source)) = drag {
        grid.end_fill(source);
        return;
    }
    if let Drag::Head {
        column,
        moves: false,
        ..
    } = drag
        && cell_at(grid, event).is_some_and(|(_, at)| at == column)
    {
        grid.state.borrow_mut().cursor = Some((None, column));
        grid.press_head(column, true, event.shift_key());
    }
}

fn double(grid: &Rc<Grid>, event: &MouseEvent) {
    let Some((row, column)) = cell_at(grid, event) else {
        return;
    };
    match row {
        None if is_in(event, EDGE) => {
            let column = edge_of(event, column);
            if let Some(width) = grid.fitting(column) {
                grid.resize(column, width);
            }
        }
        None => {}
        Some(row) => {
            let is_edited = grid.is_editor() && grid.edit(row, column, None);
            if !is_edited {
                grid.open_cell(row, column);
            }
        }
    }
}
