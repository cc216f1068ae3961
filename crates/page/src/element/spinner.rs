//! `st.spinner` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::Spinner;
use gloo::timers::callback::Interval;
use web_sys::HtmlElement;

use super::delay::Delay;
use crate::dom::{NodeExt, append, clear, make_with, set};
use crate::text::markdown;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("spinner.css");

struct SpinnerView {
    node: HtmlElement,
    shown: Option<Spinner>,
    context: Context,
    clock: Option<Interval>,
    _delay: Delay,
}

/// A view for it.
pub fn view(element: &Spinner, context: &Context) -> Box<dyn View> {
    let node = make_with(
        &context.document,
        "div",
        "stSpinner bk-spinner",
        "stSpinner",
    );
    let delay = Delay::of(&node);
    let mut view = SpinnerView {
        node,
        _delay: delay,
        shown: None,
        context: context.clone(),
        clock: None,
    };
    view.paint(element);
    Box::new(view)
}

impl SpinnerView {
    fn paint(&mut self, element: &Spinner) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        let wheel = make_with(document, "i", "bk-spinner-wheel", "stSpinnerIcon");
        set(&wheel, "aria-hidden", "true");
        let text = make_with(document, "div", "bk-markdown", "stMarkdownContainer");
        set(&text, "role", "status");
        for node in markdown::block(document, &element.text) {
            text.add(&node);
        }
        append(&self.node, &wheel);
        append(&self.node, &text);
        self.clock = element.show_time.then(|| {
            let time = make_with(document, "span", "bk-spinner-time", "");
            time.set_text_content(Some("(0.0 seconds)"));
            append(&self.node, &time);
            let begin = js_sys::Date::now();
            Interval::new(100, move || {
                let seconds = (js_sys::Date::now() - begin) / 1000.0;
                time.set_text_content(Some(&format!("({seconds:.1} seconds)")));
            })
        });
        self.shown = Some(element.clone());
    }
}

impl View for SpinnerView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Spinner(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
