//! `st.echo`.

use crate::call::parameters::Parameters;
use crate::command::{Command, Place};
use crate::kernel::python_source::PythonSource;

/// `st.echo`.
pub(crate) const ECHO: Command = Command {
    name: "echo",
    place: Place::Module,
    signature: Parameters::undocumented("code_location='above'"),
    doc: "Show the lines of a `with` block as code, above or below what they draw.",
    run: |call| {
        let location = call.value("code_location");
        call.runtime
            .call_python(PYTHON, "echo", (location,), call.vm)
    },
};

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.echo",
    text: include_str!("echo.py"),
};
