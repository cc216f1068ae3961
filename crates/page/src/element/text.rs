//! `st.text` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::Text;
use web_sys::HtmlElement;

use crate::dom::{append, clear, make_with, set};
use crate::text::help::Help;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = ".brooklet .bk-text { font-size: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }\n.brooklet .bk-text .bk-help { margin-inline-start: .625rem; vertical-align: middle; }\n";

struct TextView {
    node: HtmlElement,
    shown: Option<Text>,
    help: Option<Help>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Text, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stText bk-text", "stText");
    let mut view = TextView {
        node,
        shown: None,
        help: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl TextView {
    fn paint(&mut self, element: &Text) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let text = make_with(&self.context.document, "span", "", "");
        set(&self.node, "dir", "auto");
        text.set_text_content(Some(&element.body));
        append(&self.node, &text);
        self.help = element.help.as_ref().map(|help| {
            let help = Help::mark(help, None, &self.context);
            append(&text, &help.node);
            help
        });
        self.shown = Some(element.clone());
    }
}

impl View for TextView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Text(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
