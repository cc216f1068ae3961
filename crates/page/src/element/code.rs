//! `st.code` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::Code;
use web_sys::HtmlElement;

use crate::dom::{Listener, append, clear, listen, make_with, set};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("code.css");

struct CodeView {
    node: HtmlElement,
    shown: Option<Code>,
    context: Context,
    copy: Option<Listener>,
}

/// A view for it.
pub fn view(element: &Code, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stCode bk-code", "stCode");
    let mut view = CodeView {
        node,
        shown: None,
        context: context.clone(),
        copy: None,
    };
    view.paint(element);
    Box::new(view)
}

impl CodeView {
    fn paint(&mut self, element: &Code) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        set(
            &self.node,
            "data-wrap",
            if element.wrap_lines { "true" } else { "false" },
        );
        let block = make_with(document, "pre", "", "");
        set(&block, "tabindex", "0");
        let code = make_with(document, "code", "", "");
        if let Some(language) = &element.language {
            code.set_class_name(&format!("language-{language}"));
        }
        let width = element.body.lines().count().to_string().len();
        for (place, line) in element.body.split('\n').enumerate() {
            if place > 0 {
                let _ = code.append_child(&document.create_text_node("\n"));
            }
            if element.line_numbers {
                let number = make_with(document, "span", "linenumber", "");
                number.set_text_content(Some(&format!("{:>width$} ", place + 1)));
                append(&code, &number);
            }
            let _ = code.append_child(&document.create_text_node(line));
        }
        append(&block, &code);
        append(&self.node, &block);
        let button = make_with(document, "button", "bk-code-copy", "stCodeCopyButton");
        set(&button, "type", "button");
        set(&button, "aria-label", "Copy to clipboard");
        button.set_text_content(Some("Copy"));
        append(&self.node, &button);
        let body = element.body.clone();
        self.copy = Some(listen(&button, "click", move |_| {
            // A page that may not write to the clipboard leaves it as it is.
            let _ =
                web_sys::window().map(|window| window.navigator().clipboard().write_text(&body));
        }));
        self.shown = Some(element.clone());
    }
}

impl View for CodeView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Code(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
