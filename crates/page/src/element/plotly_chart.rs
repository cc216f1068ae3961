//! `st.plotly_chart` on the page.

use std::rc::Rc;

use brooklet_protocol::element::PlotlyChart;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::chart::Chart;
use crate::lazy;
use crate::view::{Context, View};

struct PlotlyView {
    chart: Chart,
    shown: Option<PlotlyChart>,
    tell: Rc<Closure<dyn FnMut(String)>>,
}

/// A view for it.
pub fn view(element: &PlotlyChart, context: &Context) -> Box<dyn View> {
    let id = element.id.clone();
    let widgets = context.widgets.clone();
    let tell = Closure::wrap(Box::new(move |json: String| {
        if let Some(id) = &id {
            widgets.set(id, WidgetValue::Json(json));
        }
    }) as Box<dyn FnMut(String)>);
    let mut view = PlotlyView {
        chart: Chart::new("stPlotlyChart", "stPlotlyChart", context),
        shown: None,
        tell: Rc::new(tell),
    };
    view.paint(element);
    Box::new(view)
}

impl PlotlyView {
    fn paint(&mut self, element: &PlotlyChart) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        self.chart.describe(element.alt.as_deref());
        self.shown = Some(element.clone());
        let (element, tell) = (element.clone(), self.tell.clone());
        self.chart.draw(lazy::PLOTLY, move || {
            vec![
                element.figure.as_str().into(),
                element.config.as_str().into(),
                element.uses_theme.into(),
                element.selections.join(" ").into(),
                (*tell).as_ref().clone(),
            ]
        });
    }
}

impl View for PlotlyView {
    fn node(&self) -> &HtmlElement {
        &self.chart.frame.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::PlotlyChart(element) = element else {
            return false;
        };
        let is_same = self
            .shown
            .as_ref()
            .is_some_and(|shown| shown.id == element.id);
        if is_same {
            self.paint(element);
        }
        is_same
    }

    fn dispose(&mut self) {
        self.chart.dispose();
    }
}
