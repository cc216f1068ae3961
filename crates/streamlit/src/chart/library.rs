//! What charts share that a library of the page draws: how they are followed, and their state.

use std::rc::Rc;

use brooklet_protocol::element::{Library, LibraryChart};
use brooklet_protocol::{Element, Layout, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::command::Call;
use crate::kernel::python_source::PythonSource;
use crate::runtime::Runtime;
use crate::widget::Deserializer;
use crate::widget::on_change::OnChange;
use crate::widget::spec::Spec;

pub(super) const PYTHON: PythonSource = PythonSource {
    module: "streamlit.charts",
    text: include_str!("library.py"),
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

/// Draws a chart; one that is followed returns what is selected, which `state` of `library.py` makes.
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
    let selected = Selected {
        runtime: call.runtime.clone(),
        state,
    };
    let first = selected.state("", call.vm)?;
    let spec = Spec {
        id: &id,
        key,
        callback: on_select.callback,
        disabled: false,
    };
    let registered = call.register_widget(spec, selected, || first)?;
    call.runtime
        .draw(call.target, Element::LibraryChart(chart), layout);
    Ok(registered.value)
}

/// What is selected in a chart, as a script has it.
#[derive(Debug)]
struct Selected {
    runtime: Rc<Runtime>,
    /// The function that makes it.
    state: &'static str,
}

impl Selected {
    fn state(&self, json: &str, vm: &VirtualMachine) -> PyResult {
        self.runtime
            .call_python(PYTHON, self.state, (json.to_owned(),), vm)
    }
}

impl Deserializer for Selected {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let json = match value {
            WidgetValue::Json(json) => json.as_str(),
            _ => "",
        };
        self.state(json, vm)
    }

    fn is_settable(&self, _vm: &VirtualMachine) -> bool {
        false
    }
}
