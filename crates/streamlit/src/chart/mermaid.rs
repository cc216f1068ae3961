//! `st.mermaid_chart`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Library;
use brooklet_python::vm::PyObjectRef;

use super::library::chart;
use crate::call::args::{Alt, StretchContent, Text, arguments};
use crate::command::{Call, Command, Place};

arguments! {
    /// The arguments of `st.mermaid_chart`.
    pub(crate) struct MermaidChart {
        /// The diagram in the language of Mermaid.
        body: Text,
        *,
        width: StretchContent = "stretch",
        alt: Alt = None,
    }
}

/// `st.mermaid_chart`.
pub(crate) const MERMAID: Command = Command {
    name: "mermaid_chart",
    place: Place::Container("MermaidMixin"),
    signature: MermaidChart::SIGNATURE,
    doc: "Draw a diagram that is written in Mermaid.",
    run: |call| Ok(mermaid(call, MermaidChart::read(call)?)),
};

fn mermaid(call: &Call, args: MermaidChart) -> PyObjectRef {
    let chart = chart(Library::Mermaid, args.body.0, args.alt.0);
    call.draw(Element::LibraryChart(chart), args.width.layout())
}
