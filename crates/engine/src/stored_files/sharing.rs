//! Databases that several tabs have open: one tab at a time writes, and nobody's file changes under
//! what it reads.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use brooklet_python::files::{FileError, FileKeeper as _, database_of};
use brooklet_python::world::storage::{Change, Lock, Storage};

use super::record::{Kind, Record, Stored};
use super::{POLL_INTERVAL, StoredFiles, WRITE_TIMEOUT};

/// How long an answer about a lock is waited for in any case.
const LOCK_INTERVAL: Duration = Duration::from_millis(100);

/// What is agreed with the other tabs.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    /// How often each database is held as it is.
    held: RefCell<BTreeMap<String, u32>>,
    /// What others have stored of files that are held.
    kept_back: RefCell<Vec<Change>>,
    /// The databases that this tab may write, and those that it lets rest until the end of a run.
    reserved: RefCell<BTreeMap<String, Rc<Lock>>>,
}

impl Sharing {
    pub(super) fn close(&self) {
        self.held.take();
        self.kept_back.take();
        self.reserved.take();
    }

    pub(super) fn hold(&self, path: &str) {
        *self.held.borrow_mut().entry(path.to_owned()).or_default() += 1;
    }

    pub(super) fn release(&self, path: &str) {
        let mut held = self.held.borrow_mut();
        if let Some(count) = held.get_mut(path) {
            *count -= 1;
            if *count == 0 {
                held.remove(path);
            }
        }
    }

    /// Whether a file, or the database it belongs to, has to stay as it is.
    pub(super) fn is_held(&self, path: &str) -> bool {
        self.held.borrow().contains_key(database_of(path))
    }

    pub(super) fn keep_back(&self, change: Change) {
        self.kept_back.borrow_mut().push(change);
    }

    pub(super) fn take_kept_back(&self) -> Vec<Change> {
        self.kept_back.take()
    }

    fn reserve(&self, path: &str, lock: Rc<Lock>) {
        self.reserved.borrow_mut().insert(path.to_owned(), lock);
    }

    pub(super) fn free(&self, path: &str) {
        if let Some(lock) = self.reserved.borrow().get(path) {
            lock.rest();
        }
    }

    /// Lets go of what rests.
    pub(super) fn end_rest(&self) {
        let mut reserved = self.reserved.borrow_mut();
        reserved.retain(|_, lock| !lock.is_resting());
    }

    pub(super) fn resume(&self, path: &str) -> bool {
        let reserved = self.reserved.borrow();
        reserved.get(path).is_some_and(|lock| lock.resume())
    }
}

impl StoredFiles {
    /// Where a file is stored that others may write as well.
    pub(super) fn shared_storage(&self, path: &str) -> Option<Rc<dyn Storage>> {
        let is_kept = self.files.upgrade()?.keeps(path);
        let storage = self.storage.borrow().clone()?;
        is_kept.then_some(storage)
    }

    /// As [`FileKeeper::reserve`](brooklet_python::files::FileKeeper::reserve).
    pub(super) fn reserve_file(&self, path: &str, patience: Duration) -> Result<(), FileError> {
        let Some(storage) = self.shared_storage(path) else {
            return Ok(());
        };
        if !self.world.can_suspend() {
            // A script that cannot wait cannot be told of others either.
            self.sharing.reserve(path, Rc::new(Lock::free()));
            return Ok(());
        }
        let lock = storage.lock(path);
        self.wait_for(patience.max(LOCK_INTERVAL), || {
            lock.is_granted().then_some(())
        })?;
        if let Err(error) = self.sync() {
            self.failure.set(Some(error));
        }
        let changes = self.changes_of(path, &*storage)?;
        if !changes.is_empty() {
            if self.sharing.is_held(path) {
                return Err(FileError::Busy);
            }
            self.take_in(changes);
        }
        self.sharing.reserve(path, lock);
        Ok(())
    }

