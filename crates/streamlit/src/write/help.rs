//! `st.help`.

use brooklet_protocol::element::Help;
use brooklet_protocol::{Element, Layout};
use brooklet_python::frozen;
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, TryFromObject};

use crate::argument::text_of;
use crate::call::args::{Argument, Stretch, arguments};
use crate::command::{Call, Command, Place};
use crate::kernel::python_source::PythonSource;

arguments! {
    /// The arguments of `st.help`.
    pub(crate) struct HelpArgs {
        /// Any object; without one it is the module `streamlit`.
        obj: Object = None,
        *,
        width: Stretch = "stretch",
    }
}

/// An object, `None` too, where one is given.
#[derive(Debug)]
pub(crate) struct Object(Option<PyObjectRef>);

impl Argument for Object {
    fn read(_value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        Ok(Self(call.given(parameter).cloned()))
    }

    fn kinds() -> Vec<&'static str> {
        Vec::new()
    }
}

/// `st.help`.
pub(crate) const HELP: Command = Command {
    name: "help",
    place: Place::Container("HelpMixin"),
    signature: HelpArgs::SIGNATURE,
    doc: "Show what is known of an object: its name, type, value, documentation and members.",
    run: |call| {
        let args = HelpArgs::read(call)?;
        let object = match args.obj.0 {
            Some(object) => object,
            None => call.vm.import("streamlit", 0)?,
        };
        draw(call, &object, args.width.layout())
    },
};

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.help",
    code: frozen!("write/help"),
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
