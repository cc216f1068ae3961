//! `st.button` on the page.

use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::{Button, ButtonKind, IconPosition};
use web_sys::HtmlElement;

use super::shortcut;
use crate::dom::{Listener, append, clear, listen, make_with, set, set_optional};
use crate::text::help::Help;
use crate::text::{icon, markdown};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("button.css");

struct ButtonView {
    node: HtmlElement,
    shown: Option<Button>,
    context: Context,
    help: Option<Help>,
    listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Button, context: &Context) -> Box<dyn View> {
    let node = make_with(
        &context.document,
        "div",
        "stButton bk-button-box",
        "stButton",
    );
    let mut view = ButtonView {
        node,
        shown: None,
        context: context.clone(),
        help: None,
        listeners: Vec::new(),
    };
    view.paint(element);
    Box::new(view)
}

impl ButtonView {
    fn paint(&mut self, element: &Button) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        let had_focus = self
            .context
            .document
            .active_element()
            .is_some_and(|active| self.node.contains(Some(&active)));
        clear(&self.node);
        let document = &self.context.document;
        let test_id = match element.kind {
            ButtonKind::Primary => "stBaseButton-primary",
            ButtonKind::Secondary => "stBaseButton-secondary",
            ButtonKind::Tertiary => "stBaseButton-tertiary",
        };
        let button = make_with(document, "button", "bk-button", test_id);
        set(&button, "type", "button");
        set_optional(&button, "disabled", element.disabled.then_some(""));
        let text = make_with(document, "div", "bk-inline", "stMarkdownContainer");
        let paragraph = make_with(document, "p", "", "");
        markdown::inline(document, &paragraph, &element.label);
        append(&text, &paragraph);
        let sign = element.icon.as_ref().map(|sign| icon::icon(document, sign));
        if let (Some(sign), IconPosition::Left) = (&sign, element.icon_position) {
            append(&button, sign);
        }
        append(&button, &text);
        if let (Some(sign), IconPosition::Right) = (&sign, element.icon_position) {
            append(&button, sign);
        }
        append(&self.node, &button);
        self.help = element
            .help
            .as_ref()
            .map(|help| Help::on(&button, help, &self.context));
        let press: Rc<dyn Fn()> = {
            let (id, widgets) = (element.id.clone(), self.context.widgets.clone());
            let disabled = element.disabled;
            Rc::new(move || {
                if !disabled {
                    widgets.trigger(&id);
                }
            })
        };
        let click = press.clone();
        let mut listeners = vec![listen(&button, "click", move |_| click())];
        if let Some(shortcut) = &element.shortcut {
            listeners.push(shortcut::listen_for(&self.context, shortcut, press));
            set(&button, "aria-keyshortcuts", shortcut);
        }
        self.listeners = listeners;
        if had_focus {
            let _ = button.focus();
        }
        self.shown = Some(element.clone());
    }
}

impl View for ButtonView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Button(element) = element else {
            return false;
        };
        if self
            .shown
            .as_ref()
            .is_some_and(|shown| shown.id != element.id)
        {
            return false;
        }
        self.paint(element);
        true
    }
}
