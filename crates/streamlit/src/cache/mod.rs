//! `st.cache_data` and `st.cache_resource`: functions whose results are remembered.

mod caches;
mod content;
pub(crate) mod decorator;
pub(crate) mod function;
mod hashing;
pub(crate) mod replay;
mod waiting;

use std::rc::Rc;

use brooklet_python::vm::PyObjectRef;
use brooklet_python::vm::builtins::PyStr;

pub(crate) use caches::Caches;
use replay::Drawn;

/// Which of the two caches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// `st.cache_data`: each call gets a copy of its own.
    Data,
    /// `st.cache_resource`: all calls get the same object.
    Resource,
}

impl Kind {
    /// The name of the decorator.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Data => "cache_data",
            Self::Resource => "cache_resource",
        }
    }
}

/// A result, and what the function has drawn.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    value: StoredValue,
    drawn: Rc<Drawn>,
    /// What to call with the value when it goes.
    on_release: Option<PyObjectRef>,
}

#[derive(Debug, Clone)]
enum StoredValue {
    /// The object itself.
    Same(PyObjectRef),
    /// What copies of the object are made from.
    Pickled(Rc<Vec<u8>>),
}

impl StoredValue {
    /// About how many bytes it takes.
    fn bytes(&self) -> usize {
        match self {
            Self::Same(value) => value
                .downcast_ref::<PyStr>()
                .map_or(64, |text| text.as_bytes().len()),
            Self::Pickled(bytes) => bytes.len(),
        }
    }
}
