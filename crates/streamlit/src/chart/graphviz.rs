//! `st.graphviz_chart`.

use brooklet_protocol::Element;
use brooklet_protocol::element::GraphvizChart;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::library::PYTHON;
use crate::argument::{text_of, type_name};
use crate::call::args::{Alt, ContainerWidth, Deferred, StretchContent, arguments};
use crate::command::{Call, Command, Place};
use crate::data::{ChartHeight, sized_layout};
use crate::error::DataError;

arguments! {
    /// The arguments of `st.graphviz_chart`.
    pub(crate) struct Graphviz {
        /// A graph of the package `graphviz`, or a str in the language DOT.
        figure_or_dot: PyObjectRef,
        use_container_width: ContainerWidth = None,
        *,
        width: Deferred<StretchContent> = "content",
        height: ChartHeight = "content",
        alt: Alt = None,
    }
}

/// `st.graphviz_chart`.
pub(crate) const GRAPHVIZ: Command = Command {
    name: "graphviz_chart",
    place: Place::Container("GraphvizMixin"),
    signature: Graphviz::SIGNATURE,
    doc: "Draw a graph of nodes and edges, laid out by Graphviz.",
    run: |call| graphviz(call, Graphviz::read(call)?),
};

fn graphviz(call: &Call, args: Graphviz) -> PyResult {
    let vm = call.vm;
    let layout = sized_layout(call, &args.width, &args.height, args.use_container_width)?;
    let given = args.figure_or_dot;
    if given.downcast_ref::<PyStr>().is_none() && !given.has_attr("source", vm)? {
        return Err(call.error(DataError::NoGraph {
            kind: type_name(&given),
        }));
    }
    let read = call.runtime.call_python(PYTHON, "dot", (given,), vm)?;
    let part = |place: usize| text_of(&*read.get_item(&place, vm)?, vm);
    let element = GraphvizChart {
        source: part(0)?,
        engine: part(1)?,
        alt: args.alt.0,
    };
    Ok(call.draw(Element::GraphvizChart(element), layout))
}
