//! A result of a cached function.

use std::rc::Rc;

use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, VirtualMachine};

use super::capture::Drawn;

/// A result, and what the function has drawn.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) value: StoredValue,
    pub(crate) drawn: Rc<Drawn>,
    /// What to call with the value when it goes.
    pub(crate) on_release: Option<PyObjectRef>,
}

/// A value as it is remembered.
#[derive(Debug, Clone)]
pub(crate) enum StoredValue {
    /// The object itself.
    Same(PyObjectRef),
    /// What copies of the object are made from.
    Pickled(Rc<Vec<u8>>),
}

impl StoredValue {
    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Same(value) => value
                .downcast_ref::<PyStr>()
                .map_or(64, |text| text.as_bytes().len()),
            Self::Pickled(bytes) => bytes.len(),
        }
    }
}
/// Hands results that have gone to whom wants them.
pub(crate) fn run_on_release(gone: impl IntoIterator<Item = Stored>, vm: &VirtualMachine) {
    for stored in gone {
        if let (Some(release), StoredValue::Same(value)) = (&stored.on_release, &stored.value)
            && let Err(error) = release.call((value.clone(),), vm)
        {
            vm.run_unraisable(error, Some("on_release".to_owned()), release.clone());
        }
    }
}
