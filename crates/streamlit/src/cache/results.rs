//! The results of cached functions while scripts run.

use std::rc::Rc;

use brooklet_cache::{Key, Label};
use brooklet_python::vm::VirtualMachine;

use super::content;
use crate::kernel::app::App;
use crate::kernel::cached_result::{Stored, run_on_release};
use crate::kernel::caches::{Book, Slot, Writers};

impl App {
    /// Says which app it is, in which version, and where the results of its functions are kept.
    pub fn open_caches(&self, app: &str, version: Key, vm: &VirtualMachine) {
        let gone = self.caches.borrow_mut().open(app, version);
        run_on_release(gone, vm);
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
    pub(crate) fn recall(&self, book: &Book, call: Key) -> Option<Stored> {
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
    pub(crate) fn remember(
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
        run_on_release(gone.into_iter().filter_map(|(_, slot)| slot.here()), vm);
    }

    /// Forgets one result of a function, or all.
    pub(crate) fn forget(&self, book: &Book, only: Option<Key>, vm: &VirtualMachine) {
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
        run_on_release(gone.into_iter().filter_map(|(_, slot)| slot.here()), vm);
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
