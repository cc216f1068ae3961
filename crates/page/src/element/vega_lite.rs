//! Charts of Vega-Lite on the page: `st.line_chart` and its kin, `st.vega_lite_chart`,
//! `st.altair_chart`.

use std::rc::Rc;

use brooklet_protocol::element::VegaLite;
use brooklet_protocol::{Element, WidgetValue};
use js_sys::{Array, Object};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::chart::{Chart, columns};
use super::chart_data::ChartData;
use crate::dom::put;
use crate::lazy;
use crate::media::MediaExt;
use crate::view::{Context, View};

struct VegaLiteView {
    chart: Chart,
    data: ChartData,
    shown: Option<VegaLite>,
    context: Context,
    tell: Rc<Closure<dyn FnMut(String, String)>>,
}

/// A view for it.
pub fn view(element: &VegaLite, context: &Context) -> Box<dyn View> {
    let tell = teller(element, context);
    let chart = Chart::new("stVegaLiteChart", "stVegaLiteChart", context);
    let mut view = VegaLiteView {
        data: ChartData::of(&chart.frame, context),
        chart,
        shown: None,
        context: context.clone(),
        tell: Rc::new(tell),
    };
    view.paint(element);
    Box::new(view)
}

/// Notes what is selected, and tells the script.
fn teller(element: &VegaLite, context: &Context) -> Closure<dyn FnMut(String, String)> {
    let id = element.id.clone();
    let widgets = context.widgets.clone();
    let mut selection = Map::new();
    Closure::wrap(Box::new(move |name: String, json: String| {
        let Some(id) = &id else { return };
        let value: Value = serde_json::from_str(&json).unwrap_or_default();
        if selection.insert(name, value.clone()).as_ref() == Some(&value) {
            return;
        }
        let said = serde_json::json!({"selection": selection}).to_string();
        widgets.set(id, WidgetValue::Json(said));
    }) as Box<dyn FnMut(String, String)>)
}

impl VegaLiteView {
    fn paint(&mut self, element: &VegaLite) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        self.chart.describe(element.alt.as_deref());
        let one = match element.datasets.as_slice() {
            [(_, data)] => Some(data),
            _ => None,
        };
        self.data.set(one);
        let (element, context, tell) = (element.clone(), self.context.clone(), self.tell.clone());
        self.shown = Some(element.clone());
        self.chart.draw(lazy::CHARTS, move || {
            let datasets = Object::new();
            for (name, id) in &element.datasets {
                if let Some(frame) = context.media.frame(id) {
                    put(&datasets, name, &columns(&frame));
                }
            }
            let selections: Array = element
                .selections
                .iter()
                .map(|name| JsValue::from_str(name))
                .collect();
            let colors = Object::new();
            for (pointer, name) in &element.theme_colors {
                put(&colors, pointer, &name.as_str().into());
            }
            vec![
                element.spec.as_str().into(),
                colors.into(),
                datasets.into(),
                element.uses_theme.into(),
                selections.into(),
                (*tell).as_ref().clone(),
            ]
        });
    }
}

impl View for VegaLiteView {
    fn node(&self) -> &HtmlElement {
        &self.chart.frame.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::VegaLite(element) = element else {
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
        self.data.dispose();
        self.chart.dispose();
    }
}
