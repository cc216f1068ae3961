//! `st.bokeh_chart`, which older documents have.

use brooklet_protocol::Element;
use brooklet_protocol::element::Library;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::library::{PYTHON, chart};
use crate::argument::text_of;
use crate::call::args::arguments;
use crate::command::{Call, Command, Place};
use crate::data::chart_layout;

arguments! {
    /// The arguments of `st.bokeh_chart`.
    pub(crate) struct BokehChart {
        /// A figure of Bokeh, or what `bokeh.embed.json_item` makes of one.
        figure: PyObjectRef,
        /// Whether the chart is as wide as its place.
        use_container_width: Option<bool> = None,
        *,
        /// How wide the chart is.
        width: Option<PyObjectRef> = None,
        /// How high it is.
        height: PyObjectRef = "content",
        /// What it shows, for a reader who does not see it.
        alt: Option<PyObjectRef> = None,
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
    let layout = chart_layout(call)?;
    let item = call
        .runtime
        .call_python(PYTHON, "bokeh_item", (args.figure,), call.vm)?;
    let chart = chart(Library::Bokeh, text_of(&item, call.vm)?, call.alt()?);
    Ok(call.draw(Element::LibraryChart(chart), layout))
}
