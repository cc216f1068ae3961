//! `st.progress` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::Progress;
use web_sys::HtmlElement;

use crate::dom::{StyleExt, append, clear, make_with, set};
use crate::text::markdown;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("progress.css");

struct ProgressView {
    node: HtmlElement,
    shown: Option<Progress>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Progress, context: &Context) -> Box<dyn View> {
    let node = make_with(
        &context.document,
        "div",
        "stProgress bk-progress",
        "stProgress",
    );
    let mut view = ProgressView {
        node,
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl ProgressView {
    fn paint(&mut self, element: &Progress) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        if let Some(text) = &element.text {
            let line = make_with(document, "div", "bk-inline", "stMarkdownContainer");
            let paragraph = make_with(document, "p", "bk-progress-text", "");
            markdown::inline(document, &paragraph, text);
            append(&line, &paragraph);
            append(&self.node, &line);
        }
        let bar = make_with(document, "div", "bk-progress-bar", "stProgressBarTrack");
        for (name, value) in [
            ("role", "progressbar"),
            ("aria-valuemin", "0"),
            ("aria-valuemax", "100"),
        ] {
            set(&bar, name, value);
        }
        set(&bar, "aria-valuenow", &element.percent.to_string());
        set(&bar, "aria-valuetext", &format!("{}%", element.percent));
        set(
            &bar,
            "aria-label",
            &element
                .text
                .as_deref()
                .map_or("Progress".to_owned(), markdown::plain),
        );
        let fill = make_with(document, "div", "bk-progress-fill", "");
        fill.style().put("width", &format!("{}%", element.percent));
        append(&bar, &fill);
        append(&self.node, &bar);
        self.shown = Some(element.clone());
    }
}

impl View for ProgressView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Progress(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
