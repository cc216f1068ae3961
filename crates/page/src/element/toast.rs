//! `st.toast` on the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::Toast;
use gloo::timers::callback::Timeout;
use web_sys::HtmlElement;

use crate::dom::{Listener, NodeExt, append, clear, fresh_id, listen, make_with, set, svg};
use crate::text::{icon, markdown};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("toast.css");

const CROSS: &str = "M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z";

/// The element stands empty where the script has drawn it; the message floats, and stays when the
/// element goes.
struct ToastView {
    node: HtmlElement,
    context: Context,
    shown: Toast,
    message: Rc<Message>,
}

/// A view for it.
pub fn view(element: &Toast, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "bk-nothing", "");
    let message = Message::new(context);
    message.show(element);
    Box::new(ToastView {
        node,
        context: context.clone(),
        shown: element.clone(),
        message,
    })
}

impl View for ToastView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Toast(element) = element else {
            return false;
        };
        if self.shown == *element {
            return true;
        }
        if self.shown.run != element.run {
            self.message = Message::new(&self.context);
        }
        self.message.show(element);
        self.shown = element.clone();
        true
    }
}

/// A message that floats over the page for a while.
struct Message {
    context: Context,
    node: HtmlElement,
    duration_secs: Cell<u32>,
    timer: RefCell<Option<Timeout>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Message {
    fn new(context: &Context) -> Rc<Self> {
        let node = make_with(&context.document, "div", "stToast bk-toast", "stToast");
        set(&node, "role", "alertdialog");
        set(&node, "aria-modal", "false");
        set(&node, "tabindex", "0");
        Rc::new(Self {
            context: context.clone(),
            node,
            duration_secs: Cell::default(),
            timer: RefCell::default(),
            listeners: RefCell::default(),
        })
    }

    fn show(self: &Rc<Self>, toast: &Toast) {
        self.duration_secs.set(toast.duration_secs);
        let document = &self.context.document;
        clear(&self.node);
        if let Some(sign) = &toast.icon {
            let sign = icon::icon(document, sign);
            set(&sign, "data-testid", "stToastDynamicIcon");
            append(&self.node, &sign);
        }
        let content = make_with(document, "div", "bk-toast-content", "");
        let text = make_with(document, "div", "bk-toast-text", "stToastText");
        let id = fresh_id("bk-toast");
        set(&text, "id", &id);
        set(&self.node, "aria-labelledby", &id);
        let body = make_with(document, "div", "bk-markdown", "stMarkdownContainer");
        for node in markdown::block(document, &toast.body) {
            body.add(&node);
        }
        append(&text, &body);
        append(&content, &text);
        append(&self.node, &content);
        let close = make_with(document, "button", "bk-toast-close", "");
        set(&close, "type", "button");
        set(&close, "aria-label", "Close");
        append(&close, &svg(document, CROSS, "bk-icon"));
        append(&self.node, &close);
        if self.node.parent_node().is_none() {
            let list = list(&self.context);
            list.add_before(&self.node, list.first_child().as_ref());
        }
        self.listen(&close);
        if text.scroll_height() > text.client_height() {
            self.offer_more(&content, &text);
        }
        self.wait();
    }

    /// It waits while the reader looks at it.
    fn listen(self: &Rc<Self>, close: &HtmlElement) {
        let on = |node: &HtmlElement, name, act: fn(&Rc<Self>)| {
            let message = self.clone();
            listen(node, name, move |_| act(&message))
        };
        self.listeners.replace(vec![
            on(close, "click", Self::leave),
            on(&self.node, "pointerenter", |message| {
                message.timer.take();
            }),
            on(&self.node, "focusin", |message| {
                message.timer.take();
            }),
            on(&self.node, "pointerleave", Self::wait),
            on(&self.node, "focusout", Self::wait),
        ]);
    }

    fn offer_more(&self, content: &HtmlElement, text: &HtmlElement) {
        let more = make_with(
            &self.context.document,
            "button",
            "bk-toast-more",
            "stToastViewButton",
        );
        set(&more, "type", "button");
        more.set_text_content(Some("view more"));
        append(content, &more);
        let (button, text) = (more.clone(), text.clone());
        self.listeners
            .borrow_mut()
            .push(listen(&more, "click", move |_| {
                let is_whole = text.class_list().toggle("bk-whole").unwrap_or_default();
                let word = if is_whole { "view less" } else { "view more" };
                button.set_text_content(Some(word));
            }));
    }

    fn wait(self: &Rc<Self>) {
        let duration_secs = self.duration_secs.get();
        let message = self.clone();
        let leave = move || message.leave();
        let timer =
            (duration_secs > 0).then(|| Timeout::new(duration_secs.saturating_mul(1000), leave));
        self.timer.replace(timer);
    }

    fn leave(self: &Rc<Self>) {
        self.node.remove();
        let message = self.clone();
        // The listeners go when the one that may be running now has ended.
        Timeout::new(0, move || {
            message.timer.take();
            message.listeners.take();
        })
        .forget();
    }
}

/// What holds the messages of an app.
fn list(context: &Context) -> HtmlElement {
    let known = context.root.query_selector(":scope > .bk-toasts");
    if let Ok(Some(known)) = known {
        return wasm_bindgen::JsCast::unchecked_into(known);
    }
    let list = make_with(
        &context.document,
        "div",
        "stToastContainer bk-toasts",
        "stToastContainer",
    );
    set(&list, "role", "region");
    set(&list, "aria-label", "Notifications");
    append(&context.root, &list);
    list
}
