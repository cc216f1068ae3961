//! `st.skeleton`.

use brooklet_protocol::element::Skeleton;
use brooklet_protocol::{DeltaPath, Element, Layout};
use brooklet_python::vm::PyResult;

use crate::call::args::{Stretch, StretchHeight, arguments};
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::kernel::app::App;
use crate::kernel::container_kind::ContainerKind;
use crate::target::Target;

arguments! {
    /// The arguments of `st.skeleton`.
    pub(crate) struct SkeletonArgs {
        height: Option<StretchHeight> = None,
        *,
        width: Stretch = "stretch",
    }
}

/// `st.skeleton`.
pub(crate) const SKELETON: Command = Command {
    name: "skeleton",
    place: Place::Container("SkeletonMixin"),
    signature: SkeletonArgs::SIGNATURE,
    doc: "Show a gray area where something is still to come.",
    run: |call| skeleton(call, &SkeletonArgs::read(call)?),
};

/// The class of what it returns.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "SkeletonPlaceholder",
    module: "streamlit.elements.lib.skeleton_placeholder",
};

/// A skeleton and the `with` that shows it only while it takes its time.
#[derive(Debug)]
struct Placeholder {
    path: DeltaPath,
    layout: Layout,
}

impl ContainerKind for Placeholder {
    fn enter(&self, app: &App, _target: &Target) {
        let skeleton = Element::Skeleton(Skeleton { delayed: true });
        app.redraw(&self.path, skeleton, self.layout.clone());
        app.session().run.hold(&self.path);
        // What follows may be one long call into Rust: the skeleton has to leave before it.
        app.flush();
    }

    /// What has been written to the place meanwhile stays.
    fn leave(&self, app: &App, _failed: bool) {
        if app.session().run.release(&self.path) {
            app.redraw(&self.path, Element::Empty, Layout::default());
        }
    }
}

fn skeleton(call: &Call, args: &SkeletonArgs) -> PyResult {
    let mut layout = args.width.layout();
    if let Some(height) = args.height {
        layout.height = height.0;
    }
    let element = Element::Skeleton(Skeleton { delayed: false });
    let path = call.runtime.draw(call.target, element, layout.clone());
    let placeholder = Placeholder {
        path: path.clone(),
        layout,
    };
    call.container_of(&CLASS, Target::Slot(path), placeholder)
}
