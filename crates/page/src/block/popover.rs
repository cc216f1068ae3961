//! `st.popover` on the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::block::Popover;
use brooklet_protocol::element::ButtonKind;
use brooklet_protocol::{Block, WidgetId, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{BlockView, set_property, vertical, wrapper};
use crate::dom::{
    FocusExt, Listener, append, clear, listen, listen_below, make_with, set, set_optional, svg,
};
use crate::focus;
use crate::text::help::Help;
use crate::text::{icon, markdown};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("popover.css");

const CHEVRON: &str = "M7.41 8.59 12 13.17l4.59-4.58L18 10l-6 6-6-6z";

/// Between the button and its window, and between the window and the edge of the page.
const DISTANCE: f64 = 4.0;
const MARGIN: f64 = 16.0;

struct PopoverView {
    frame: HtmlElement,
    button: HtmlElement,
    window: Rc<Window>,
    shown: Option<Popover>,
    help: Option<Help>,
    _listeners: Vec<Listener>,
}

/// The window below the button. It is on the page while it is open.
struct Window {
    context: Context,
    button: HtmlElement,
    node: HtmlElement,
    body: HtmlElement,
    is_open: Cell<bool>,
    id: RefCell<Option<WidgetId>>,
    /// What closes it or moves it while it is open.
    while_open: RefCell<Vec<Listener>>,
}

/// A view for it.
pub(super) fn view(context: &Context) -> Box<dyn BlockView> {
    let document = &context.document;
    let frame = wrapper(context);
    let holder = make_with(document, "div", "stPopover bk-popover", "stPopover");
    let button = make_with(document, "button", "bk-button", "stPopoverButton");
    for (name, value) in [
        ("type", "button"),
        ("aria-haspopup", "dialog"),
        ("aria-expanded", "false"),
    ] {
        set(&button, name, value);
    }
    append(&holder, &button);
    append(&frame, &holder);
    let node = make_with(document, "div", "bk-popover-body", "stPopoverBody");
    set(&node, "role", "dialog");
    set(&node, "tabindex", "-1");
    let body = vertical(context);
    append(&node, &body);
    let window = Rc::new(Window {
        context: context.clone(),
        button: button.clone(),
        node,
        body,
        is_open: Cell::new(false),
        id: RefCell::default(),
        while_open: RefCell::default(),
    });
    let click = {
        let window = window.clone();
        listen(&button, "click", move |_| {
            window.switch(!window.is_open.get());
        })
    };
    let keys = {
        let window = window.clone();
        listen(&window.node.clone(), "keydown", move |event| {
            if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                window.key(key);
            }
        })
    };
    Box::new(PopoverView {
        frame,
        button,
        window,
        shown: None,
        help: None,
        _listeners: vec![click, keys],
    })
}

impl Window {
    /// Whether the reader is in it.
    fn has_focus(&self) -> bool {
        let active = self.context.document.active_element();
        active.is_some_and(|active| self.node.contains(Some(&active)))
    }

    /// The reader opens or closes it.
    fn switch(self: &Rc<Self>, open: bool) {
        if self.is_open.get() == open {
            return;
        }
        self.show(open);
        if open {
            self.node.take_focus();
        }
        if let Some(id) = &*self.id.borrow() {
            self.context.widgets.set(id, WidgetValue::Bool(open));
        }
    }

