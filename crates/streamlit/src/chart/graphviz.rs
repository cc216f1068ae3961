//! `st.graphviz_chart`.

use brooklet_protocol::Element;
use brooklet_protocol::element::GraphvizChart;
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;

use super::vega_lite::PYTHON;
use crate::argument::{text_of, type_name};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::data::chart_layout;
use crate::error::DataError;

/// `st.graphviz_chart`.
pub(crate) const GRAPHVIZ: Command = Command {
    name: "graphviz_chart",
    place: Place::Container("GraphvizMixin"),
    signature: Parameters::undocumented(
        "figure_or_dot, use_container_width=None, *, width='content', height='content', alt=None",
    ),
    doc: "Draw a graph of nodes and edges, laid out by Graphviz.",
    run: graphviz,
};

fn graphviz(call: &Call) -> PyResult {
    let vm = call.vm;
    let layout = chart_layout(call)?;
    let given = call.value("figure_or_dot");
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
        alt: call.alt()?,
    };
    Ok(call.draw(Element::GraphvizChart(element), layout))
}
