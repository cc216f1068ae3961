//! `st.dataframe` on the page: a grid of which only what can be seen is in the document.

mod blank;
mod bubbles;
mod cell_field;
mod cell_value;
mod choosing;
mod civil_text;
mod collation;
mod color;
mod column_menu;
mod columns;
mod config;
mod dragging;
mod drawing;
mod editing;
mod editor;
mod edits;
mod export;
mod floating;
mod grid;
mod keys;
mod menu;
mod moment_text;
mod overlay;
mod paint;
mod pattern;
mod pointer;
mod press;
mod reading;
mod search;
mod search_bar;
mod search_results;
mod select;
mod spark;
mod state;
mod value_text;
mod viewport;
mod zone;

use std::rc::Rc;

use brooklet_frame::Frame;
use brooklet_protocol::element::{DataFrame, Editing, SelectionMode};
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, ResizeObserver, Url};

use super::fullscreen::Fullscreen;
use crate::dom::{FocusExt, Listener, append, listen, make, make_with, revoke, set_optional};
use crate::media::MediaExt;
use crate::view::{Context, View};
use grid::Grid;
use select::Selection;
use state::State;

/// The style.
pub const STYLE: &str = include_str!("data_frame.css");

const PLUS: &str = "M19 13h-6v6h-2v-6H5v-2h6V5h2v6h6v2z";
const BIN: &str =
    "M6 19c0 1.1.9 2 2 2h8c1.1 0 2-.9 2-2V7H6v12zM8 9h8v10H8V9zm7.5-5l-1-1h-5l-1 1H5v2h14V4h-3.5z";
const CROSS: &str = "M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z";
const EYE: &str = "M12 6a9.77 9.77 0 018.82 5.5C19.17 14.87 15.79 17 12 17s-7.17-2.13-8.82-5.5A9.77 9.77 0 0112 6m0-2C7 4 2.73 7.11 1 11.5 2.73 15.89 7 19 12 19s9.27-3.11 11-7.5C21.27 7.11 17 4 12 4zm0 5a2.5 2.5 0 010 5 2.5 2.5 0 010-5m0-2c-2.48 0-4.5 2.02-4.5 4.5S9.52 16 12 16s4.5-2.02 4.5-4.5S14.48 7 12 7z";
const DOWNLOAD: &str = "M18 15v3H6v-3H4v3c0 1.1.9 2 2 2h12c1.1 0 2-.9 2-2v-3h-2zm-1-4l-1.41-1.41L13 12.17V4h-2v8.17L8.41 9.59 7 11l5 5 5-5z";
const SEARCH: &str = "M15.5 14h-.79l-.28-.27A6.47 6.47 0 0016 9.5 6.5 6.5 0 109.5 16c1.61 0 3.09-.59 4.23-1.57l.27.28v.79l5 4.99L20.49 19l-4.99-5zm-6 0C7.01 14 5 11.99 5 9.5S7.01 5 9.5 5 14 7.01 14 9.5 11.99 14 9.5 14z";

/// What a button of the toolbar does.
type Tool = fn(&Rc<Grid>, &HtmlElement);

struct DataFrameView {
    frame: Fullscreen,
    grid: Rc<Grid>,
    observer: Option<ResizeObserver>,
    _resized: Closure<dyn FnMut()>,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &DataFrame, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stDataFrame bk-data-frame", "stDataFrame");
    let sized = make_with(document, "div", "bk-grid-frame", "stDataFrameResizable");
    let state = State::new(element.clone(), frame_of(element, context));
    let grid = Grid::new(state, context);
    append(&sized, &grid.scroll);
    for part in [&grid.bar.node, &sized, &grid.status] {
        append(&node, part);
    }
    let frame = Fullscreen::around(&node, context);
    search::connect(&grid);
    let mut listeners = pointer::listeners(&grid);
    for (label, path, act) in tools(element) {
        let button = frame.tool(label, path);
        let grid = grid.clone();
        let place = button.clone();
        listeners.push(listen(&button, "click", move |_| act(&grid, &place)));
    }
    // The size is known once the element stands in the page, and changes with it.
    let resized = {
        let grid = Rc::downgrade(&grid);
        Closure::wrap(Box::new(move || {
            if let Some(grid) = grid.upgrade() {
                grid.refresh();
            }
        }) as Box<dyn FnMut()>)
    };
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(&grid.scroll);
    }
    let mut view = DataFrameView {
        frame,
        grid,
        observer,
        _resized: resized,
        _listeners: listeners,
    };
    view.paint(element);
    Box::new(view)
}