    /// As [`FileKeeper::restore`](brooklet_python::files::FileKeeper::restore).
    pub(super) fn restore_file(&self, path: &str) {
        let Some((storage, files)) = self.shared_storage(path).zip(self.files.upgrade()) else {
            return;
        };
        if self.sharing.is_held(path) || !self.world.can_suspend() {
            return;
        }
        let Ok(records) = self.records_of(path, &*storage) else {
            return;
        };
        let own = files.take_changes();
        for (name, bytes) in records {
            let record = bytes.and_then(|bytes| Record::decode(&bytes).ok());
            match record {
                Some(record) => self.apply(&name, &record, &files),
                None if self.originals.borrow().contains_key(&name) => {}
                // Nothing of it was ever kept: a database begins empty, a journal is none.
                None if name == path => drop(files.write(&name, &[])),
                None => drop(files.remove_file(&name)),
            }
        }
        drop(files.take_changes());
        let is_restored = |changed: &String| database_of(changed) == path;
        self.refused.borrow_mut().retain(|path| !is_restored(path));
        self.retries.borrow_mut().retain(|path| !is_restored(path));
        files.return_changes(own.into_iter().filter(|path| !is_restored(path)).collect());
    }

    /// What others have stored of a database and its journal, and this tab has not seen.
    fn changes_of(&self, path: &str, storage: &dyn Storage) -> Result<Vec<Change>, FileError> {
        let mut changes = self.records_of(path, storage)?;
        let stored = self.stored.borrow();
        changes.retain(|(name, bytes)| {
            let Some(bytes) = bytes else {
                // A database that another tab has removed is written anew.
                return name != path && stored.contains_key(name);
            };
            Record::decode(bytes).is_ok_and(|record| {
                stored.get(name) != Some(&Stored::of(&record)) && record.kind == Kind::File
            })
        });
        Ok(changes)
    }

    /// The records of a database and its journal as they are stored now.
    fn records_of(&self, path: &str, storage: &dyn Storage) -> Result<Vec<Change>, FileError> {
        let read = storage.read(vec![path.to_owned(), format!("{path}-journal")]);
        let found = self.wait_for(WRITE_TIMEOUT, || read.get().cloned())?;
        // What cannot be read is not known to have changed.
        Ok(found.unwrap_or_default())
    }

    /// Sleeps until something is there.
    fn wait_for<T>(
        &self,
        patience: Duration,
        mut look: impl FnMut() -> Option<T>,
    ) -> Result<T, FileError> {
        let end = self.world.monotonic() + patience;
        loop {
            if let Some(found) = look() {
                return Ok(found);
            }
            let rest = end.saturating_sub(self.world.monotonic());
            if rest.is_zero() {
                return Err(FileError::Busy);
            }
            self.world.sleep(rest.min(POLL_INTERVAL));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_held_with_its_journal_until_it_is_released_as_often() {
        let sharing = Sharing::default();
        sharing.hold("/a.db");
        sharing.hold("/a.db");
        assert!(sharing.is_held("/a.db") && sharing.is_held("/a.db-journal"));
        assert!(!sharing.is_held("/b.db"));
        sharing.release("/a.db");
        assert!(sharing.is_held("/a.db"));
        sharing.release("/a.db");
        assert!(!sharing.is_held("/a.db"));
        sharing.release("/a.db");
    }

    #[test]
    fn a_lock_that_rests_ends_with_the_run() {
        let (sharing, lock) = (Sharing::default(), Rc::new(Lock::default()));
        let ends = Rc::new(std::cell::Cell::new(0));
        assert!(!lock.is_granted());
        let end = Rc::clone(&ends);
        lock.grant(Box::new(move || end.set(end.get() + 1)));
        assert!(lock.is_granted());
        sharing
            .reserved
            .borrow_mut()
            .insert("/a.db".to_owned(), lock);
        sharing.free("/a.db");
        assert!(sharing.resume("/a.db"));
        sharing.end_rest();
        assert!(sharing.resume("/a.db"));
        sharing.free("/a.db");
        assert_eq!(ends.get(), 0);
        sharing.end_rest();
        assert_eq!(ends.get(), 1);
        assert!(!sharing.resume("/a.db"));
    }

    #[test]
    fn a_lock_that_others_want_ends_when_it_rests_and_cannot_be_used_again() {
        let (sharing, lock) = (Sharing::default(), Rc::new(Lock::free()));
        sharing.reserve("/a.db", Rc::clone(&lock));
        lock.want();
        assert!(lock.is_granted());
        sharing.free("/a.db");
        assert!(!lock.is_granted() && !sharing.resume("/a.db"));
    }
}
