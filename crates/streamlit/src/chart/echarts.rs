//! `st.echarts_chart`.

use brooklet_protocol::Layout;
use brooklet_protocol::element::Library;
use brooklet_python::vm::{PyObjectRef, PyResult};
use serde_json::json;

use super::library::{PYTHON, chart, draw};
use super::vega_lite::Theme;
use crate::argument::text_of;
use crate::call::args::{
    Alt, Deferred, Key, StretchContent, StretchContentHeight, arguments, words,
};
use crate::command::{Call, Command, Place};
use crate::widget::on_change::SelectHandler;

arguments! {
    /// The arguments of `st.echarts_chart`.
    pub(crate) struct EChartsChart {
        /// The option of the chart: a dict, its JSON, or a chart of pyecharts.
        spec: PyObjectRef,
        *,
        width: StretchContent = "stretch",
        height: StretchContentHeight = "content",
        theme: Deferred<Theme> = "streamlit",
        key: Key = None,
        on_select: SelectHandler = "ignore",
        /// What it is drawn with.
        renderer: Renderer = "canvas",
        alt: Alt = None,
    }
}

/// What a chart is drawn with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Renderer {
    /// Pixels.
    Canvas,
    /// Shapes.
    Svg,
}

words! {
    Renderer {
        "canvas" => Renderer::Canvas,
        "svg" => Renderer::Svg,
    }
}

/// `st.echarts_chart`.
pub(crate) const ECHARTS: Command = Command {
    name: "echarts_chart",
    place: Place::Container("EChartsMixin"),
    signature: EChartsChart::SIGNATURE,
    doc: "Draw what an option of Apache ECharts says: a dict, its JSON, or a chart of pyecharts.",
    run: |call| echarts(call, EChartsChart::read(call)?),
};

fn echarts(call: &Call, args: EChartsChart) -> PyResult {
    let on_select = args.on_select.resolve(call)?;
    let option = call
        .runtime
        .call_python(PYTHON, "echarts_option", (args.spec,), call.vm)?;
    let mut chart = chart(Library::ECharts, text_of(&option, call.vm)?, args.alt.0);
    let renderer = match args.renderer {
        Renderer::Canvas => "canvas",
        Renderer::Svg => "svg",
    };
    let options = json!({
        "usesTheme": args.theme.get(call)?.0,
        "renderer": renderer,
        "isSelectable": on_select.reruns,
    });
    chart.options = options.to_string();
    let layout = Layout {
        height: args.height.0,
        ..args.width.layout()
    };
    let key = args.key.get();
    if let Some(key) = key.filter(|_| !on_select.reruns) {
        call.claim_key(key)?;
    }
    draw(call, (chart, layout), key, on_select, ("echarts", ""))
}
