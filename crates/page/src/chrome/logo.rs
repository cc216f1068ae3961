//! The logo: in the sidebar, and in the header while the sidebar is folded or there is none.

use std::cell::{Cell, RefCell};

use brooklet_protocol::Icon;
use brooklet_protocol::message::Logo;
use web_sys::{Element, HtmlElement};

use crate::address::is_harmless;
use crate::dom::{NodeExt, StyleExt, append, clear, make_with, set};
use crate::media::MediaExt;
use crate::text::icon;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("logo.css");

/// The two places of the logo; it is in them while the script names one.
pub(super) struct LogoPlaces {
    in_sidebar: HtmlElement,
    in_header: HtmlElement,
    shown: RefCell<Option<Logo>>,
    /// Whether the run under way has named one.
    is_fresh: Cell<bool>,
    context: Context,
}

impl LogoPlaces {
    /// Places at the beginning of the sidebar's head and of the header.
    pub(super) fn new(context: &Context, sidebar_top: &Element, header: &HtmlElement) -> Self {
        let make = || make_with(&context.document, "div", "bk-logo", "");
        let (in_sidebar, in_header) = (make(), make());
        sidebar_top.add_before(&in_sidebar, sidebar_top.first_child().as_ref());
        append(header, &in_header);
        Self {
            in_sidebar,
            in_header,
            shown: RefCell::default(),
            is_fresh: Cell::new(false),
            context: context.clone(),
        }
    }

    /// Shows a logo.
    pub(super) fn show(&self, logo: Logo) {
        self.is_fresh.set(true);
        if self.shown.borrow().as_ref() == Some(&logo) {
            return;
        }
        let beside = logo.icon_image.as_ref().unwrap_or(&logo.image);
        self.fill(&self.in_sidebar, &logo.image, "stSidebarLogo", &logo);
        self.fill(&self.in_header, beside, "stHeaderLogo", &logo);
        self.shown.replace(Some(logo));
    }

    /// A run of the whole script begins.
    pub(super) fn run_started(&self) {
        self.is_fresh.set(false);
    }

    /// A run has come to its end: a logo that the script does not name any more goes.
    pub(super) fn run_ended(&self) {
        if !self.is_fresh.get() && self.shown.take().is_some() {
            clear(&self.in_sidebar);
            clear(&self.in_header);
        }
    }

    fn fill(&self, place: &HtmlElement, sign: &Icon, test_id: &str, logo: &Logo) {
        clear(place);
        let document = &self.context.document;
        let image = match sign {
            Icon::Text(text) => {
                let image = make_with(document, "div", "stLogo", test_id);
                append(&image, &icon::icon(document, text));
                image
            }
            Icon::Picture(_) => {
                let image = make_with(document, "img", "stLogo", test_id);
                set(&image, "alt", "Logo");
                if let Some(address) = self.context.media.address_of_icon(sign) {
                    set(&image, "src", &address);
                }
                image
            }
        };
        let height = format!("{}px", logo.height);
        place.style().put("--bk-logo-height", &height);
        match logo.link.as_deref().filter(|link| is_harmless(link)) {
            Some(link) => {
                let anchor = make_with(document, "a", "", "stLogoLink");
                set(&anchor, "href", link);
                set(&anchor, "target", "_blank");
                set(&anchor, "rel", "noreferrer");
                set(&anchor, "aria-label", "App Logo");
                append(&anchor, &image);
                append(place, &anchor);
            }
            None => append(place, &image),
        }
    }
}
