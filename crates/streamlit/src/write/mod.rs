//! `st.write` and the values it shows.

pub(crate) mod any;
pub(crate) mod echo;
pub(crate) mod help;
pub(crate) mod json;
mod stream;
pub(crate) mod write_stream;

use crate::kernel::python_source::PythonSource;
use brooklet_python::frozen;

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.write",
    code: frozen!("write/any"),
};
