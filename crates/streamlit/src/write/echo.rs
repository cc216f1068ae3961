//! `st.echo`.

use crate::command::{Command, Place};
use crate::part::Part;

/// `st.echo`.
pub(crate) const ECHO: Command = Command {
    name: "echo",
    place: Place::Module,
    signature: "code_location='above'",
    doc: "Use in a `with` block to draw some code on the app, then execute it.",
    run: |call| {
        let location = call.value("code_location");
        call.runtime.call_part(PART, "echo", (location,), call.vm)
    },
};

const PART: Part = Part {
    name: "echo",
    source: include_str!("echo.py"),
};
