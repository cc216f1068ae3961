//! `st.markdown`, `st.caption`, `st.divider` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Markdown, MarkdownKind};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::dom::{NodeExt, append, clear, make, make_with, set, set_optional};
use crate::text::help::Help;
use crate::text::{later, markdown};
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
            MarkdownKind::Latex => ("bk-markdown bk-formula", "stMarkdownContainer"),
            MarkdownKind::Caption => ("bk-markdown bk-caption", "stCaptionContainer"),
            _ => ("bk-markdown", "stMarkdownContainer"),
        };
        let body = make_with(&self.context.document, "div", class, test_id);
        let draw = if element.allow_html {
            markdown::block_with_html
        } else {
            markdown::block
        };
        set_optional(&body, "data-no-anchors", element.hide_anchors.then_some(""));
        if element.kind == MarkdownKind::Latex {
            let formula = element.body.trim_matches(['$', '\n']);
            append(
                &body,
                &later::formula(&self.context.document, formula, true),
            );
            later::fill(&body);
        } else if element.one_line {
            let line = make(&self.context.document, "p");
            markdown::inline(&self.context.document, &line, &element.body);
            // What is cut off is told on hover.
            set(&line, "title", &markdown::plain(&element.body));
            append(&body, &line);
        } else {
            for node in draw(&self.context.document, &element.body) {
                body.add(&node);
            }
        }
        append(&self.node, &body);
        self.help = element
            .help
            .as_ref()
            .map(|help| add_help(&body, help, &self.context));
        self.shown = Some(element.clone());
    }
}

/// A badge alone tells its help itself; other texts have a mark at their end.
fn add_help(body: &HtmlElement, help: &str, context: &Context) -> Help {
    if let Some(badge) = only(body).and_then(|paragraph| only(&paragraph))
        && badge.class_list().contains("bk-badge")
    {
        set(&badge, "tabindex", "0");
        return Help::on(&badge, help, context);
    }
    let help = Help::mark(help, None, context);
    append(&end_of(body), &help.node);
    help
}

/// The element that is all there is in another one.
fn only(holder: &HtmlElement) -> Option<HtmlElement> {
    let first = holder.first_child()?;
    let is_only = first.next_sibling().is_none();
    first.dyn_into().ok().filter(|_| is_only)
}

/// The block that the last words of a text stand in.
fn end_of(body: &HtmlElement) -> HtmlElement {
    const BLOCKS: [&str; 6] = ["P", "UL", "OL", "LI", "BLOCKQUOTE", "SECTION"];
    let mut end = body.clone();
    while let Some(last) = end
        .last_element_child()
        .filter(|last| BLOCKS.contains(&last.tag_name().as_str()))
    {
        end = last.unchecked_into();
    }
    end
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
