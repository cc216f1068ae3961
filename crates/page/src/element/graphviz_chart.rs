//! `st.graphviz_chart` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::GraphvizChart;
use web_sys::HtmlElement;

use super::chart::Chart;
use crate::lazy;
use crate::view::{Context, View};

struct GraphvizView {
    chart: Chart,
    shown: Option<GraphvizChart>,
}

/// A view for it.
pub fn view(element: &GraphvizChart, context: &Context) -> Box<dyn View> {
    let mut view = GraphvizView {
        chart: Chart::new("stGraphVizChart", "stGraphVizChart", context),
        shown: None,
    };
    view.paint(element);
    Box::new(view)
}

impl GraphvizView {
    fn paint(&mut self, element: &GraphvizChart) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        self.chart.describe(element.alt.as_deref());
        self.shown = Some(element.clone());
        let element = element.clone();
        self.chart.draw(lazy::GRAPHVIZ, move || {
            vec![
                element.source.as_str().into(),
                element.engine.as_str().into(),
            ]
        });
    }
}

impl View for GraphvizView {
    fn node(&self) -> &HtmlElement {
        &self.chart.frame.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::GraphvizChart(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }

    fn dispose(&mut self) {
        self.chart.dispose();
    }
}
