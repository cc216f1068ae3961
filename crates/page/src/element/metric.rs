//! `st.metric` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Direction, Metric};
use web_sys::HtmlElement;

use super::number_format;
use crate::dom::{NodeExt, append, clear, make_with, set, svg};
use crate::text::label::Label;
use crate::text::{icon, markdown};
use crate::view::{Context, View};

mod chart;

/// The style.
pub const STYLE: &str = include_str!("metric.css");

const UP: &str = "m4 12 1.4 1.4L11 7.8V20h2V7.8l5.6 5.6L20 12l-8-8z";
const DOWN: &str = "m20 12-1.4-1.4L13 16.2V4h-2v12.2l-5.6-5.6L4 12l8 8z";

struct MetricView {
    node: HtmlElement,
    label: Option<Label>,
    shown: Option<Metric>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Metric, context: &Context) -> Box<dyn View> {
    let mut view = MetricView {
        node: make_with(&context.document, "div", "stMetric bk-metric", "stMetric"),
        label: None,
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl MetricView {
    fn paint(&mut self, element: &Metric) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        let border = if element.border { "true" } else { "false" };
        set(&self.node, "data-border", border);
        set(&self.node, "data-color", &element.color);
        let texts = make_with(document, "div", "bk-metric-texts", "");
        let label = Label::new(&element.label, &self.context);
        set(&label.node, "data-testid", "stMetricLabel");
        if let Some(sign) = &element.icon {
            let sign = icon::icon(document, sign);
            set(&sign, "data-testid", "stMetricIcon");
            label
                .node
                .add_before(&sign, label.node.first_child().as_ref());
        }
        append(&texts, &label.node);
        self.label = Some(label);
        let value = make_with(document, "div", "bk-metric-value", "stMetricValue");
        self.text(
            &value,
            &formatted(&element.value, element.format.as_deref()),
        );
        append(&texts, &value);
        if !element.delta.is_empty() || element.delta_description.is_some() {
            append(&texts, &self.change(element));
        }
        append(&self.node, &texts);
        if !element.chart.is_empty() {
            append(&self.node, &chart::draw(document, element));
        }
        self.shown = Some(element.clone());
    }

    /// How much the value has changed.
    fn change(&self, element: &Metric) -> HtmlElement {
        let document = &self.context.document;
        let row = make_with(document, "div", "bk-metric-change", "");
        if !element.delta.is_empty() {
            let delta = make_with(document, "div", "bk-metric-delta", "stMetricDelta");
            let arrow = match element.direction {
                Direction::Off => None,
                Direction::Up => Some((UP, "stMetricDeltaIcon-Up")),
                Direction::Down => Some((DOWN, "stMetricDeltaIcon-Down")),
            };
            if let Some((path, test_id)) = arrow {
                let arrow = svg(document, path, "bk-metric-arrow");
                set(&arrow, "data-testid", test_id);
                append(&delta, &arrow);
            }
            self.text(
                &delta,
                &formatted(&element.delta, element.format.as_deref()),
            );
            append(&row, &delta);
        }
        if let Some(words) = &element.delta_description {
            let description = make_with(
                document,
                "div",
                "bk-metric-description",
                "stMetricDeltaDescription",
            );
            set(&description, "title", &markdown::plain(words));
            let text = make_with(
                document,
                "div",
                "bk-inline bk-caption",
                "stCaptionContainer",
            );
            markdown::inline(document, &text, words);
            append(&description, &text);
            append(&row, &description);
        }
        row
    }

    fn text(&self, parent: &HtmlElement, source: &str) {
        let document = &self.context.document;
        let holder = make_with(document, "div", "bk-inline", "stMarkdownContainer");
        markdown::inline(document, &holder, source);
        append(parent, &holder);
    }
}

/// A number as its format shows it; other texts as they are.
fn formatted(text: &str, format: Option<&str>) -> String {
    match (format, text.parse::<f64>()) {
        (Some(format), Ok(number)) => number_format::format(format, number),
        _ => text.to_owned(),
    }
}

impl View for MetricView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Metric(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
