//! `st.status`.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use brooklet_protocol::block::{Expander, Progress};
use brooklet_protocol::{Block, DeltaPath, Layout};
use brooklet_python::vm::PyResult;
use brooklet_session::Cursor;

use crate::argument::Words;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::kernel::app::App;
use crate::kernel::container_kind::ContainerKind;
use crate::target::Target;

/// `st.status`.
pub(crate) const STATUS: Command = Command {
    name: "status",
    place: Place::Container("LayoutsMixin"),
    signature: Parameters::undocumented(
        "label, *, expanded=False, state='running', type='default', width='stretch'",
    ),
    doc: "Open a container that shows how long work goes on: a symbol, a label, and details to unfold. It is done when its `with` ends.",
    run: status,
};

/// `update` of what `st.status` returns.
pub(crate) const UPDATE: Command = Command {
    name: "StatusContainer.update",
    place: Place::Method,
    signature: Parameters::undocumented("*, label=None, expanded=None, state=None"),
    doc: "Change the label, the state or the folding of a status.",
    run: update,
};

/// The class of what `st.status` returns.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "StatusContainer",
    module: "streamlit.elements.lib.mutable_status_container",
};

/// So that the reader sees each state for a moment.
const MOMENT: Duration = Duration::from_millis(50);

const STATES: [(&str, Progress); 3] = [
    ("running", Progress::Running),
    ("complete", Progress::Complete),
    ("error", Progress::Error),
];

/// What a status shows, and where.
#[derive(Debug)]
struct Status {
    path: DeltaPath,
    layout: Layout,
    shown: RefCell<Expander>,
}

impl ContainerKind for Status {
    fn leave(&self, app: &App, failed: bool) {
        self.end(app, failed);
        app.leave();
    }
}

impl Status {
    /// Its `with` has ended, or has `failed` with an exception.
    fn end(&self, app: &App, failed: bool) {
        if self.shown.borrow().progress != Some(Progress::Running) {
            return;
        }
        app.world.sleep(MOMENT);
        let progress = if failed {
            Progress::Error
        } else {
            Progress::Complete
        };
        self.change(app, |shown| {
            shown.progress = Some(progress);
            shown.expanded = None;
        });
    }

    fn change(&self, app: &App, change: impl FnOnce(&mut Expander)) {
        let mut shown = self.shown.borrow_mut();
        change(&mut shown);
        let block = Block::Expander(shown.clone());
        app.reopen(&self.path, block, self.layout.clone());
    }
}

fn status(call: &Call) -> PyResult {
    let kind = call.expander_kind()?;
    let progress = call.choice("state", &STATES)?;
    let layout = call.layout(Words::Stretch)?;
    let shown = Expander {
        id: None,
        label: call.text("label")?.unwrap_or_default(),
        expanded: Some(call.flag("expanded")?),
        icon: None,
        kind,
        progress: Some(progress),
    };
    let block = Block::Expander(shown.clone());
    let path = call.runtime.open_at(call.target, block, layout.clone());
    let target = Target::Block(Rc::new(Cursor::in_block(path.clone())));
    let status = Status {
        path,
        layout,
        shown: RefCell::new(shown),
    };
    call.runtime.world.sleep(MOMENT);
    call.container_of(&CLASS, target, status)
}

fn update(call: &Call) -> PyResult {
    let status: &Status = call.container_state();
    let label = call.text("label")?;
    let expanded = match call.object("expanded") {
        Some(flag) => Some(flag.is_true(call.vm)?),
        None => None,
    };
    let progress = match call.object("state") {
        Some(_) => Some(call.choice("state", &STATES)?),
        None => None,
    };
    status.change(call.runtime, |shown| {
        shown.expanded = expanded;
        if let Some(label) = label {
            shown.label = label;
        }
        if progress.is_some() {
            shown.progress = progress;
        }
    });
    Ok(call.vm.ctx.none())
}
