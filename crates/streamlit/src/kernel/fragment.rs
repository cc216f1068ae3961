//! The fragments of a session: what they call, where they stand, which of them run.

use std::rc::Rc;

use brooklet_protocol::DeltaPath;
use brooklet_python::vm::PyObjectRef;
use brooklet_python::vm::function::FuncArgs;
use indexmap::IndexMap;

use super::target::Target;

/// What is called when a fragment runs.
#[derive(Debug, Clone)]
pub(crate) struct Fragment {
    pub(crate) function: PyObjectRef,
    pub(crate) args: FuncArgs,
    /// The key that the script gave.
    pub(crate) key: Option<String>,
}

/// A fragment and where it was called.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(super) fragment: Fragment,
    pub(super) container: DeltaPath,
    /// The open `with` statements around the call.
    pub(super) inside: Vec<Target>,
    /// The page of the app that called it.
    pub(super) page: String,
}

/// The fragments of the app and those that are running.
#[derive(Debug, Default)]
pub(crate) struct Fragments {
    pub(crate) known: brooklet_session::Fragments<Rc<Placed>>,
    /// The innermost last.
    pub(super) open: Vec<(String, DeltaPath)>,
    /// What fragments have written to containers outside of them, by fragment and container.
    pub(super) beside: IndexMap<(String, DeltaPath), OutsideSlot>,
    /// The definition behind each key of this run.
    pub(super) keys: IndexMap<String, String>,
}

/// A part of a container outside of a fragment that the fragment fills.
#[derive(Debug)]
pub(super) struct OutsideSlot {
    pub(super) path: DeltaPath,
    pub(super) target: Target,
}

impl Fragments {
    /// Begins a run for these fragments, or for the whole script.
    pub(crate) fn begin_run(&mut self, ids: &[String]) {
        self.known.begin_run(ids);
        self.open.clear();
        self.keys.clear();
        if ids.is_empty() {
            self.beside.clear();
        }
    }

    /// The fragment whose body is running.
    pub(crate) fn current(&self) -> Option<&String> {
        self.open.last().map(|(id, _)| id)
    }
}

/// Whether a place is in a block.
pub(super) fn is_below(path: &DeltaPath, block: &DeltaPath) -> bool {
    path.root == block.root && path.indices.starts_with(&block.indices)
}
