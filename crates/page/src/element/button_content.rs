//! What all buttons look like: icon, label, key combination, tooltip.

use std::rc::Rc;

use brooklet_protocol::element::{ButtonKind, ButtonProps, IconPosition};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::shortcut;
use crate::dom::{FocusExt, Listener, append, clear, listen, make_with, set, set_optional, unset};
use crate::text::help::Help;
use crate::text::{icon, markdown};
use crate::view::Context;

/// A button in its box. The box stays; what can be pressed is made anew for each look.
pub(super) struct ButtonContent {
    /// The box.
    pub(super) node: HtmlElement,
    /// What is pressed.
    pub(super) button: HtmlElement,
    base: &'static str,
    /// What follows the kind's name in the attribute `kind` and the test id.
    suffix: &'static str,
    tag: &'static str,
    context: Context,
    help: Option<Help>,
    listeners: Vec<Listener>,
}

impl ButtonContent {
    /// A box that the page knows as `name`, for a `tag` whose test id begins with `base`.
    pub(super) fn new(
        name: &'static str,
        tag: &'static str,
        base: &'static str,
        context: &Context,
    ) -> Self {
        let document = &context.document;
        let class = format!("{name} bk-button-box");
        Self {
            node: make_with(document, "div", &class, name),
            button: make_with(document, tag, "", ""),
            base,
            suffix: "",
            tag,
            context: context.clone(),
            help: None,
            listeners: Vec::new(),
        }
    }

    /// The same button with a name of its kind that ends in `suffix`.
    pub(super) fn with_suffix(self, suffix: &'static str) -> Self {
        Self { suffix, ..self }
    }

    /// Makes the button anew; `press` is called at a click and at the key combination.
    pub(super) fn paint(&mut self, props: &ButtonProps, press: impl Fn() + 'static) {
        let document = &self.context.document;
        let active = document.active_element();
        let had_focus = active.is_some_and(|active| self.node.contains(Some(&active)));
        self.listeners.clear();
        self.help = None;
        clear(&self.node);
        let kind = format!("{}{}", kind_name(props.kind), self.suffix);
        let test_id = if self.base.ends_with('-') {
            format!("{}{kind}", self.base)
        } else {
            self.base.to_owned()
        };
        self.button = make_with(document, self.tag, "bk-button", &test_id);
        let button = &self.button;
        set(button, "kind", &kind);
        if self.tag == "button" {
            set(button, "type", "button");
        }
        set_optional(button, "disabled", props.disabled.then_some(""));
        let wrap = props.wrap.map(|wrap| if wrap { "true" } else { "false" });
        set_optional(button, "data-wrap", wrap);
        let content = content(props, &self.context);
        append(button, &content);
        append(&self.node, button);
        let help = props.help.as_ref().filter(|help| !help.is_empty());
        self.help = help.map(|help| Help::on(button, help, &self.context));
        if help.is_none() {
            self.listeners.push(tell_what_is_cut(button));
        }
        let disabled = props.disabled;
        self.listeners.push(listen(button, "click", move |_| {
            if !disabled {
                press();
            }
        }));
        if let Some(shortcut) = &props.shortcut {
            // A click, so that a link leads to its address as well.
            let target = button.clone();
            let press: Rc<dyn Fn()> = Rc::new(move || target.click());
            self.listeners
                .push(shortcut::listen_for(&self.context, shortcut, press));
            set(
                button,
                "aria-keyshortcuts",
                &shortcut.replace("ctrl", "control"),
            );
        }
        if had_focus {
            button.take_focus();
        }
    }
}

fn content(props: &ButtonProps, context: &Context) -> HtmlElement {
    let document = &context.document;
    let content = make_with(document, "span", "bk-button-content", "");
    let sign = props.icon.as_ref().map(|sign| icon::icon(document, sign));
    if let (Some(sign), IconPosition::Left) = (&sign, props.icon_position) {
        append(&content, sign);
    }
    if !props.label.trim().is_empty() {
        append(&content, &label(&props.label, context));
    } else if let Some(icon) = &props.icon {
        let name = make_with(document, "span", "bk-hidden", "");
        name.set_text_content(Some(&icon::spoken(icon)));
        append(&content, &name);
    }
    if let (Some(sign), IconPosition::Right) = (&sign, props.icon_position) {
        append(&content, sign);
    }
    if let Some(shortcut) = &props.shortcut {
        let words = shortcut::words(shortcut);
        let keys = make_with(document, "kbd", "bk-button-keys", "");
        set(&keys, "aria-label", &format!("Shortcut {words}"));
        keys.set_text_content(Some(&words));
        append(&content, &keys);
    }
    content
}

/// A line of Markdown, as labels of buttons and of choices are.
pub(super) fn label(text: &str, context: &Context) -> HtmlElement {
    let document = &context.document;
    let holder = make_with(document, "div", "bk-inline", "stMarkdownContainer");
    let paragraph = make_with(document, "p", "", "");
    markdown::inline(document, &paragraph, text);
    append(&holder, &paragraph);
    holder
}

/// Where the label does not fit into its line, the pointer finds the whole of it.
fn tell_what_is_cut(button: &HtmlElement) -> Listener {
    let target = button.clone();
    listen(button, "pointerenter", move |_| {
        let text: Option<Element> = target.query_selector("p").ok().flatten();
        let Some(text) = text.and_then(|text| text.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        if text.scroll_width() > text.client_width() {
            set(&target, "title", &text.text_content().unwrap_or_default());
        } else {
            unset(&target, "title");
        }
    })
}

fn kind_name(kind: ButtonKind) -> &'static str {
    match kind {
        ButtonKind::Primary => "primary",
        ButtonKind::Secondary => "secondary",
        ButtonKind::Tertiary => "tertiary",
    }
}
