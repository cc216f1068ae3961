//! `st.cache_data` and `st.cache_resource`: functions whose results are remembered.

pub(crate) mod decorator;
pub(crate) mod function;
mod hashing;
pub(crate) mod replay;

use std::collections::HashMap;
use std::rc::Rc;

use brooklet_cache::{Key, Limits, Shelf};
use brooklet_python::vm::PyObjectRef;

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

/// All results of all functions.
#[derive(Debug, Default)]
pub(crate) struct Caches {
    shelves: HashMap<(Kind, Key), Drawer>,
}

#[derive(Debug)]
struct Drawer {
    shelf: Shelf<Stored>,
    /// Whether it goes with the session.
    is_of_session: bool,
}

impl Caches {
    /// The results of a function; with other limits than before it begins anew.
    pub(crate) fn shelf(
        &mut self,
        kind: Kind,
        function: Key,
        limits: Limits,
        is_of_session: bool,
    ) -> &mut Shelf<Stored> {
        let new = || Drawer {
            shelf: Shelf::new(limits),
            is_of_session,
        };
        let drawer = self.shelves.entry((kind, function)).or_insert_with(new);
        if drawer.shelf.limits() != limits || drawer.is_of_session != is_of_session {
            *drawer = new();
        }
        &mut drawer.shelf
    }

    /// Forgets all results of one kind, or of both; returns what was to be released.
    pub(crate) fn clear(&mut self, only: Option<Kind>) -> Vec<Stored> {
        self.take(|kind, _| only.is_none_or(|only| only == kind))
    }

    /// Forgets what belongs to the session.
    pub(crate) fn end_session(&mut self) -> Vec<Stored> {
        self.take(|_, drawer| drawer.is_of_session)
    }

    fn take(&mut self, goes: impl Fn(Kind, &Drawer) -> bool) -> Vec<Stored> {
        let gone = self
            .shelves
            .extract_if(|(kind, _), drawer| goes(*kind, drawer));
        gone.flat_map(|(_, mut drawer)| drawer.shelf.take_all())
            .collect()
    }
}
