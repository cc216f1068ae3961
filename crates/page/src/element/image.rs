//! `st.image` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Images, Picture};
use web_sys::HtmlElement;

use super::fullscreen::Fullscreen;
use crate::address::{is_harmless, is_harmless_source};
use crate::dom::{StyleExt, append, clear, make, make_with, set};
use crate::media::MediaExt;
use crate::text::markdown;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("image.css");

struct ImagesView {
    node: HtmlElement,
    frame: Fullscreen,
    shown: Option<Images>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Images, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stImage bk-images", "stImage");
    let mut view = ImagesView {
        frame: Fullscreen::around(&node, context),
        node,
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl ImagesView {
    fn paint(&mut self, element: &Images) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        self.frame.name(subject(element));
        for picture in &element.images {
            append(&self.node, &self.picture(picture, element));
        }
        self.shown = Some(element.clone());
    }

    fn picture(&self, picture: &Picture, element: &Images) -> HtmlElement {
        let document = &self.context.document;
        let holder = make_with(document, "div", "bk-image", "stImageContainer");
        let image = make(document, "img");
        let address = self.context.media.address(&picture.source);
        if let Some(address) = address.filter(|address| is_harmless_source(address)) {
            set(&image, "src", &address);
        }
        let caption = picture.caption.as_deref().filter(|text| !text.is_empty());
        let heard = picture.alt.clone();
        let heard = heard.or_else(|| caption.map(markdown::plain));
        set(&image, "alt", &heard.unwrap_or_default());
        if let Some(width) = element.width {
            image.style().put("width", &format!("{width}px"));
        }
        let link = element.link.as_deref();
        match link.filter(|link| is_harmless(link)) {
            Some(link) => {
                let anchor = make_with(document, "a", "", "stImageLink");
                set(&anchor, "href", link);
                set(&anchor, "target", "_blank");
                set(&anchor, "rel", "noopener noreferrer");
                if image.get_attribute("alt").is_some_and(|alt| alt.is_empty()) {
                    set(&anchor, "aria-label", link);
                }
                append(&anchor, &image);
                append(&holder, &anchor);
            }
            None => append(&holder, &image),
        }
        if let Some(caption) = caption {
            let below = make_with(document, "div", "bk-image-caption", "stImageCaption");
            let text = make_with(
                document,
                "div",
                "bk-inline bk-caption",
                "stCaptionContainer",
            );
            markdown::inline(document, &text, caption);
            append(&below, &text);
            append(&holder, &below);
        }
        holder
    }
}

/// What pictures are called.
fn subject(element: &Images) -> Option<String> {
    let [picture] = element.images.as_slice() else {
        return None;
    };
    let caption = picture.caption.as_deref().map(markdown::plain);
    caption
        .or_else(|| picture.alt.clone())
        .filter(|name| !name.is_empty())
}

impl View for ImagesView {
    fn node(&self) -> &HtmlElement {
        &self.frame.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Images(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
