//! `st.help` on the page: what is known of a Python object.

use brooklet_protocol::Element;
use brooklet_protocol::element::Help;
use web_sys::HtmlElement;

use crate::dom::{append, clear, make, make_with};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("help.css");

struct HelpView {
    node: HtmlElement,
    shown: Option<Help>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Help, context: &Context) -> Box<dyn View> {
    let mut view = HelpView {
        node: make_with(&context.document, "div", "stHelp bk-object", "stHelp"),
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl HelpView {
    fn paint(&mut self, element: &Help) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        let head = make_with(document, "div", "bk-object-head", "");
        self.word(&head, "stHelpName", element.name.as_deref());
        self.word(&head, "stHelpType", Some(&element.type_name));
        self.word(&head, "stHelpValue", element.value.as_deref());
        append(&self.node, &head);
        let doc = make_with(document, "div", "bk-object-doc", "stHelpDoc");
        doc.set_text_content(Some(element.doc.as_deref().unwrap_or("No docs available")));
        append(&self.node, &doc);
        if !element.members.is_empty() {
            append(&self.node, &self.members(&element.members));
        }
        self.shown = Some(element.clone());
    }

    fn members(&self, members: &[Help]) -> HtmlElement {
        let document = &self.context.document;
        let table = make_with(document, "table", "", "stHelpMembersTable");
        let body = make(document, "tbody");
        for member in members {
            let row = make_with(document, "tr", "", "stHelpMember");
            let name = make(document, "td");
            self.word(&name, "stHelpMemberDocName", member.name.as_deref());
            self.word(&name, "stHelpMemberDocType", Some(&member.type_name));
            append(&row, &name);
            let what = make(document, "td");
            self.word(&what, "stHelpMemberDocValue", member.value.as_deref());
            if member.value.is_none() {
                let doc = member.doc.as_deref().unwrap_or("No docs available");
                self.word(&what, "stHelpMemberDocString", Some(doc));
            }
            append(&row, &what);
            append(&body, &row);
        }
        append(&table, &body);
        table
    }

    fn word(&self, parent: &HtmlElement, test_id: &str, text: Option<&str>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            return;
        };
        let word = make_with(&self.context.document, "span", "", test_id);
        word.set_text_content(Some(text));
        append(parent, &word);
    }
}

impl View for HelpView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Help(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
