//! `st.expander` on the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement};

use crate::dom::{append, clear, make_with, set, set_optional, svg};
use crate::text::{icon, markdown};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("expander.css");

const CHEVRON: &str = "M7.41 8.59 12 13.17l4.59-4.58L18 10l-6 6-6-6z";

/// A box to fold and unfold. What the reader has folded stays so until the script says otherwise.
pub(super) struct Expander {
    pub(super) node: HtmlElement,
    details: HtmlDetailsElement,
    /// It gives way to an icon of the script's.
    chevron: Element,
    title: HtmlElement,
    shown: Option<(String, Option<String>)>,
    expanded: Option<bool>,
    context: Context,
}

impl Expander {
    /// A folded box around `body`.
    pub(super) fn new(context: &Context, body: &HtmlElement) -> Self {
        let document = &context.document;
        let node = make_with(document, "div", "stExpander bk-expander", "stExpander");
        let details: HtmlDetailsElement = make_with(document, "details", "", "").unchecked_into();
        let summary = make_with(document, "summary", "", "");
        let chevron = svg(document, CHEVRON, "bk-chevron");
        append(&summary, &chevron);
        let title = make_with(document, "span", "bk-expander-title", "");
        append(&summary, &title);
        let inner = make_with(document, "div", "bk-expander-details", "stExpanderDetails");
        append(&inner, body);
        append(&details, &summary);
        append(&details, &inner);
        append(&node, &details);
        Self {
            node,
            details,
            chevron,
            title,
            shown: None,
            expanded: None,
            context: context.clone(),
        }
    }

    pub(super) fn update(&mut self, label: &str, expanded: bool, sign: Option<&str>) {
        let shown = Some((label.to_owned(), sign.map(str::to_owned)));
        if self.shown != shown {
            clear(&self.title);
            set_optional(&self.chevron, "hidden", sign.map(|_| ""));
            if let Some(sign) = sign {
                let sign = icon::icon(&self.context.document, sign);
                set(&sign, "data-testid", "stExpanderIcon");
                append(&self.title, &sign);
            }
            let text = make_with(
                &self.context.document,
                "div",
                "bk-inline",
                "stMarkdownContainer",
            );
            let paragraph = make_with(&self.context.document, "p", "", "");
            markdown::inline(&self.context.document, &paragraph, label);
            append(&text, &paragraph);
            append(&self.title, &text);
            self.shown = shown;
        }
        if self.expanded != Some(expanded) {
            self.details.set_open(expanded);
            self.expanded = Some(expanded);
        }
    }
}
