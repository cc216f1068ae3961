//! `st.rerun`.

use brooklet_python::vm::PyResult;

use crate::argument::text_of;
use crate::command::{Call, Command, Place};

/// `st.rerun`.
pub(crate) const RERUN: Command = Command {
    name: "rerun",
    place: Place::Module,
    signature: "scope='app'",
    doc: "Rerun the script immediately.",
    run: rerun,
};

fn rerun(call: &Call) -> PyResult {
    match text_of(&call.value("scope"), call.vm)?.as_str() {
        "app" => {
            call.runtime.request_rerun();
            Err(call
                .vm
                .new_exception_empty(call.runtime.errors.rerun.clone()))
        }
        "fragment" => {
            let text = "scope=\"fragment\" can only be specified from `@st.fragment`-decorated functions during fragment reruns.";
            Err(call.error("StreamlitInvalidLayoutContextError", text))
        }
        _ => {
            let text = "Passing a fragment key to `st.rerun()` is only allowed from a widget callback (e.g. `on_change` / `on_click`). Calling it from the main script body or a fragment body would abort the current run. If you meant to rerun the whole app or the current fragment, use `scope='app'` or `scope='fragment'`.";
            Err(call.error("StreamlitAPIException", text))
        }
    }
}
