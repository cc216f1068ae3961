//! `st.exception`, and exceptions nobody caught, on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::Exception;
use web_sys::HtmlElement;

use crate::dom::{Listener, NodeExt, append, clear, listen, make_with, set};
use crate::text::markdown;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("exception.css");

struct ExceptionView {
    node: HtmlElement,
    shown: Option<Exception>,
    copying: Option<Listener>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Exception, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stException", "stException");
    let mut view = ExceptionView {
        node,
        shown: None,
        copying: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl ExceptionView {
    fn paint(&mut self, element: &Exception) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        let (kind, test_id) = if element.is_warning {
            ("warning", "stAlertContentWarning")
        } else {
            ("error", "stAlertContentError")
        };
        let box_ = make_with(
            document,
            "div",
            "stAlertContainer bk-exception",
            "stAlertContainer",
        );
        set(&box_, "role", "alert");
        set(&box_, "data-kind", kind);
        let content = make_with(document, "div", "bk-exception-content", test_id);
        let message = make_with(
            document,
            "div",
            "bk-exception-message",
            "stExceptionMessage",
        );
        let name = make_with(document, "span", "bk-exception-type", "");
        name.set_text_content(Some(&element.type_name));
        append(&message, &name);
        message.add(&document.create_text_node(": "));
        if !element.message.is_empty() {
            if element.message_is_markdown {
                let body = make_with(document, "div", "bk-markdown", "stMarkdownContainer");
                for node in markdown::block(document, &element.message) {
                    body.add(&node);
                }
                append(&message, &body);
            } else {
                message.add(&document.create_text_node(&element.message));
            }
        }
        append(&content, &message);
        if !element.stack_trace.is_empty() {
            let part = make_with(document, "div", "", "");
            let title = make_with(document, "div", "", "");
            title.set_text_content(Some("Traceback:"));
            let trace = make_with(document, "pre", "bk-exception-trace", "");
            set(&trace, "tabindex", "0");
            for row in &element.stack_trace {
                let line = make_with(document, "div", "", "stExceptionTraceRow");
                line.set_text_content(Some(row));
                append(&trace, &line);
            }
            append(&part, &title);
            append(&part, &trace);
            append(&content, &part);
        }
        append(&content, &self.ways_on(element));
        append(&box_, &content);
        append(&self.node, &box_);
        self.shown = Some(element.clone());
    }
}

impl ExceptionView {
    /// Ways to find out more, shown where the app is developed.
    fn ways_on(&mut self, element: &Exception) -> HtmlElement {
        let document = &self.context.document;
        let row = make_with(document, "div", "bk-exception-ways", "");
        let short = format!("{}: {}", element.type_name, element.message);
        let whole = format!("{short}\n\n{}", element.stack_trace.join("\n"));
        let copy = make_with(document, "button", "", "");
        set(&copy, "type", "button");
        copy.set_text_content(Some("Copy"));
        append(&row, &copy);
        for (name, address, question) in [
            ("Ask Google", "https://www.google.com/search?q=", &short),
            ("Ask ChatGPT", "https://chatgpt.com/?q=", &whole),
        ] {
            let link = make_with(document, "a", "", "");
            let question = String::from(js_sys::encode_uri_component(question));
            set(&link, "href", &format!("{address}{question}"));
            set(&link, "target", "_blank");
            set(&link, "rel", "noopener noreferrer");
            link.set_text_content(Some(name));
            append(&row, &link);
        }
        self.copying = Some(listen(&copy, "click", move |_| {
            if let Some(window) = web_sys::window() {
                // A page that may not write to the clipboard leaves it as it is.
                let _ = window.navigator().clipboard().write_text(&whole);
            }
        }));
        row
    }
}

impl View for ExceptionView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Exception(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
