//! `st.stop`.

use crate::call::parameters::Parameters;
use crate::command::{Command, Place};

/// `st.stop`.
pub(crate) const STOP: Command = Command {
    name: "stop",
    place: Place::Module,
    signature: Parameters::NONE,
    doc: "End this run here. What has been drawn stays.",
    run: |call| {
        Err(call
            .vm
            .new_exception_empty(call.runtime.errors.stop.clone()))
    },
};
