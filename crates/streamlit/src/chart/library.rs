//! What charts share that a library of the page draws: what is made of them in Python, and how they are followed.

use brooklet_protocol::element::{Library, LibraryChart};
use brooklet_protocol::{Element, Layout};
use brooklet_python::frozen;
use brooklet_python::vm::PyResult;

use super::selection::{Selection, follow};
use crate::command::Call;
use crate::kernel::python_source::PythonSource;
use crate::widget::on_change::OnChange;

pub(super) const PYTHON: PythonSource = PythonSource {
    module: "streamlit.chart",
    code: frozen!("chart/chart"),
};

/// A chart that is not followed.
pub(super) fn chart(library: Library, source: String, alt: Option<String>) -> LibraryChart {
    LibraryChart {
        id: None,
        library,
        source,
        options: "{}".to_owned(),
        alt,
    }
}

/// Draws a chart; one that is followed returns what is selected, which `state` of `data/selected.py` makes.
/// `defined_by` is what defines it beside a key.
pub(super) fn draw(
    call: &Call,
    (mut chart, layout): (LibraryChart, Layout),
    key: Option<&str>,
    on_select: OnChange,
    (state, defined_by): (&'static str, &str),
) -> PyResult {
    let layout = Layout {
        key: key.map(str::to_owned),
        ..layout
    };
    if !on_select.reruns {
        return Ok(call.draw(Element::LibraryChart(chart), layout));
    }
    let id = call
        .identity(key)
        .always("defined_by", defined_by)
        .unless_keyed("source", &chart.source)
        .unless_keyed("options", &chart.options)
        .finish();
    chart.id = Some(id.clone());
    let selection = Selection {
        function: state,
        names: String::new(),
    };
    let drawn = (Element::LibraryChart(chart), layout);
    follow(call, &id, on_select, selection, drawn)
}
