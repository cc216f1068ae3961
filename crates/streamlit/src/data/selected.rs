//! What a reader has selected, as a script has it: of the classes that Streamlit has for each command.

use brooklet_python::frozen;

use crate::kernel::python_source::PythonSource;

/// The classes, and functions that make them of JSON.
pub(crate) const PYTHON: PythonSource = PythonSource {
    module: "streamlit.selected",
    code: frozen!("data/selected"),
};
