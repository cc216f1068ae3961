//! `st.link_button` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::LinkButton;
use web_sys::HtmlElement;

use super::button_content::ButtonContent;
use crate::address;
use crate::dom::set;
use crate::view::{Context, View};

struct LinkButtonView {
    content: ButtonContent,
    shown: LinkButton,
    context: Context,
}

/// A view for it.
pub fn view(element: &LinkButton, context: &Context) -> Box<dyn View> {
    let mut view = LinkButtonView {
        content: ButtonContent::new("stLinkButton", "a", "stBaseLinkButton-", context),
        shown: element.clone(),
        context: context.clone(),
    };
    view.paint();
    Box::new(view)
}

impl LinkButtonView {
    fn paint(&mut self) {
        let (id, widgets) = (self.shown.id.clone(), self.context.widgets.clone());
        self.content.paint(&self.shown.props, move || {
            if let Some(id) = &id {
                widgets.trigger(id);
            }
        });
        let link = &self.content.button;
        set(link, "target", "_blank");
        set(link, "rel", "noreferrer");
        let disabled = self.shown.props.disabled;
        set(link, "tabindex", if disabled { "-1" } else { "0" });
        if disabled {
            set(link, "aria-disabled", "true");
            set(link, "role", "link");
        } else if address::is_harmless(&self.shown.url) {
            set(link, "href", &self.shown.url);
        }
    }
}

impl View for LinkButtonView {
    fn node(&self) -> &HtmlElement {
        &self.content.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::LinkButton(element) = element else {
            return false;
        };
        if self.shown.id != element.id {
            return false;
        }
        if self.shown != *element {
            self.shown = element.clone();
            self.paint();
        }
        true
    }
}
