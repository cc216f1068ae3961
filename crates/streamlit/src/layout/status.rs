//! `st.status`.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use brooklet_protocol::block::{Expander, ExpanderKind, Progress};
use brooklet_protocol::{Block, DeltaPath, Layout};
use brooklet_python::vm::PyResult;
use brooklet_session::Cursor;

use crate::call::args::{Stretch, arguments, words};
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::kernel::app::App;
use crate::kernel::container_kind::ContainerKind;
use crate::target::Target;

arguments! {
    /// The arguments of `st.status`.
    pub(crate) struct StatusArgs {
        /// What stands on it, as Markdown on one line.
        label: Option<String>,
        *,
        /// Whether its details are unfolded at first.
        expanded: bool = False,
        state: Progress = "running",
        r#type: ExpanderKind = "default",
        width: Stretch = "stretch",
    }
}

/// `st.status`.
pub(crate) const STATUS: Command = Command {
    name: "status",
    place: Place::Container("LayoutsMixin"),
    signature: StatusArgs::SIGNATURE,
    doc: "Open a container that shows how long work goes on: a symbol, a label, and details to unfold. It is done when its `with` ends.",
    run: |call| status(call, StatusArgs::read(call)?),
};

arguments! {
    /// The arguments of `update` of a status.
    pub(crate) struct Update {
        *,
        /// What stands on it from now on; `None` leaves it.
        label: Option<String> = None,
        /// Whether its details are unfolded; `None` leaves it to the reader.
        expanded: Option<bool> = None,
        state: Option<Progress> = None,
    }
}

/// `update` of what `st.status` returns.
pub(crate) const UPDATE: Command = Command {
    name: "StatusContainer.update",
    place: Place::Method,
    signature: Update::SIGNATURE,
    doc: "Change the label, the state or the folding of a status.",
    run: |call| {
        update(call, &Update::read(call)?);
        Ok(call.vm.ctx.none())
    },
};

/// The class of what `st.status` returns.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "StatusContainer",
    module: "streamlit.elements.lib.mutable_status_container",
};

/// So that the reader sees each state for a moment.
const MOMENT: Duration = Duration::from_millis(50);

words! {
    Progress ["What the symbol shows: that work goes on, that it is done, or that it has failed."] {
        "running" => Progress::Running,
        "complete" => Progress::Complete,
        "error" => Progress::Error,
    }
}

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

fn status(call: &Call, args: StatusArgs) -> PyResult {
    let layout = args.width.layout();
    let shown = Expander {
        id: None,
        label: args.label.unwrap_or_default(),
        expanded: Some(args.expanded),
        icon: None,
        kind: args.r#type,
        progress: Some(args.state),
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

fn update(call: &Call, args: &Update) {
    let status: &Status = call.container_state();
    status.change(call.runtime, |shown| {
        shown.expanded = args.expanded;
        if let Some(label) = &args.label {
            shown.label.clone_from(label);
        }
        if args.state.is_some() {
            shown.progress = args.state;
        }
    });
}
