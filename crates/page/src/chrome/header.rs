//! The strip at the upper edge: what the script is doing, Stop, the menu.

use std::rc::Rc;

use brooklet_protocol::message::MenuItems;
use web_sys::HtmlElement;

use super::{Action, embed, menu};
use crate::dom::{Listener, append, listen, make_with, set};
use crate::style::Theme;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("header.css");

pub(super) struct Header {
    pub(super) node: HtmlElement,
    status: HtmlElement,
    _stop: Listener,
    menu: menu::Menu,
}

impl Header {
    pub(super) fn new(context: &Context, act: &Rc<dyn Fn(Action)>, theme: &Rc<Theme>) -> Self {
        let document = &context.document;
        let node = make_with(document, "header", "stAppHeader bk-header", "stHeader");
        let has_toolbar = embed::shows_toolbar();
        let bar = if has_toolbar {
            make_with(document, "div", "stAppToolbar bk-toolbar", "stToolbar")
        } else {
            // What the script is doing, and Stop, are there all the same.
            make_with(document, "div", "bk-toolbar", "")
        };
        let status = make_with(
            document,
            "div",
            "stStatusWidget bk-status",
            "stStatusWidget",
        );
        set(&status, "role", "status");
        status.set_hidden(true);
        let wheel = make_with(
            document,
            "span",
            "bk-status-wheel",
            "stStatusWidgetRunningIcon",
        );
        set(&wheel, "aria-hidden", "true");
        let text = make_with(document, "span", "bk-status-text", "");
        text.set_text_content(Some("Running…"));
        let button = make_with(document, "button", "bk-status-stop", "");
        set(&button, "type", "button");
        button.set_text_content(Some("Stop"));
        for child in [&wheel, &text, &button] {
            append(&status, child);
        }
        let stop = {
            let act = act.clone();
            listen(&button, "click", move |_| act(Action::Stop))
        };
        let menu = menu::Menu::new(context, act, theme);
        append(&bar, &status);
        if has_toolbar {
            append(&bar, &menu.node);
        }
        append(&node, &bar);
        Self {
            node,
            status,
            _stop: stop,
            menu,
        }
    }

    pub(super) fn set_menu_items(&self, items: &MenuItems) {
        self.menu.set_items(items);
    }

    pub(super) fn show_keeping(&self, choice: Option<bool>) {
        self.menu.show_keeping(choice);
    }

    pub(super) fn set_running(&self, running: bool) {
        self.status.set_hidden(!running);
    }
}
