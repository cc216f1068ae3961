//! `st.column_config`: what a script says about the columns of a grid.

use brooklet_python::frozen;
use std::rc::Rc;

use brooklet_python::vm::builtins::{PyModule, PyStrRef};
use brooklet_python::vm::{PyRef, PyResult, VirtualMachine};

use super::grid::ColumnConfig;
use crate::argument::text_of;
use crate::command::Call;
use crate::kernel::python_source::PythonSource;
use crate::runtime::Runtime;

pub(super) const PYTHON: PythonSource = PythonSource {
    module: "streamlit.column_config",
    code: frozen!("data/column_config"),
};

/// Fills the module `streamlit.column_config`. Its names are made when one is first asked for.
pub(crate) fn fill(
    runtime: &Rc<Runtime>,
    configs: &PyRef<PyModule>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let finder = runtime.clone();
    let find = move |name: PyStrRef, vm: &VirtualMachine| -> PyResult {
        finder.call_python(PYTHON, "public", (name,), vm)
    };
    configs.set_attr("__getattr__", vm.new_function("__getattr__", find), vm)?;
    let lister = runtime.clone();
    let list =
        move |vm: &VirtualMachine| -> PyResult { lister.call_python(PYTHON, "names", (), vm) };
    configs.set_attr("__dir__", vm.new_function("__dir__", list), vm)
}

/// The argument `column_config` as JSON: pairs of a name or a position, and a configuration.
pub(super) fn resolved(call: &Call, given: &ColumnConfig) -> PyResult<String> {
    let given = given.0.clone();
    let text = call
        .runtime
        .call_python(PYTHON, "resolved", (given,), call.vm)?;
    text_of(&text, call.vm)
}
