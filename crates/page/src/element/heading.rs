//! `st.title`, `st.header`, `st.subheader` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Heading, HeadingLevel};
use web_sys::HtmlElement;

use crate::dom::{NodeExt, append, clear, make_with, set};
use crate::text::help::Help;
use crate::text::{anchor, icon, markdown};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("heading.css");

struct HeadingView {
    node: HtmlElement,
    shown: Option<Heading>,
    help: Option<Help>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Heading, context: &Context) -> Box<dyn View> {
    let node = make_with(
        &context.document,
        "div",
        "stHeading bk-heading",
        "stHeading",
    );
    let mut view = HeadingView {
        node,
        shown: None,
        help: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl HeadingView {
    fn paint(&mut self, element: &Heading) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        let tag = match element.level {
            HeadingLevel::Title => "h1",
            HeadingLevel::Header => "h2",
            HeadingLevel::Subheader => "h3",
        };
        let (first, rest) = element.body.split_once('\n').unwrap_or((&element.body, ""));
        let box_ = make_with(document, "div", "bk-markdown", "stMarkdownContainer");
        let row = make_with(
            document,
            "div",
            "bk-heading-row",
            "stHeadingWithActionElements",
        );
        let heading = make_with(document, tag, "", "");
        if let Some(sign) = &element.icon {
            append(&heading, &icon::icon(document, sign));
        }
        let text = make_with(document, "span", "", "");
        markdown::inline(document, &text, first);
        append(&heading, &text);
        self.help = None;
        let actions = anchor::actions(document, &heading, &text);
        if let Some(help) = &element.help {
            let help = Help::mark(help, None, &self.context);
            append(&actions, &help.node);
            self.help = Some(help);
        }
        let named = element.anchor.clone();
        let named = named.unwrap_or_else(|| anchor::slug(&text.text_content().unwrap_or_default()));
        anchor::name(&heading, &named);
        if !element.hide_anchor {
            anchor::link(document, &actions, &named);
        }
        append(&row, &heading);
        append(&box_, &row);
        if !rest.trim().is_empty() {
            for node in markdown::block(document, rest) {
                box_.add(&node);
            }
        }
        append(&self.node, &box_);
        if let Some(color) = &element.divider {
            let line = make_with(document, "hr", "bk-heading-divider", "stHeadingDivider");
            set(&line, "data-color", color);
            append(&self.node, &line);
        }
        self.shown = Some(element.clone());
    }
}

impl View for HeadingView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Heading(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
