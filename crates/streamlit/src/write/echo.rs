//! `st.echo`.

use crate::command::{Command, Place};
use crate::kernel::python_source::PythonSource;

/// `st.echo`.
pub(crate) const ECHO: Command = Command {
    name: "echo",
    place: Place::Module,
    signature: "code_location='above'",
    doc: "Use in a `with` block to draw some code on the app, then execute it.",
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
