//! The edge of the sidebar, which the reader moves to make it wider or narrower.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent, Storage};

use crate::dom::{Listener, StyleExt, append, capture_pointer, listen, make_with, set};
use crate::view::Context;

/// Widths in CSS pixels, as in Streamlit.
const USUAL: f64 = 300.0;
const MIN_WIDTH: f64 = 200.0;
const MAX_WIDTH: f64 = 600.0;

/// How far an arrow key moves the edge.
const STEP: f64 = 10.0;

/// Where the reader's choice is kept.
const STORED_AS: &str = "brooklet-sidebar-width";

pub(super) struct Edge {
    state: Rc<State>,
    _listeners: Vec<Listener>,
}

struct State {
    sidebar: HtmlElement,
    node: HtmlElement,
    width: Cell<f64>,
    is_dragged: Cell<bool>,
}

impl Edge {
    /// The edge of `sidebar`, where the reader has left it.
    pub(super) fn new(context: &Context, sidebar: &HtmlElement) -> Self {
        let node = make_with(
            &context.document,
            "div",
            "bk-sidebar-edge",
            "stSidebarResizeHandle",
        );
        for (name, value) in [
            ("role", "separator"),
            ("tabindex", "0"),
            ("aria-orientation", "vertical"),
            ("aria-label", "Width of the sidebar"),
            ("aria-valuemin", &MIN_WIDTH.to_string()),
            ("aria-valuemax", &MAX_WIDTH.to_string()),
        ] {
            set(&node, name, value);
        }
        append(sidebar, &node);
        let state = Rc::new(State {
            sidebar: sidebar.clone(),
            node,
            width: Cell::default(),
            is_dragged: Cell::default(),
        });
        state.resize(stored().unwrap_or(USUAL));
        Self {
            _listeners: State::listeners(&state),
            state,
        }
    }

    /// The width that the script wishes for, unless the reader has chosen one.
    pub(super) fn begin(&self, width: f64) {
        if stored().is_none() {
            self.state.resize(width);
        }
    }
}

impl State {
    fn listeners(state: &Rc<Self>) -> Vec<Listener> {
        let on = |name, act: fn(&Self, &web_sys::Event)| {
            let state = state.clone();
            listen(&state.node.clone(), name, move |event| act(&state, &event))
        };
        vec![
            on("pointerdown", |state, event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    event.prevent_default();
                    capture_pointer(&state.node, event);
                    state.is_dragged.set(true);
                }
            }),
            on("pointermove", |state, event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>()
                    && state.is_dragged.get()
                {
                    let left = state.sidebar.get_bounding_client_rect().left();
                    state.resize(f64::from(event.client_x()) - left);
                }
            }),
            on("pointerup", |state, _| state.leave()),
            on("pointercancel", |state, _| state.leave()),
            on("dblclick", |state, _| {
                state.resize(USUAL);
                state.keep();
            }),
            on("keydown", |state, event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                    state.key(event);
                }
            }),
        ]
    }

    fn key(&self, event: &KeyboardEvent) {
        let width = match event.key().as_str() {
            "ArrowLeft" => self.width.get() - STEP,
            "ArrowRight" => self.width.get() + STEP,
            "Home" => MIN_WIDTH,
            "End" => MAX_WIDTH,
            _ => return,
        };
        event.prevent_default();
        self.resize(width);
        self.keep();
    }

    fn resize(&self, width: f64) {
        let width = width.clamp(MIN_WIDTH, MAX_WIDTH).round();
        self.width.set(width);
        set(&self.node, "aria-valuenow", &width.to_string());
        let style = self.sidebar.style();
        style.put("--bk-sidebar-width", &format!("{width}px"));
    }

    fn leave(&self) {
        if self.is_dragged.take() {
            self.keep();
        }
    }

    fn keep(&self) {
        if let Some(storage) = storage() {
            // A browser that keeps nothing forgets the width with the page.
            let _ = storage.set_item(STORED_AS, &self.width.get().to_string());
        }
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn stored() -> Option<f64> {
    storage()?.get_item(STORED_AS).ok()??.parse().ok()
}
