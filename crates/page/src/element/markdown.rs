//! `st.markdown`, `st.caption`, `st.divider` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Markdown, MarkdownKind};
use web_sys::HtmlElement;

use crate::dom::{append, clear, make_with};
use crate::text::help::Help;
use crate::text::markdown;
use crate::view::{Context, View};

struct MarkdownView {
    node: HtmlElement,
    shown: Option<Markdown>,
    help: Option<Help>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Markdown, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stMarkdown", "stMarkdown");
    let mut view = MarkdownView {
        node,
        shown: None,
        help: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl MarkdownView {
    fn paint(&mut self, element: &Markdown) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let (class, test_id) = match element.kind {
            MarkdownKind::Caption => ("bk-markdown bk-caption", "stCaptionContainer"),
            _ => ("bk-markdown", "stMarkdownContainer"),
        };
        let body = make_with(&self.context.document, "div", class, test_id);
        let draw = if element.allow_html {
            markdown::block_with_html
        } else {
            markdown::block
        };
        for node in draw(&self.context.document, &element.body) {
            let _ = body.append_child(&node);
        }
        append(&self.node, &body);
        self.help = element.help.as_ref().map(|help| {
            let help = Help::mark(help, None, &self.context);
            append(&body, &help.node);
            help
        });
        self.shown = Some(element.clone());
    }
}

impl View for MarkdownView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Markdown(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
