//! Data that a command has handed out with the reader's changes, and that the script may hand back:
//! changes that are in the data already are not to be made twice, and those after them not lost.

use std::cell::RefCell;
use std::collections::BTreeMap;

use brooklet_frame::Frame;
use brooklet_protocol::MediaId;
use brooklet_python::vm::PyObjectRef;

/// Of how many tables of one call of the script it is known what was returned.
const MAX_SOURCES: usize = 8;

/// What commands have handed out, by the call that did.
#[derive(Debug, Default)]
pub(crate) struct Returned(RefCell<BTreeMap<String, Vec<Source>>>);

/// Data, and the changes that are in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    /// What the data are called as a frame.
    pub media: MediaId,
    /// The changes, as the page sends them.
    pub changes: String,
}

/// Data as the page has them.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The table that the page edits.
    pub frame: Frame,
    /// What it is called there.
    pub media: MediaId,
    /// The same as Python values.
    pub table: PyObjectRef,
    /// Tells tables apart that are equal and were begun one after the other.
    pub generation: usize,
    /// What the script gave the last time.
    given: Version,
    /// What it got.
    result: Version,
}

impl Returned {
    /// The data that `given` came out of, and the changes that are in it already.
    pub(crate) fn source_of(&self, slot: &str, given: &MediaId) -> Option<(Source, String)> {
        let sources = self.0.borrow();
        sources.get(slot)?.iter().rev().find_map(|source| {
            let mut versions = [&source.given, &source.result].into_iter();
            let version = versions.find(|version| version.media == *given)?;
            Some((source.clone(), version.changes.clone()))
        })
    }

    /// Notes data that the page is to edit.
    pub(crate) fn begin(
        &self,
        slot: &str,
        media: MediaId,
        frame: Frame,
        table: PyObjectRef,
    ) -> Source {
        let mut sources = self.0.borrow_mut();
        let sources = sources.entry(slot.to_owned()).or_default();
        let equal = sources.iter().filter(|source| source.media == media);
        let generation = equal.map(|source| source.generation + 1).max();
        let version = Version {
            media: media.clone(),
            changes: String::new(),
        };
        let source = Source {
            frame,
            media,
            table,
            generation: generation.unwrap_or(0),
            given: version.clone(),
            result: version,
        };
        sources.push(source.clone());
        if sources.len() > MAX_SOURCES {
            sources.remove(0);
        }
        source
    }

    /// Notes what the script gave and what it gets.
    pub(crate) fn note(&self, slot: &str, of: &Source, given: Version, result: Version) {
        let mut sources = self.0.borrow_mut();
        let known = sources.get_mut(slot).and_then(|sources| {
            let is_it = |source: &&mut Source| {
                source.media == of.media && source.generation == of.generation
            };
            sources.iter_mut().find(is_it)
        });
        if let Some(source) = known {
            source.given = given;
            source.result = result;
        }
    }

    /// Forgets all of it.
    pub(crate) fn forget(&self) {
        drop(self.0.take());
    }
}
