//! `st.bokeh_chart`, which older documents have.

use brooklet_protocol::Element;
use brooklet_protocol::element::Library;
use brooklet_protocol::layout::Size;
use brooklet_python::vm::{PyObjectRef, PyResult};
use serde_json::json;

use super::library::{PYTHON, chart};
use crate::argument::text_of;
use crate::call::args::{Alt, ContainerWidth, arguments};
use crate::command::{Call, Command, Place};
use crate::data::{ChartHeight, ChartWidth, chart_layout};

arguments! {
    /// The arguments of `st.bokeh_chart`.
    pub(crate) struct BokehChart {
        /// A figure of Bokeh, or what `bokeh.embed.json_item` makes of one.
        figure: PyObjectRef,
        use_container_width: ContainerWidth = None,
        *,
        width: ChartWidth = None,
        height: ChartHeight = "content",
        alt: Alt = None,
    }
}

/// `st.bokeh_chart`.
pub(crate) const BOKEH: Command = Command {
    name: "bokeh_chart",
    place: Place::Container("BokehMixin"),
    signature: BokehChart::SIGNATURE,
    doc: "Draw a figure of Bokeh, which the reader can move and zoom.",
    run: |call| bokeh(call, BokehChart::read(call)?),
};

fn bokeh(call: &Call, args: BokehChart) -> PyResult {
    let container = args.use_container_width;
    let width = args.width.get(call)?.map(|width| width.0);
    // By itself a figure is as wide as it says.
    let fits = container
        .0
        .unwrap_or(width.is_some_and(|width| width != Size::Content));
    let layout = chart_layout(call, &args.width, &args.height, container)?;
    let item = call
        .runtime
        .call_python(PYTHON, "bokeh_item", (args.figure,), call.vm)?;
    let mut chart = chart(Library::Bokeh, text_of(&item, call.vm)?, args.alt.0);
    chart.options = json!({ "fits": fits }).to_string();
    Ok(call.draw(Element::LibraryChart(chart), layout))
}
