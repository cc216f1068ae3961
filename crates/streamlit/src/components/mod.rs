//! Components that the author of the app has written in HTML and JavaScript.

pub(crate) mod v1;
pub(crate) mod v2;

use brooklet_python::frozen;
use std::rc::Rc;

use brooklet_protocol::WidgetValue;
use brooklet_python::vm::builtins::PyModule;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::kernel::python_source::PythonSource;
use crate::package::package;
use crate::runtime::Runtime;

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.components",
    code: frozen!("components/components"),
};

/// Makes the modules `streamlit.components.v1` and `v2`.
pub(crate) fn install(
    runtime: &Rc<Runtime>,
    components: &PyRef<PyModule>,
    v1: &PyRef<PyModule>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let v2 = package("streamlit.components.v2", vm)?;
    for (module, name) in [(v1, "declare_component"), (&v2, "component")] {
        let runtime = runtime.clone();
        let declare = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
            runtime.call_python(PYTHON, name, args, vm)
        };
        module.set_attr(name, vm.new_function(name, declare), vm)?;
    }
    components.set_attr("v2", v2, vm)
}

/// What a component says, as a Python value; `None` where it is no JSON.
fn value_of(value: &WidgetValue, vm: &VirtualMachine) -> PyObjectRef {
    let json = match value {
        WidgetValue::Json(json) => json,
        WidgetValue::TriggerValue(value) => return value_of(value, vm),
        _ => return vm.ctx.none(),
    };
    let loads = vm.import("json", 0).and_then(|m| m.get_attr("loads", vm));
    loads
        .and_then(|loads| loads.call((vm.ctx.new_str(json.as_str()),), vm))
        .unwrap_or_else(|_| vm.ctx.none())
}
