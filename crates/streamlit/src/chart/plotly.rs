//! `st.plotly_chart`.

use std::rc::Rc;

use brooklet_protocol::element::PlotlyChart;
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use super::vega_lite::{PYTHON, uses_theme};
use crate::argument::{plain, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::data::chart_layout;
use crate::runtime::Runtime;
use crate::widget::Deserializer;

/// `st.plotly_chart`.
pub(crate) const PLOTLY: Command = Command {
    name: "plotly_chart",
    place: Place::Container("PlotlyMixin"),
    signature: Parameters::undocumented(
        "figure_or_data, use_container_width=None, *, width='stretch', height='content', theme='streamlit', key=None, on_select='ignore', selection_mode=(), config=None, alt=None, **kwargs",
    ),
    doc: "Draw a figure of Plotly, which the reader can move and zoom.",
    run: plotly,
};

const MODES: [&str; 3] = ["points", "box", "lasso"];

fn plotly(call: &Call) -> PyResult {
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let mut layout = chart_layout(call)?;
    layout.key = key.map(str::to_owned);
    let followed = call.followed("on_select")?;
    let part = |name: &str, value: PyObjectRef| -> PyResult<String> {
        let text = call.runtime.call_python(PYTHON, name, (value,), vm)?;
        text_of(&text, vm)
    };
    let config = match call.object("config") {
        Some(config) => part("dumps", config)?,
        None => "{}".to_owned(),
    };
    let mut element = PlotlyChart {
        id: None,
        figure: part("figure", call.value("figure_or_data"))?,
        config,
        uses_theme: uses_theme(call)?,
        selections: modes(call)?,
        alt: call.alt()?,
    };
    if !followed.reruns {
        element.selections.clear();
        return Ok(call.draw(Element::PlotlyChart(element), layout));
    }
    let callback = followed.callback;
    let id = call
        .identity(key)
        .unless_keyed("figure", &element.figure)
        .unless_keyed("selections", &element.selections.join(" "))
        .finish();
    element.id = Some(id.clone());
    let deserializer = Points {
        runtime: call.runtime.clone(),
    };
    let first = deserializer.state("", vm)?;
    let registered = call.register(&id, key, deserializer, callback, || first)?;
    call.runtime
        .draw(call.target, Element::PlotlyChart(element), layout);
    Ok(registered.value)
}

fn modes(call: &Call) -> PyResult<Vec<String>> {
    let given = call.value("selection_mode");
    let words = match given.downcast_ref::<PyStr>() {
        Some(word) => vec![plain(word)],
        None => {
            let words = PyIter::try_from_object(call.vm, given)?;
            let words = words.iter::<PyObjectRef>(call.vm)?;
            words
                .map(|word| text_of(&*word?, call.vm))
                .collect::<PyResult<Vec<_>>>()?
        }
    };
    if words.is_empty() {
        return Ok(MODES.map(str::to_owned).to_vec());
    }
    if words.iter().all(|word| MODES.contains(&word.as_str())) {
        return Ok(words);
    }
    call.invalid_value(
        "selection_mode",
        "'points', 'box', 'lasso', or a list of them",
    )
}

/// What is selected in a chart, as a script has it.
#[derive(Debug)]
struct Points {
    runtime: Rc<Runtime>,
}

impl Points {
    fn state(&self, json: &str, vm: &VirtualMachine) -> PyResult {
        let given = (json.to_owned(), String::new());
        self.runtime.call_python(PYTHON, "points", given, vm)
    }
}

impl Deserializer for Points {
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
}
