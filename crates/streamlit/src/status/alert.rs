//! `st.error`, `st.warning`, `st.info`, `st.success`.

use brooklet_protocol::element::{Alert, AlertKind};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::PyResult;

use crate::argument::{Words, clean, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::problem::Problem;

const SIGNATURE: Parameters =
    Parameters::undocumented("body, *, icon=None, width='stretch', title=None");

/// `st.error`.
pub(crate) const ERROR: Command = Command {
    name: "error",
    place: Place::Container("AlertMixin"),
    signature: SIGNATURE,
    doc: "Show a text in a red box.",
    run: |call| draw(call, AlertKind::Error),
};

/// `st.warning`.
pub(crate) const WARNING: Command = Command {
    name: "warning",
    place: Place::Container("AlertMixin"),
    signature: SIGNATURE,
    doc: "Show a text in a yellow box.",
    run: |call| draw(call, AlertKind::Warning),
};

/// `st.info`.
pub(crate) const INFO: Command = Command {
    name: "info",
    place: Place::Container("AlertMixin"),
    signature: SIGNATURE,
    doc: "Show a text in a blue box.",
    run: |call| draw(call, AlertKind::Info),
};

/// `st.success`.
pub(crate) const SUCCESS: Command = Command {
    name: "success",
    place: Place::Container("AlertMixin"),
    signature: SIGNATURE,
    doc: "Show a text in a green box.",
    run: |call| draw(call, AlertKind::Success),
};

fn draw(call: &Call, kind: AlertKind) -> PyResult {
    let title = match call.object("title") {
        Some(title) => Some(clean(&text_of(&title, call.vm)?)),
        None => None,
    };
    let layout = call.layout(Words::Stretch)?;
    let alert = Alert {
        kind,
        body: call.body("body")?,
        icon: call.icon()?,
        title,
    };
    Ok(call.draw(Element::Alert(alert), layout))
}

/// A warning of Brooklet's own about how a command is used, drawn above it.
pub(crate) fn warn(call: &Call, notice: &impl Problem) {
    let alert = Alert {
        kind: AlertKind::Warning,
        body: notice.message(),
        icon: None,
        title: None,
    };
    call.runtime
        .draw(call.target, Element::Alert(alert), Layout::default());
}
