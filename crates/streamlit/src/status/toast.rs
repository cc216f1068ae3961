//! `st.toast`.

use brooklet_protocol::element::Toast;
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{as_i64, dedent, to_string_lossy};
use crate::call::args::{Argument, Deferred, Icon, Text, arguments};
use crate::command::{Call, Command, Place};
use crate::target::Target;

arguments! {
    /// The arguments of `st.toast`.
    pub(crate) struct ToastArgs {
        /// What it says, as Markdown on one line.
        body: Text,
        *,
        icon: Deferred<Icon> = None,
        /// How long it stays: 4 seconds, 10, as many as the int says, or until the reader closes it.
        duration: Deferred<ToastDuration> = "short",
    }
}

/// `st.toast`.
pub(crate) const TOAST: Command = Command {
    name: "toast",
    place: Place::Container("ToastMixin"),
    signature: ToastArgs::SIGNATURE,
    doc: "Show a message in a corner of the page, which leaves by itself after a while.",
    run: |call| toast(call, ToastArgs::read(call)?),
};

fn toast(call: &Call, args: ToastArgs) -> PyResult {
    let body = args.body.0;
    if body.is_empty() {
        return Err(call.missing("body", "a text"));
    }
    let toast = Element::Toast(Toast {
        run: call.runtime.session().run.number(),
        body: dedent(&body),
        icon: args.icon.get(call)?.0,
        duration_secs: args.duration.get(call)?.0,
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

/// For how many seconds it stays; 0 is for ever.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ToastDuration(u32);

impl Argument for ToastDuration {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        let secs = match (word.as_deref(), as_i64(&value, call.vm)) {
            (Some("short"), _) => 4,
            (Some("long"), _) => 10,
            (Some("infinite"), _) => 0,
            (_, Some(seconds)) if seconds > 0 => u32::try_from(seconds).unwrap_or(u32::MAX),
            _ => {
                let allowed = "'short', 'long', 'infinite' or a number of seconds above 0";
                return call.invalid_item(parameter, &value, allowed);
            }
        };
        Ok(Self(secs))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'short'", "'long'", "int", "'infinite'"]
    }
}