    fn show(self: &Rc<Self>, open: bool) {
        self.is_open.set(open);
        set(
            &self.button,
            "aria-expanded",
            if open { "true" } else { "false" },
        );
        if !open {
            self.while_open.borrow_mut().clear();
            self.node.remove();
            return;
        }
        append(&self.context.root, &self.node);
        self.place();
        let root = &self.context.root;
        let outside = {
            let window = self.clone();
            listen_below(root, "pointerdown", move |event| {
                let target = event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok());
                let Some(target) = target else { return };
                // What floats above the app, such as a list of options, may belong to the window.
                let is_in_app = matches!(target.closest(".stApp"), Ok(Some(_)));
                if is_in_app && !window.button.contains(Some(&target)) {
                    window.switch(false);
                }
            })
        };
        let scroll = {
            let window = self.clone();
            listen_below(root, "scroll", move |event| {
                let target = event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok());
                if !window.node.contains(target.as_deref()) {
                    window.place();
                }
            })
        };
        let mut listeners = vec![outside, scroll];
        if let Some(view) = web_sys::window() {
            let window = self.clone();
            listeners.push(listen(&view, "resize", move |_| window.place()));
        }
        self.while_open.replace(listeners);
    }

    fn key(self: &Rc<Self>, event: &KeyboardEvent) {
        let ends = event.key() == "Escape" && !event.default_prevented();
        if ends || focus::leaves(event, &self.node).is_some() {
            event.prevent_default();
            event.stop_propagation();
            self.switch(false);
            self.button.take_focus();
        }
    }

    /// Below the button, or above where there is more room, inside the page.
    fn place(&self) {
        let button = self.button.get_bounding_client_rect();
        let root = self.context.root.get_bounding_client_rect();
        let below = root.bottom() - button.bottom() - DISTANCE - MARGIN;
        let above = button.top() - root.top() - DISTANCE - MARGIN;
        let style = |name, value: f64| set_property(&self.node, name, &format!("{value}px"));
        set_property(&self.node, "max-height", "none");
        style(
            "min-width",
            button.width().max(320.0).min(root.width() - 2.0 * MARGIN),
        );
        let size = self.node.get_bounding_client_rect();
        let is_below = size.height() <= below || below >= above;
        let room = if is_below { below } else { above };
        let height = size.height().min(room);
        style("max-height", room.max(80.0));
        let top = if is_below {
            button.bottom() + DISTANCE
        } else {
            button.top() - DISTANCE - height
        };
        let left = button
            .left()
            .min(root.right() - size.width() - MARGIN)
            .max(root.left() + MARGIN);
        style("top", top - root.top());
        style("left", left - root.left());
    }
}

impl PopoverView {
    fn paint(&mut self, popover: &Popover) {
        let document = &self.window.context.document;
        let button = &self.button;
        clear(button);
        let kind = match popover.kind {
            ButtonKind::Primary => "primary",
            ButtonKind::Secondary => "secondary",
            ButtonKind::Tertiary => "tertiary",
        };
        set(button, "kind", kind);
        set_optional(button, "disabled", popover.disabled.then_some(""));
        let wrap = popover.wrap.map(|wrap| if wrap { "true" } else { "false" });
        set_optional(button, "data-wrap", wrap);
        if let Some(sign) = &popover.icon {
            append(button, &icon::icon(document, sign));
        }
        let text = make_with(document, "div", "bk-inline", "stMarkdownContainer");
        let paragraph = make_with(document, "p", "", "");
        markdown::inline(document, &paragraph, &popover.label);
        append(&text, &paragraph);
        append(button, &text);
        append(button, &svg(document, CHEVRON, "bk-popover-chevron"));
        let name = markdown::plain(&popover.label);
        set(&self.window.node, "aria-label", &name);
        self.help = popover
            .help
            .as_ref()
            .map(|help| Help::on(button, help, &self.window.context));
    }
}

impl BlockView for PopoverView {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.window.body
    }

    fn update(&mut self, block: &Block) -> bool {
        let Block::Popover(popover) = block else {
            return false;
        };
        let known = self.shown.as_ref();
        let is_other = known.is_some_and(|known| known.label != popover.label);
        if is_other && !self.window.has_focus() {
            return false;
        }
        let was_open = known.map(|shown| shown.open);
        let without_open = |popover: &Popover| Popover {
            open: false,
            ..popover.clone()
        };
        if known.map(without_open) != Some(without_open(popover)) {
            self.paint(popover);
        }
        self.window.id.replace(popover.id.clone());
        let follows = popover.id.is_some() && was_open != Some(popover.open);
        let open = if popover.disabled {
            false
        } else if follows {
            popover.open
        } else {
            self.window.is_open.get()
        };
        if open != self.window.is_open.get() {
            self.window.show(open);
        }
        self.shown = Some(popover.clone());
        true
    }

    fn dispose(&mut self) {
        self.window.show(false);
        self.help = None;
    }
}
