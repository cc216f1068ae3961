//! `st.error`, `st.warning`, `st.info`, `st.success` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Alert, AlertKind};
use web_sys::HtmlElement;

use crate::dom::{NodeExt, append, clear, make_with, set};
use crate::text::{icon, markdown};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("alert.css");

struct AlertView {
    node: HtmlElement,
    shown: Option<Alert>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Alert, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stAlert", "stAlert");
    let mut view = AlertView {
        node,
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl AlertView {
    fn paint(&mut self, element: &Alert) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        let (name, test_id, role) = match element.kind {
            AlertKind::Error => ("error", "stAlertContentError", "alert"),
            AlertKind::Warning => ("warning", "stAlertContentWarning", "alert"),
            AlertKind::Info => ("info", "stAlertContentInfo", "status"),
            AlertKind::Success => ("success", "stAlertContentSuccess", "status"),
        };
        let box_ = make_with(
            document,
            "div",
            "stAlertContainer bk-alert",
            "stAlertContainer",
        );
        set(&box_, "data-kind", name);
        set(&box_, "role", role);
        let content = make_with(document, "div", "bk-alert-content", test_id);
        if let Some(sign) = &element.icon {
            let sign = icon::icon(document, sign);
            set(&sign, "data-testid", "stAlertDynamicIcon");
            append(&content, &sign);
        }
        let body = make_with(document, "div", "bk-markdown", "stMarkdownContainer");
        if let Some(title) = &element.title {
            let line = make_with(document, "p", "bk-alert-title", "stAlertTitle");
            markdown::inline(document, &line, title);
            append(&body, &line);
        }
        for node in markdown::block(document, &element.body) {
            body.add(&node);
        }
        append(&content, &body);
        append(&box_, &content);
        append(&self.node, &box_);
        self.shown = Some(element.clone());
    }
}

impl View for AlertView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Alert(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
