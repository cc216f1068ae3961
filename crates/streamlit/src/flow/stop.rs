//! `st.stop`.

use crate::command::{Command, Place};

/// `st.stop`.
pub(crate) const STOP: Command = Command {
    name: "stop",
    place: Place::Module,
    signature: "",
    doc: "Stops execution immediately.",
    run: |call| {
        Err(call
            .vm
            .new_exception_empty(call.runtime.errors.stop.clone()))
    },
};
