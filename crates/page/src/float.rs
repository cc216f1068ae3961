//! A panel that floats over the page beside what opens it: a menu, a palette.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use crate::dom::{ClassExt, FocusExt, Listener, StyleExt, append, listen, set};
use crate::view::Context;

/// The style.
pub const STYLE: &str = include_str!("float.css");

/// Distance from what opens it, in pixels.
const GAP: f64 = 4.0;

/// A panel and what opens it.
pub struct Float {
    /// The panel. It stands in the page while it is open.
    pub node: HtmlElement,
    anchor: HtmlElement,
    /// What it stands at.
    place: HtmlElement,
    root: HtmlElement,
    on_close: RefCell<Option<Box<dyn Fn()>>>,
    is_closing: Cell<bool>,
}

impl Float {
    /// A closed panel. A press outside of it and of its anchor closes it.
    pub fn new(node: HtmlElement, anchor: &HtmlElement, context: &Context) -> (Rc<Self>, Listener) {
        Self::at(anchor, node, anchor, context)
    }

    /// A closed panel that opens at another place than its anchor.
    pub fn at(
        place: &HtmlElement,
        node: HtmlElement,
        anchor: &HtmlElement,
        context: &Context,
    ) -> (Rc<Self>, Listener) {
        node.add_class("bk-float");
        set(anchor, "aria-expanded", "false");
        let float = Rc::new(Self {
            node,
            anchor: anchor.clone(),
            place: place.clone(),
            root: context.root.clone(),
            on_close: RefCell::default(),
            is_closing: Cell::default(),
        });
        let this = float.clone();
        let outside = listen(&context.root, "pointerdown", move |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            let target = target.as_ref();
            if !this.node.contains(target) && !this.anchor.contains(target) {
                this.close();
            }
        });
        (float, outside)
    }

    /// Says what is done whenever it closes.
    pub fn set_on_close(&self, act: impl Fn() + 'static) {
        self.on_close.replace(Some(Box::new(act)));
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.node.parent_node().is_some()
    }

    /// Opens it below its anchor, or above where there is more room, inside the window.
    pub fn open(&self) {
        let home = home_of(&self.place, &self.root);
        append(&home, &self.node);
        set(&self.anchor, "aria-expanded", "true");
        let anchor = self.place.get_bounding_client_rect();
        let origin = home.get_bounding_client_rect();
        let size = self.node.get_bounding_client_rect();
        let below = window_height() - anchor.bottom();
        let top = if below < size.height() + GAP && anchor.top() > below {
            anchor.top() - size.height() - GAP
        } else {
            anchor.bottom() + GAP
        };
        let left = anchor
            .left()
            .min(origin.right() - size.width() - 2.0 * GAP)
            .max(origin.left() + 2.0 * GAP);
        let style = self.node.style();
        style.put("top", &format!("{}px", top - origin.top()));
        style.put("left", &format!("{}px", left - origin.left()));
    }

    /// Closes it.
    pub fn close(&self) {
        // What has the focus in it loses it when it goes, and may want to close it for that.
        if !self.is_open() || self.is_closing.replace(true) {
            return;
        }
        self.node.remove();
        self.is_closing.set(false);
        set(&self.anchor, "aria-expanded", "false");
        if let Some(act) = &*self.on_close.borrow() {
            act();
        }
    }

    /// Closes it and goes back to what has opened it.
    pub fn leave(&self) {
        self.close();
        self.anchor.take_focus();
    }
}

impl Drop for Float {
    fn drop(&mut self) {
        self.node.remove();
    }
}

/// What a panel beside `place` stands in: the app, or what the browser shows above all of it.
pub(crate) fn home_of(place: &HtmlElement, root: &HtmlElement) -> HtmlElement {
    let above = place.closest("[popover]").ok().flatten();
    let above = above.and_then(|above| above.dyn_into().ok());
    above.unwrap_or_else(|| root.clone())
}

/// How high the window is, in pixels.
pub(crate) fn window_height() -> f64 {
    web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64())
        .unwrap_or(f64::INFINITY)
}
