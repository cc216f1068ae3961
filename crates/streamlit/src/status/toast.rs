//! `st.toast`.

use brooklet_protocol::element::Toast;
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;

use crate::argument::{clean, plain, text_of, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::target::Target;

/// `st.toast`.
pub(crate) const TOAST: Command = Command {
    name: "toast",
    place: Place::Container("ToastMixin"),
    signature: Parameters::undocumented("body, *, icon=None, duration='short'"),
    doc: "Show a message in a corner of the page, which leaves by itself after a while.",
    run: toast,
};

fn toast(call: &Call) -> PyResult {
    let body = text_of(&call.value("body"), call.vm)?;
    if body.is_empty() {
        return Err(call.missing("body", "a text"));
    }
    let toast = Element::Toast(Toast {
        run: call.runtime.session().run.number(),
        body: clean(&body),
        icon: call.icon()?,
        duration_secs: duration_secs(call)?,
    });
    // A toast that has been made before is replaced; a new one floats over the page.
    let path = match call.target {
        Target::Slot(path) => path.clone(),
        _ => call
            .runtime
            .event_path(call.runtime.session().run.next_toast()),
    };
    call.runtime.redraw(&path, toast, Layout::default());
    Ok(call.container(Target::Slot(path)))
}

/// How long it stays; 0 is for ever.
fn duration_secs(call: &Call) -> PyResult<u32> {
    let value = call.value("duration");
    let word = value.downcast_ref::<PyStr>().map(plain);
    match (word.as_deref(), whole(&value, call.vm)) {
        (Some("short"), _) => Ok(4),
        (Some("long"), _) => Ok(10),
        (Some("infinite"), _) => Ok(0),
        (_, Some(seconds)) if seconds > 0 => Ok(u32::try_from(seconds).unwrap_or(u32::MAX)),
        _ => call.invalid_value(
            "duration",
            "'short', 'long', 'infinite' or a number of seconds above 0",
        ),
    }
}
