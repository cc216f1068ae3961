//! `st.echo`.

use brooklet_python::frozen;
use brooklet_python::vm::PyObjectRef;

use crate::call::args::arguments;
use crate::command::{Command, Place};
use crate::kernel::python_source::PythonSource;

arguments! {
    /// The arguments of `st.echo`.
    pub(crate) struct Echo {
        /// Where the code stands: `'above'` or `'below'` what it draws.
        code_location: PyObjectRef = "above",
    }
}

/// `st.echo`.
pub(crate) const ECHO: Command = Command {
    name: "echo",
    place: Place::Module,
    signature: Echo::SIGNATURE,
    doc: "Show the lines of a `with` block as code, above or below what they draw.",
    run: |call| {
        let location = Echo::read(call)?.code_location;
        call.runtime
            .call_python(PYTHON, "echo", (location,), call.vm)
    },
};

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.echo",
    code: frozen!("write/echo"),
};
