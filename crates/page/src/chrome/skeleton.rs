//! What stands on the page until the first element: grey shapes and the progress of the download.

use web_sys::HtmlElement;

use crate::dom::{StyleExt, append, make_with, set, unset};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("skeleton.css");

pub(super) struct Skeleton {
    pub(super) node: HtmlElement,
    bar: HtmlElement,
    fill: HtmlElement,
}

impl Skeleton {
    pub(super) fn new(context: &Context) -> Self {
        let document = &context.document;
        let node = make_with(
            document,
            "div",
            "stAppSkeleton bk-skeleton",
            "stAppSkeleton",
        );
        for class in [
            "bk-skeleton-title",
            "bk-skeleton-line",
            "bk-skeleton-line",
            "bk-skeleton-block",
        ] {
            let shape = make_with(document, "div", class, "stSkeleton");
            set(&shape, "aria-hidden", "true");
            append(&node, &shape);
        }
        let bar = make_with(document, "div", "bk-download", "");
        set(&bar, "role", "progressbar");
        set(&bar, "aria-label", "Loading Python");
        let fill = make_with(document, "div", "bk-download-fill", "");
        append(&bar, &fill);
        append(&node, &bar);
        Self { node, bar, fill }
    }

    pub(super) fn progress(&self, loaded: f64, total: f64) {
        if total <= 0.0 {
            return unset(&self.bar, "aria-valuenow");
        }
        let percent = (loaded / total * 100.0).clamp(0.0, 100.0);
        set(&self.bar, "aria-valuenow", &format!("{percent:.0}"));
        self.fill.style().put("width", &format!("{percent:.1}%"));
    }
}
