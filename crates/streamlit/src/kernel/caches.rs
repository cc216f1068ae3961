//! All results of all functions: those that are here, and those that a disk keeps.

use std::rc::Rc;

use brooklet_cache::disk::SharedLedger;
use brooklet_cache::{Digest, Disk, Id, Key, Limits, News, Shelf};
use indexmap::IndexMap;

use super::cached_result::{Kind, Stored};

/// A cached function, as far as its results go.
#[derive(Debug, Clone)]
pub(crate) struct Book {
    pub(crate) kind: Kind,
    pub(crate) key: Key,
    /// Its name, for people.
    pub(crate) name: String,
    pub(crate) limits: Limits,
    /// Whether its results go with the session.
    pub(crate) is_of_session: bool,
    /// Whether the script has asked for them to be kept.
    pub(crate) is_wanted: bool,
}

impl Book {
    /// Whether its results outlive the program.
    pub(crate) fn is_kept(&self) -> bool {
        self.kind == Kind::Data && !self.is_of_session
    }

    pub(crate) fn id(&self, call: Key) -> Id {
        Id {
            function: self.key,
            call,
        }
    }
}

/// All results of all functions.
#[derive(Debug)]
pub(crate) struct Caches {
    drawers: IndexMap<(Kind, Key), Drawer>,
    pub(crate) disk: Rc<dyn Disk>,
    pub(crate) ledger: SharedLedger,
    app: String,
    pub(crate) writers: Writers,
    /// Whether the ledger knows what is kept.
    pub(crate) is_read: bool,
}

/// Who writes records: what they are bound to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writers {
    /// Of results that the script wants to be kept: they hold as long as the function is the same,
    /// which its key says.
    pub(crate) wanted: Key,
    /// Of others: they hold as long as all files of the app are the same.
    pub(crate) other: Key,
}

impl Writers {
    fn of(version: Key) -> Self {
        let key = |parts: &[&[u8]]| {
            let mut digest = Digest::default();
            for part in parts {
                digest.bytes(part);
            }
            digest.key()
        };
        Self {
            wanted: key(&[b"wanted"]),
            other: key(&[b"other", &version.0.to_le_bytes()]),
        }
    }
}

/// The results of one function.
#[derive(Debug)]
pub(crate) struct Drawer {
    pub(crate) shelf: Shelf<Slot>,
    is_of_session: bool,
}

/// Where a result is.
#[derive(Debug, Clone)]
pub(crate) enum Slot {
    Here(Stored),
    Kept,
}

impl Slot {
    pub(crate) fn here(self) -> Option<Stored> {
        match self {
            Self::Here(stored) => Some(stored),
            Self::Kept => None,
        }
    }
}

impl Caches {
    /// No results yet. `disk` keeps those that outlive the program.
    pub(crate) fn new(disk: Rc<dyn Disk>) -> Self {
        Self {
            drawers: IndexMap::new(),
            disk,
            ledger: SharedLedger::default(),
            app: String::new(),
            writers: Writers::of(Key(0)),
            is_read: true,
        }
    }

    pub(crate) fn open(&mut self, app: &str, version: Key) -> Vec<Stored> {
        let gone = if self.app == app {
            Vec::new()
        } else {
            self.take(|_, _| true)
        };
        app.clone_into(&mut self.app);
        self.writers = Writers::of(version);
        self.ledger = SharedLedger::default();
        let writers = [self.writers.wanted, self.writers.other];
        self.disk.open(app, &writers, self.ledger.clone());
        self.is_read = false;
        gone
    }

    /// The results of a function; with other limits than before it begins anew.
    pub(crate) fn drawer(&mut self, book: &Book, now: f64) -> &mut Drawer {
        let place = (book.kind, book.key);
        let is_as_before = self.drawers.get(&place).is_some_and(|drawer| {
            drawer.shelf.limits() == book.limits && drawer.is_of_session == book.is_of_session
        });
        if !is_as_before {
            let mut drawer = Drawer {
                shelf: Shelf::new(book.limits),
                is_of_session: book.is_of_session,
            };
            if book.is_kept() {
                self.lay_out(book, &mut drawer.shelf, now);
            }
            self.drawers.insert(place, drawer);
        }
        self.drawers
            .get_mut(&place)
            .expect("it was there or was put there")
    }

    /// Puts what is kept for a function on its shelf.
    fn lay_out(&self, book: &Book, shelf: &mut Shelf<Slot>, now: f64) {
        let kept = self.ledger.borrow().of_function(book.key);
        for label in kept {
            shelf.put_since(label.id.call, Slot::Kept, label.bytes, label.since);
        }
        let gone = shelf.trim(now);
        self.remove(book, gone.iter().map(|(call, _)| *call));
    }

    /// Removes records of a function.
    pub(crate) fn remove(&self, book: &Book, calls: impl Iterator<Item = Key>) {
        if !book.is_kept() {
            return;
        }
        let ids: Vec<Id> = calls.map(|call| book.id(call)).collect();
        if ids.is_empty() {
            return;
        }
        let mut ledger = self.ledger.borrow_mut();
        for id in &ids {
            ledger.remove(*id);
        }
        drop(ledger);
        self.disk.remove(ids);
    }

    /// Takes in what other tabs have done.
    pub(crate) fn hear(&mut self) {
        let heard = self.ledger.borrow_mut().take_heard();
        for news in heard {
            match news {
                News::Written(label) => {
                    let place = (Kind::Data, label.id.function);
                    if let Some(drawer) = self.drawers.get_mut(&place) {
                        let shelf = &mut drawer.shelf;
                        shelf.put_since(label.id.call, Slot::Kept, label.bytes, label.since);
                    }
                }
                News::Removed(ids) => self.strike(&ids, |_| true),
                News::Evicted(ids) => self.strike(&ids, |slot| matches!(slot, Slot::Kept)),
                News::Cleared => {
                    self.drawers
                        .retain(|(kind, _), drawer| *kind != Kind::Data || drawer.is_of_session);
                }
            }
        }
    }

    fn strike(&mut self, ids: &[Id], goes: impl Fn(&Slot) -> bool) {
        for id in ids {
            let Some(drawer) = self.drawers.get_mut(&(Kind::Data, id.function)) else {
                continue;
            };
            if drawer.shelf.get_mut(id.call).is_some_and(|slot| goes(slot)) {
                drawer.shelf.take(id.call);
            }
        }
    }

    /// Forgets all results of one kind, or of both; returns what was to be released.
    pub(crate) fn clear(&mut self, only: Option<Kind>) -> Vec<Stored> {
        if only != Some(Kind::Resource) {
            self.ledger.borrow_mut().clear();
            self.disk.clear();
        }
        self.take(|kind, _| only.is_none_or(|only| only == kind))
    }

    /// Forgets what belongs to the session.
    pub(crate) fn end_session(&mut self) -> Vec<Stored> {
        self.take(|_, drawer| drawer.is_of_session)
    }

    fn take(&mut self, goes: impl Fn(Kind, &Drawer) -> bool) -> Vec<Stored> {
        let (gone, kept): (IndexMap<_, _>, IndexMap<_, _>) = std::mem::take(&mut self.drawers)
            .into_iter()
            .partition(|((kind, _), drawer)| goes(*kind, drawer));
        self.drawers = kept;
        gone.into_values()
            .flat_map(|mut drawer| drawer.shelf.take_all())
            .filter_map(|(_, slot)| slot.here())
            .collect()
    }
}
