//! `st.status`.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use brooklet_protocol::block::{Expander, Progress};
use brooklet_protocol::{Block, DeltaPath, Layout};
use brooklet_python::vm::PyResult;

use crate::argument::Words;
use crate::command::{Call, Command, Place};
use crate::container::Knowledge;
use crate::runtime::Runtime;
use crate::target::Target;

/// `st.status`.
pub(crate) const STATUS: Command = Command {
    name: "status",
    place: Place::Container("LayoutsMixin"),
    signature: "label, *, expanded=False, state='running', type='default', width='stretch'",
    doc: "Insert a status container to display output from long-running tasks.",
    run: status,
};

/// `update` of what `st.status` returns.
pub(crate) const UPDATE: Command = Command {
    name: "StatusContainer.update",
    place: Place::Method,
    signature: "*, label=None, expanded=None, state=None",
    doc: "Update the status container.",
    run: update,
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
pub struct Status {
    path: DeltaPath,
    layout: Layout,
    shown: RefCell<Expander>,
}

impl Status {
    /// Its `with` has ended, or has `failed` with an exception.
    pub fn leave(&self, runtime: &Runtime, failed: bool) {
        if self.shown.borrow().progress != Some(Progress::Running) {
            return;
        }
        runtime.world.sleep(MOMENT);
        let progress = if failed {
            Progress::Error
        } else {
            Progress::Complete
        };
        self.change(runtime, |shown| {
            shown.progress = Some(progress);
            shown.expanded = None;
        });
    }

    fn change(&self, runtime: &Runtime, change: impl FnOnce(&mut Expander)) {
        let mut shown = self.shown.borrow_mut();
        change(&mut shown);
        let block = Block::Expander(shown.clone());
        runtime.reopen(&self.path, block, self.layout.clone());
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
    let target = call.runtime.open(call.target, block, layout.clone());
    let Target::Block(cursor) = &target else {
        unreachable!("open() gives the inside of a block")
    };
    let status = Status {
        path: cursor.block().clone(),
        layout,
        shown: RefCell::new(shown),
    };
    call.runtime.world.sleep(MOMENT);
    call.container_of(
        "StatusContainer",
        target,
        Knowledge::Status(Rc::new(status)),
    )
}

fn update(call: &Call) -> PyResult {
    let Knowledge::Status(status) = call.knowledge else {
        unreachable!("only a status has this method")
    };
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
