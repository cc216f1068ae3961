//! `st.mermaid_chart`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Library;
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;

use super::library::chart;
use crate::argument::to_string_lossy;
use crate::call::args::{Alt, StretchContent, arguments};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};

arguments! {
    /// The arguments of `st.mermaid_chart`.
    pub(crate) struct MermaidChart {
        body: Diagram,
        *,
        width: StretchContent = "stretch",
        alt: Alt = None,
    }
}

objects! {
    /// What is drawn.
    Diagram ["The diagram in the language of Mermaid."]: "str";
}

/// `st.mermaid_chart`.
pub(crate) const MERMAID: Command = Command {
    name: "mermaid_chart",
    place: Place::Container("MermaidMixin"),
    signature: MermaidChart::SIGNATURE,
    doc: "Draw a diagram that is written in Mermaid.",
    run: |call| mermaid(call, MermaidChart::read(call)?),
};

fn mermaid(call: &Call, args: MermaidChart) -> PyResult {
    let Diagram(body) = args.body;
    let Some(text) = body.downcast_ref::<PyStr>() else {
        return Err(call.type_error("body", "str", &body));
    };
    let chart = chart(Library::Mermaid, to_string_lossy(text), args.alt.0);
    Ok(call.draw(Element::LibraryChart(chart), args.width.layout()))
}
