//! `st.mermaid_chart`, `st.echarts_chart`, `st.bokeh_chart`, `st.pydeck_chart` and `st.map` on the page:
//! a library draws each.

use std::rc::Rc;

use brooklet_protocol::element::{Library, LibraryChart};
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::chart::Chart;
use crate::lazy;
use crate::view::{Context, View};

struct LibraryChartView {
    chart: Chart,
    shown: LibraryChart,
    tell: Rc<Closure<dyn FnMut(String)>>,
}

/// A view for it.
pub fn view(element: &LibraryChart, context: &Context) -> Box<dyn View> {
    let id = element.id.clone();
    let widgets = context.widgets.clone();
    let tell = Closure::wrap(Box::new(move |json: String| {
        if let Some(id) = &id {
            widgets.set(id, WidgetValue::Json(json));
        }
    }) as Box<dyn FnMut(String)>);
    let test_id = match element.library {
        Library::Mermaid => "stMermaidChart",
        Library::ECharts => "stEChartsChart",
        Library::Bokeh => "stBokehChart",
        Library::Deck => "stDeckGlJsonChart",
    };
    let view = LibraryChartView {
        chart: Chart::new(test_id, test_id, context),
        shown: element.clone(),
        tell: Rc::new(tell),
    };
    view.paint();
    Box::new(view)
}

impl LibraryChartView {
    fn paint(&self) {
        self.chart.describe(self.shown.alt.as_deref());
        let file = match self.shown.library {
            Library::Mermaid => lazy::MERMAID,
            Library::ECharts => lazy::ECHARTS,
            Library::Bokeh => lazy::BOKEH,
            Library::Deck => lazy::DECK,
        };
        let (element, tell) = (self.shown.clone(), self.tell.clone());
        self.chart.draw(file, move || {
            vec![
                element.source.as_str().into(),
                element.options.as_str().into(),
                (*tell).as_ref().clone(),
            ]
        });
    }
}

impl View for LibraryChartView {
    fn node(&self) -> &HtmlElement {
        &self.chart.frame.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::LibraryChart(element) = element else {
            return false;
        };
        if self.shown.id != element.id || self.shown.library != element.library {
            return false;
        }
        if self.shown != *element {
            self.shown = element.clone();
            self.paint();
        }
        true
    }

    fn dispose(&mut self) {
        self.chart.dispose();
    }
}
