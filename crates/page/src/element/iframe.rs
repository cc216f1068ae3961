//! A page within the page: its scripts run, in a world of their own.

use brooklet_protocol::Element;
use brooklet_protocol::element::{FrameContent, Iframe};
use web_sys::HtmlElement;

use crate::address::{is_frame_source, is_other_site};
use crate::dom::{ClassExt, make_with, set, set_optional, unset};
use crate::media::MediaExt;
use crate::view::{Context, View};

/// What the page may do. HTML of the script is kept from the app's own origin, for there it could
/// reach everything that the reader has stored.
const MAY: &str = "allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads allow-scripts";

struct IframeView {
    node: HtmlElement,
    shown: Iframe,
}

/// A view for it.
pub fn view(element: &Iframe, context: &Context) -> Box<dyn View> {
    let node = make_with(
        &context.document,
        "iframe",
        "stIFrame bk-iframe",
        "stIFrame",
    );
    set(&node, "sandbox", MAY);
    set(
        &node,
        "title",
        element.alt.as_deref().unwrap_or("st.iframe"),
    );
    set(
        &node,
        "scrolling",
        if element.scrolling { "auto" } else { "no" },
    );
    let tab_index = element.tab_index.map(|index| index.to_string());
    set_optional(&node, "tabindex", tab_index.as_deref());
    match &element.content {
        FrameContent::Html(html) => set(&node, "srcdoc", html),
        FrameContent::Pdf(source) => {
            node.add_class("bk-pdf");
            let address = context.media.address(source);
            if let Some(address) = address.filter(|address| is_pdf(context, address)) {
                // The viewer of a browser does not work in a sandbox, and is one itself.
                unset(&node, "sandbox");
                set(&node, "src", &address);
            }
        }
        FrameContent::Source(source) => {
            let address = context.media.address(source);
            if let Some(address) = address.filter(|address| is_frame_source(address)) {
                set(&node, "allow", "autoplay; clipboard-write; fullscreen");
                if is_elsewhere(context, &address) {
                    set(&node, "sandbox", &format!("{MAY} allow-same-origin"));
                }
                set(&node, "src", &address);
            }
        }
    }
    Box::new(IframeView {
        node,
        shown: element.clone(),
    })
}

/// Whether an address leads to a PDF file or to where nothing of this origin can be reached.
fn is_pdf(context: &Context, address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    address.starts_with("blob:")
        || is_elsewhere(context, address)
        || is_frame_source(address) && path.to_ascii_lowercase().ends_with(".pdf")
}

/// Whether an address is of another origin, which keeps it apart by itself.
fn is_elsewhere(context: &Context, address: &str) -> bool {
    let host = context
        .document
        .location()
        .and_then(|location| location.host().ok());
    is_other_site(address, &host.unwrap_or_default())
}

impl View for IframeView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    /// A page that shows something else is another page.
    fn update(&mut self, element: &Element) -> bool {
        matches!(element, Element::Iframe(element) if *element == self.shown)
    }
}
