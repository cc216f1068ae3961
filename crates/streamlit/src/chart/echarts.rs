//! `st.echarts_chart`.

use brooklet_protocol::Layout;
use brooklet_protocol::element::Library;
use brooklet_python::vm::{PyObjectRef, PyResult};
use serde_json::json;

use super::library::{PYTHON, chart, draw};
use super::vega_lite::uses_theme;
use crate::argument::text_of;
use crate::call::args::{Key, StretchContent, arguments, words};
use crate::command::{Call, Command, Place};

arguments! {
    /// The arguments of `st.echarts_chart`.
    pub(crate) struct EChartsChart {
        /// The option of the chart: a dict, its JSON, or a chart of pyecharts.
        spec: PyObjectRef,
        *,
        /// How wide the chart is.
        width: StretchContent = "stretch",
        /// How high it is.
        height: StretchContent = "content",
        /// Whether colours and fonts are those of the app.
        theme: PyObjectRef = "streamlit",
        /// A name for the chart, under which `st.session_state` holds what is selected.
        key: Key = None,
        /// Whether the script runs again when something is selected, or a function to be called then.
        on_select: PyObjectRef = "ignore",
        /// What it is drawn with.
        renderer: Renderer = "canvas",
        /// What it shows, for a reader who does not see it.
        alt: Option<PyObjectRef> = None,
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
    let on_select = call.followed("on_select")?;
    let option = call
        .runtime
        .call_python(PYTHON, "echarts_option", (args.spec,), call.vm)?;
    let mut chart = chart(Library::ECharts, text_of(&option, call.vm)?, call.alt()?);
    let renderer = match args.renderer {
        Renderer::Canvas => "canvas",
        Renderer::Svg => "svg",
    };
    let options = json!({
        "usesTheme": uses_theme(call)?,
        "renderer": renderer,
        "isSelectable": on_select.reruns,
    });
    chart.options = options.to_string();
    let layout = Layout {
        height: args.height.0,
        ..args.width.layout()
    };
    let key = args.key.get();
    draw(call, (chart, layout), key, on_select, ("echarts_state", ""))
}
