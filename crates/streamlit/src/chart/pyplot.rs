//! `st.pyplot`, which says what it needs.

use brooklet_python::vm::PyResult;

use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::DataError;

/// `st.pyplot`.
pub(crate) const PYPLOT: Command = Command {
    name: "pyplot",
    place: Place::Container("PyplotMixin"),
    signature: Parameters::undocumented(
        "fig, clear_figure=False, *, width='stretch', use_container_width=None, alt=None, **kwargs",
    ),
    doc: "Refuse a figure of Matplotlib, which cannot run in a tab yet, and name what can draw instead.",
    run: pyplot,
};

fn pyplot(call: &Call) -> PyResult {
    Err(call.error(DataError::NoMatplotlib {}))
}
