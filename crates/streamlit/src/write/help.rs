//! `st.help`.

use brooklet_protocol::element::Help;
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, TryFromObject};

use crate::argument::{Words, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::kernel::python_source::PythonSource;

/// `st.help`.
pub(crate) const HELP: Command = Command {
    name: "help",
    place: Place::Container("HelpMixin"),
    signature: Parameters::undocumented("obj=None, *, width='stretch'"),
    doc: "Show what is known of an object: its name, type, value, documentation and members.",
    run: |call| {
        let layout = call.layout(Words::Stretch)?;
        let object = match call.given("obj") {
            Some(object) => object.clone(),
            None => call.vm.import("streamlit", 0)?,
        };
        draw(call, &object, layout)
    },
};

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.help",
    text: include_str!("help.py"),
};

/// Shows what is known of an object.
pub(super) fn draw(call: &Call, object: &PyObject, layout: Layout) -> PyResult {
    let vm = call.vm;
    let given = (object.to_owned(),);
    let described = call.runtime.call_python(PYTHON, "describe", given, vm)?;
    let mut help = known(call, &described)?;
    let members = Vec::<PyObjectRef>::try_from_object(vm, described.get_item(&4, vm)?)?;
    help.members = members
        .iter()
        .map(|member| known(call, member))
        .collect::<PyResult<_>>()?;
    Ok(call.draw(Element::Help(help), layout))
}

fn known(call: &Call, described: &PyObject) -> PyResult<Help> {
    let vm = call.vm;
    let text = |place: usize| -> PyResult<Option<String>> {
        let value = described.get_item(&place, vm)?;
        if vm.is_none(&value) {
            return Ok(None);
        }
        text_of(&value, vm).map(Some)
    };
    Ok(Help {
        name: text(0)?,
        type_name: text(1)?.unwrap_or_default(),
        value: text(2)?,
        doc: text(3)?,
        members: Vec::new(),
    })
}
