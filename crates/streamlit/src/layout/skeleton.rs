//! `st.skeleton`.

use brooklet_protocol::element::Skeleton;
use brooklet_protocol::{DeltaPath, Element, Layout};
use brooklet_python::vm::PyResult;

use crate::argument::Words;
use crate::command::{Call, Command, Place};
use crate::container::Knowledge;
use crate::runtime::Runtime;
use crate::target::Target;

/// `st.skeleton`.
pub(crate) const SKELETON: Command = Command {
    name: "skeleton",
    place: Place::Container("SkeletonMixin"),
    signature: "height=None, *, width='stretch'",
    doc: "Insert a skeleton placeholder.",
    run: skeleton,
};

/// A skeleton and the `with` that shows it only while it takes its time.
#[derive(Debug)]
pub struct Waiting {
    path: DeltaPath,
    layout: Layout,
}

impl Waiting {
    /// Its `with` begins.
    pub fn enter(&self, runtime: &Runtime) {
        let skeleton = Element::Skeleton(Skeleton { delayed: true });
        runtime.redraw(&self.path, skeleton, self.layout.clone());
        runtime.hold(&self.path);
        // What follows may be one long call into Rust: the skeleton has to leave before it.
        runtime.flush();
    }

    /// It ends. What has been written to the place meanwhile stays.
    pub fn leave(&self, runtime: &Runtime) {
        if runtime.release(&self.path) {
            runtime.redraw(&self.path, Element::Empty, Layout::default());
        }
    }
}

fn skeleton(call: &Call) -> PyResult {
    let mut layout = call.layout(Words::Stretch)?;
    if call.object("height").is_some() {
        layout.height = call.height(Words::Stretch)?;
    }
    let element = Element::Skeleton(Skeleton { delayed: false });
    let path = call.runtime.draw(call.target, element, layout.clone());
    let waiting = Waiting {
        path: path.clone(),
        layout,
    };
    call.container_of(
        "SkeletonPlaceholder",
        Target::Slot(path),
        Knowledge::Skeleton(waiting.into()),
    )
}
