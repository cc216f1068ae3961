//! `st.error`, `st.warning`, `st.info`, `st.success`.

use brooklet_protocol::element::{Alert, AlertKind};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::PyResult;

use crate::call::args::{Dedented, Deferred, Icon, Stretch, arguments};
use crate::command::{Call, Command, Place};
use crate::error::problem::Problem;

arguments! {
    /// The arguments of a box in one of four colours.
    pub(crate) struct AlertArgs {
        /// What it says, as Markdown.
        body: Dedented,
        *,
        icon: Deferred<Icon> = None,
        width: Deferred<Stretch> = "stretch",
        /// A line in bold above the text, as Markdown.
        title: Option<Dedented> = None,
    }
}

/// `st.error`.
pub(crate) const ERROR: Command = Command {
    name: "error",
    place: Place::Container("AlertMixin"),
    signature: AlertArgs::SIGNATURE,
    doc: "Show a text in a red box.",
    run: |call| draw(call, AlertKind::Error),
};

/// `st.warning`.
pub(crate) const WARNING: Command = Command {
    name: "warning",
    place: Place::Container("AlertMixin"),
    signature: AlertArgs::SIGNATURE,
    doc: "Show a text in a yellow box.",
    run: |call| draw(call, AlertKind::Warning),
};

/// `st.info`.
pub(crate) const INFO: Command = Command {
    name: "info",
    place: Place::Container("AlertMixin"),
    signature: AlertArgs::SIGNATURE,
    doc: "Show a text in a blue box.",
    run: |call| draw(call, AlertKind::Info),
};

/// `st.success`.
pub(crate) const SUCCESS: Command = Command {
    name: "success",
    place: Place::Container("AlertMixin"),
    signature: AlertArgs::SIGNATURE,
    doc: "Show a text in a green box.",
    run: |call| draw(call, AlertKind::Success),
};

fn draw(call: &Call, kind: AlertKind) -> PyResult {
    let args = AlertArgs::read(call)?;
    let layout = args.width.get(call)?.layout();
    let alert = Alert {
        kind,
        body: args.body.0,
        icon: args.icon.get(call)?.0,
        title: args.title.map(|title| title.0),
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
