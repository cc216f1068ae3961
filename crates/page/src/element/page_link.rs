//! `st.page_link` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{IconPosition, PageLink};
use web_sys::HtmlElement;

use crate::dom::{Listener, append, clear, listen, make_with, set, set_optional};
use crate::location;
use crate::text::help::Help;
use crate::text::{icon, markdown};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("page_link.css");

struct PageLinkView {
    node: HtmlElement,
    shown: Option<PageLink>,
    context: Context,
    help: Option<Help>,
    click: Option<Listener>,
}

/// A view for it.
pub fn view(element: &PageLink, context: &Context) -> Box<dyn View> {
    let node = make_with(
        &context.document,
        "div",
        "stPageLink bk-page-link-box",
        "stPageLink",
    );
    let mut view = PageLinkView {
        node,
        shown: None,
        context: context.clone(),
        help: None,
        click: None,
    };
    view.paint(element);
    Box::new(view)
}

impl PageLinkView {
    fn paint(&mut self, element: &PageLink) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        let document = &self.context.document;
        let link = make_with(document, "a", "bk-page-link", "stPageLink-NavLink");
        if !element.disabled {
            set(
                &link,
                "href",
                &location::of_link(&element.page, &element.query, element.is_external),
            );
        }
        set_optional(&link, "aria-disabled", element.disabled.then_some("true"));
        set_optional(&link, "aria-current", element.is_current.then_some("page"));
        if element.is_external {
            set(&link, "target", "_blank");
            set(&link, "rel", "noreferrer");
        }
        let sign = element.icon.as_ref().map(|sign| icon::icon(document, sign));
        let text = make_with(document, "span", "bk-inline bk-page-link-text", "");
        markdown::inline(document, &text, &element.label);
        if let (Some(sign), IconPosition::Left) = (&sign, element.icon_position) {
            append(&link, sign);
        }
        append(&link, &text);
        if let (Some(sign), IconPosition::Right) = (&sign, element.icon_position) {
            append(&link, sign);
        }
        clear(&self.node);
        append(&self.node, &link);
        self.help = element
            .help
            .as_ref()
            .map(|help| Help::on(&link, help, &self.context));
        let (widgets, target) = (self.context.widgets.clone(), element.clone());
        self.click = Some(listen(&link, "click", move |event| {
            if target.disabled {
                event.prevent_default();
            } else if !target.is_external && location::is_for_this_tab(&event) {
                event.prevent_default();
                widgets.go(&target.page, &target.query);
            }
        }));
        self.shown = Some(element.clone());
    }
}

impl View for PageLinkView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::PageLink(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
