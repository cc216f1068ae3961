//! All results of all functions: those that are here, and those that a disk keeps.

use std::collections::HashMap;
use std::rc::Rc;

use brooklet_cache::disk::SharedLedger;
use brooklet_cache::{Digest, Disk, Id, Key, Label, Limits, News, Shelf};
use brooklet_python::vm::VirtualMachine;

use super::function::let_go;
use super::{Kind, Stored, content};
use crate::runtime::Runtime;

/// A cached function, as far as its results go.
#[derive(Debug, Clone)]
pub(crate) struct Book {
    pub(super) kind: Kind,
    pub(super) key: Key,
    /// Its name, for people.
    pub(super) name: String,
    pub(super) limits: Limits,
    /// Whether its results go with the session.
    pub(super) is_of_session: bool,
    /// Whether the script has asked for them to be kept.
    pub(super) is_wanted: bool,
}

impl Book {
    /// Whether its results outlive the program.
    fn is_kept(&self) -> bool {
        self.kind == Kind::Data && !self.is_of_session
    }

    fn id(&self, call: Key) -> Id {
        Id {
            function: self.key,
            call,
        }
    }
}

/// All results of all functions.
#[derive(Debug)]
pub(crate) struct Caches {
    drawers: HashMap<(Kind, Key), Drawer>,
    disk: Rc<dyn Disk>,
    ledger: SharedLedger,
    app: String,
    writers: Writers,
    /// Whether the ledger knows what is kept.
    is_read: bool,
}

/// Who writes records: what they are bound to.
#[derive(Debug, Clone, Copy)]
struct Writers {
    /// Of results that the script wants to be kept: they hold as long as the function is the same,
    /// which its key says.
    wanted: Key,
    /// Of others: they hold as long as all files of the app are the same.
    other: Key,
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
struct Drawer {
    shelf: Shelf<Slot>,
    is_of_session: bool,
}

/// Where a result is.
#[derive(Debug, Clone)]
enum Slot {
    Here(Stored),
    Kept,
}

impl Slot {
    fn here(self) -> Option<Stored> {
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
            drawers: HashMap::new(),
            disk,
            ledger: SharedLedger::default(),
            app: String::new(),
            writers: Writers::of(Key(0)),
            is_read: true,
        }
    }

    fn open(&mut self, app: &str, version: Key) -> Vec<Stored> {
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
    fn drawer(&mut self, book: &Book, now: f64) -> &mut Drawer {
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
    fn remove(&self, book: &Book, calls: impl Iterator<Item = Key>) {
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
    fn hear(&mut self) {
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
        let gone = self
            .drawers
            .extract_if(|(kind, _), drawer| goes(*kind, drawer));
        gone.flat_map(|(_, mut drawer)| drawer.shelf.take_all())
            .filter_map(|(_, slot)| slot.here())
            .collect()
    }
}

impl Runtime {
    /// Says which app it is, in which version, and where the results of its functions are kept.
    pub fn open_caches(&self, app: &str, version: Key, vm: &VirtualMachine) {
        let gone = self.caches.borrow_mut().open(app, version);
        let_go(gone, vm);
    }

    /// Writes down which results were asked for.
    pub fn tend_caches(&self) {
        let caches = self.caches.borrow();
        let touched = caches.ledger.borrow_mut().take_touched();
        if !touched.is_empty() {
            caches.disk.relabel(touched);
        }
    }

    /// A result that is still good.
    pub(super) fn recall(&self, book: &Book, call: Key) -> Option<Stored> {
        self.read_ledger(book);
        let now = self.now();
        let (disk, label) = {
            let caches = &mut *self.caches.borrow_mut();
            let slot = caches.drawer(book, now).shelf.get(call, now)?.clone();
            let id = book.id(call);
            let mut ledger = caches.ledger.borrow_mut();
            ledger.touch(id, now);
            match slot {
                Slot::Here(stored) => return Some(stored),
                Slot::Kept => (caches.disk.clone(), ledger.get(id).cloned()?),
            }
        };
        // Nothing is borrowed while this waits.
        let content = disk.read(label.id);
        let stored = content
            .filter(|content| label.fits(content))
            .and_then(content::decode);
        let caches = &mut *self.caches.borrow_mut();
        let shelf = &mut caches.drawer(book, now).shelf;
        match (&stored, shelf.get_mut(call)) {
            (Some(stored), Some(slot)) => *slot = Slot::Here(stored.clone()),
            // Another tab has removed it meanwhile.
            (_, None) => return None,
            (None, Some(_)) => {
                shelf.take(call);
                caches.remove(book, std::iter::once(call));
            }
        }
        stored
    }

    /// Remembers a result, of which `pickled` is what is kept.
    pub(super) fn remember(
        &self,
        book: &Book,
        call: Key,
        stored: Stored,
        pickled: Option<Rc<Vec<u8>>>,
        vm: &VirtualMachine,
    ) {
        self.read_ledger(book);
        let now = self.now();
        let bytes = stored.value.bytes();
        let drawn = stored.drawn.clone();
        let mut caches = self.caches.borrow_mut();
        let shelf = &mut caches.drawer(book, now).shelf;
        let gone = shelf.put(call, Slot::Here(stored), bytes, now);
        let is_there = shelf.get_mut(call).is_some();
        let others = gone.iter().map(|(gone, _)| *gone);
        caches.remove(book, others.filter(|gone| *gone != call || !is_there));
        if let (true, true, Some(pickled)) = (is_there, book.is_kept(), pickled) {
            let Writers { wanted, other } = caches.writers;
            let writer = if book.is_wanted { wanted } else { other };
            let name = book.name.clone();
            let label = Label::new(book.id(call), name, now, book.is_wanted, writer);
            let content = move || content::encode(&pickled, &drawn);
            caches.disk.write(label, Box::new(content));
        }
        drop(caches);
        let_go(gone.into_iter().filter_map(|(_, slot)| slot.here()), vm);
    }

    /// Forgets one result of a function, or all.
    pub(super) fn forget(&self, book: &Book, only: Option<Key>, vm: &VirtualMachine) {
        self.read_ledger(book);
        let now = self.now();
        let mut caches = self.caches.borrow_mut();
        let shelf = &mut caches.drawer(book, now).shelf;
        let gone = match only {
            Some(call) => shelf
                .take(call)
                .map(|slot| (call, slot))
                .into_iter()
                .collect(),
            None => shelf.take_all(),
        };
        caches.remove(book, gone.iter().map(|(call, _)| *call));
        drop(caches);
        let_go(gone.into_iter().filter_map(|(_, slot)| slot.here()), vm);
    }

    /// Waits until it is known what is kept, and takes in what other tabs have done.
    fn read_ledger(&self, book: &Book) {
        if !book.is_kept() {
            return;
        }
        let unread = {
            let caches = &mut *self.caches.borrow_mut();
            let was_read = std::mem::replace(&mut caches.is_read, true);
            (!was_read).then(|| caches.disk.clone())
        };
        if let Some(disk) = unread {
            disk.wait();
        }
        self.caches.borrow_mut().hear();
    }

    fn now(&self) -> f64 {
        self.world.now().as_secs_f64()
    }
}
