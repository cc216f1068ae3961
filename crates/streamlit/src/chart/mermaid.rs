//! `st.mermaid_chart`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Library;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::library::chart;
use crate::call::args::{StretchContent, Text, arguments};
use crate::command::{Call, Command, Place};

arguments! {
    /// The arguments of `st.mermaid_chart`.
    pub(crate) struct MermaidChart {
        /// The diagram in the language of Mermaid.
        body: Text,
        *,
        /// How wide the diagram is.
        width: StretchContent = "stretch",
        /// What it shows, for a reader who does not see it.
        alt: Option<PyObjectRef> = None,
    }
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
    let chart = chart(Library::Mermaid, args.body.0, call.alt()?);
    Ok(call.draw(Element::LibraryChart(chart), args.width.layout()))
}
