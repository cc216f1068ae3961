//! `@st.dialog` on the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::block::{Dialog, DialogPosition, DialogWidth};
use brooklet_protocol::{Block, WidgetId};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{BlockView, set_property, vertical};
use crate::dom::{
    FocusExt, Listener, append, clear, fresh_id, listen, make_with, set, set_optional, svg,
};
use crate::focus::{self, Edge};
use crate::text::{icon, markdown};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("dialog.css");

const CROSS: &str = "M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z";

struct DialogView {
    parts: Rc<Parts>,
    title: HtmlElement,
    body: HtmlElement,
    close: HtmlElement,
    shown: Option<Dialog>,
    _listeners: Vec<Listener>,
}

struct Parts {
    context: Context,
    /// Lies over the page.
    frame: HtmlElement,
    window: HtmlElement,
    dismissible: Cell<bool>,
    id: RefCell<Option<WidgetId>>,
    /// What had the focus before.
    before: RefCell<Option<HtmlElement>>,
}

/// A view for it.
pub(super) fn view(context: &Context) -> Box<dyn BlockView> {
    let make = |tag, class, test_id| make_with(&context.document, tag, class, test_id);
    let frame = make("div", "stDialog bk-dialog", "stDialog");
    let window = make("section", "bk-dialog-window", "");
    let title = make("h2", "bk-dialog-title", "");
    let name = fresh_id("bk-dialog");
    set(&title, "id", &name);
    for (attribute, value) in [
        ("role", "dialog"),
        ("aria-modal", "true"),
        ("aria-labelledby", &name),
        ("tabindex", "-1"),
    ] {
        set(&window, attribute, value);
    }
    let inner = make("div", "bk-dialog-body", "");
    let body = vertical(context);
    let close = make("button", "bk-dialog-close", "");
    set(&close, "type", "button");
    set(&close, "aria-label", "Close");
    append(&close, &svg(&context.document, CROSS, "bk-icon"));
    append(&inner, &body);
    append(&window, &title);
    append(&window, &inner);
    append(&window, &close);
    append(&frame, &window);
    let parts = Rc::new(Parts {
        context: context.clone(),
        frame,
        window,
        dismissible: Cell::new(true),
        id: RefCell::default(),
        before: RefCell::default(),
    });
    let listeners = parts.listeners(&close);
    Box::new(DialogView {
        parts,
        title,
        body,
        close,
        shown: None,
        _listeners: listeners,
    })
}

impl Parts {
    fn listeners(self: &Rc<Self>, close: &HtmlElement) -> Vec<Listener> {
        let click = {
            let parts = self.clone();
            listen(close, "click", move |_| parts.dismiss())
        };
        let beside = {
            let parts = self.clone();
            listen(&self.frame, "pointerdown", move |event| {
                if event.target().as_ref() == Some(parts.frame.as_ref()) {
                    event.prevent_default();
                    parts.dismiss();
                }
            })
        };
        let keys = {
            let parts = self.clone();
            listen(&self.window, "keydown", move |event| {
                if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                    parts.key(key);
                }
            })
        };
        vec![click, beside, keys]
    }

    fn key(&self, event: &KeyboardEvent) {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            return self.dismiss();
        }
        // The focus stays inside.
        if let Some(edge) = focus::leaves(event, &self.window) {
            event.prevent_default();
            let stops = focus::stops(&self.window);
            let next = match edge {
                Edge::End => stops.first(),
                Edge::Start => stops.last(),
            };
            if let Some(next) = next {
                next.take_focus();
            }
        }
    }

    /// The reader closes it.
    fn dismiss(&self) {
        if !self.dismissible.get() {
            return;
        }
        self.show(false);
        if let Some(id) = &*self.id.borrow() {
            self.context.widgets.trigger(id);
        }
    }

    fn is_open(&self) -> bool {
        !self.frame.hidden()
    }

    fn show(&self, open: bool) {
        self.frame.set_hidden(!open);
        if !open {
            if let Some(before) = self.before.take() {
                before.take_focus();
            }
            return;
        }
        let active = self.context.document.active_element();
        let active = active.and_then(|active| active.dyn_into::<HtmlElement>().ok());
        self.before.replace(active);
    }

    /// Takes the focus, once what is in the dialog has been drawn.
    fn take_focus(self: &Rc<Self>) {
        let parts = self.clone();
        gloo::timers::callback::Timeout::new(0, move || {
            let active = parts.context.document.active_element();
            let is_inside = active.is_some_and(|active| parts.frame.contains(Some(&active)));
            if parts.is_open() && !is_inside {
                parts.window.take_focus();
            }
        })
        .forget();
    }
}

impl DialogView {
    fn paint(&self, dialog: &Dialog) {
        let document = &self.parts.context.document;
        clear(&self.title);
        if let Some(sign) = &dialog.icon {
            let place = make_with(document, "span", "bk-dialog-sign", "stDialogIcon");
            append(&place, &icon::icon(document, sign));
            append(&self.title, &place);
        }
        let text = make_with(document, "div", "bk-inline", "stMarkdownContainer");
        let paragraph = make_with(document, "p", "", "");
        markdown::inline(document, &paragraph, &dialog.title);
        append(&text, &paragraph);
        append(&self.title, &text);
        let width = match dialog.width {
            DialogWidth::Small => 500,
            DialogWidth::Medium => 752,
            DialogWidth::Large => 1280,
            DialogWidth::Px(pixels) => pixels,
        };
        set_property(&self.parts.window, "width", &format!("{width}px"));
        let position = match dialog.position {
            DialogPosition::Center => "center",
            DialogPosition::Left => "left",
            DialogPosition::Right => "right",
        };
        set(&self.parts.frame, "data-position", position);
        set_optional(&self.close, "hidden", (!dialog.dismissible).then_some(""));
    }
}

impl BlockView for DialogView {
    fn frame(&self) -> &HtmlElement {
        &self.parts.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.body
    }

    fn update(&mut self, block: &Block) -> bool {
        let Block::Dialog(dialog) = block else {
            return false;
        };
        let opened_in = self.shown.as_ref().map(|shown| shown.opened_in);
        self.paint(dialog);
        self.parts.dismissible.set(dialog.dismissible);
        self.parts.id.replace(dialog.id.clone());
        if opened_in != Some(dialog.opened_in) {
            if opened_in.is_none() || !self.parts.is_open() {
                self.parts.show(true);
            }
            self.parts.take_focus();
        }
        self.shown = Some(dialog.clone());
        true
    }

    fn dispose(&mut self) {
        if self.parts.is_open() {
            self.parts.show(false);
        }
    }
}