/// The buttons above a grid: what they are called, their picture, what they do.
fn tools(element: &DataFrame) -> Vec<(&'static str, &'static str, Tool)> {
    let mut tools: Vec<(&'static str, &'static str, Tool)> = Vec::new();
    if element.editing.is_some_and(Editing::can_add) {
        tools.push(("Add row", PLUS, |grid, _| {
            grid.add_row(0);
        }));
    }
    if element.editing.is_some_and(Editing::can_delete) {
        tools.push(("Delete row(s)", BIN, |grid, _| {
            grid.delete_rows();
            // The button goes with what it deletes.
            grid.table.take_focus();
        }));
    }
    if can_clear(element) {
        tools.push(("Clear selection", CROSS, |grid, _| {
            grid.let_go();
            grid.table.take_focus();
        }));
    }
    let shared: [(&str, &str, Tool); 3] = [
        ("Show/hide columns", EYE, |grid, button| {
            grid.open_visibility(button);
        }),
        ("Download as CSV", DOWNLOAD, |grid, _| download(grid)),
        ("Search", SEARCH, |grid, _| grid.toggle_search()),
    ];
    tools.extend(shared);
    tools
}

/// Whether the reader may let go of what is selected.
fn can_clear(element: &DataFrame) -> bool {
    let modes = &element.selection;
    !modes.is_empty() && !modes.contains(&SelectionMode::SingleRowRequired)
}

/// The table of an element; an empty one where its bytes have not come.
fn frame_of(element: &DataFrame, context: &Context) -> Rc<Frame> {
    context.media.frame(&element.frame).unwrap_or_default()
}

impl DataFrameView {
    fn paint(&mut self, element: &DataFrame) {
        if element.editing.is_some() {
            self.grid.take_edits();
        } else if let Some(id) = &element.id
            && let Some(WidgetValue::Json(json)) = self.grid.context.widgets.get(id)
        {
            self.grid.state.borrow_mut().selection = Selection::read(&json);
        }
        let placeholder = element.frame.0.is_empty().then_some("");
        set_optional(&self.grid.scroll, "data-empty", placeholder);
        self.grid.refresh();
    }
}

/// Saves the table as the grid shows it.
fn download(grid: &Rc<Grid>) {
    let text = export::csv(grid.state.borrow().export());
    let options = BlobPropertyBag::new();
    options.set_type("text/csv;charset=utf-8");
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options);
    let Some(address) = blob
        .ok()
        .and_then(|blob| Url::create_object_url_with_blob(&blob).ok())
    else {
        return;
    };
    let now: String = js_sys::Date::new_0().to_iso_string().into();
    let moment: String = now
        .chars()
        .take(16)
        .map(|c| if c == ':' { '-' } else { c })
        .collect();
    let anchor: HtmlAnchorElement = make(&grid.context.document, "a").unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(&format!("{moment}_export.csv"));
    anchor.click();
    revoke(&address);
}

impl View for DataFrameView {
    fn node(&self) -> &HtmlElement {
        &self.frame.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::DataFrame(element) = element else {
            return false;
        };
        let (is_same, has_changed) = {
            let state = self.grid.state.borrow();
            (state.element.id == element.id, state.element != *element)
        };
        let is_editor = element.editing.is_some();
        if is_same && !has_changed && is_editor {
            self.paint(element);
        }
        if is_same && has_changed {
            let frame = frame_of(element, &self.grid.context);
            self.grid.state.borrow_mut().update(element.clone(), frame);
            self.paint(element);
        }
        is_same
    }

    fn dispose(&mut self) {
        self.grid.finish_edit(None);
        if let Some(observer) = self.observer.take() {
            observer.disconnect();
        }
        self.grid.close_floating();
    }
}
