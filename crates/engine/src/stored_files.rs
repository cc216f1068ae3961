//! The files that a script writes, moves and removes outlive the tab.
//!
//! What changes below the app's folder, the user's home and `/persistent` is stored soon after, path
//! by path. Files that came with the app and were left alone are not: they follow the app.

mod archive;
mod change;
mod opening;
mod record;
mod report;
mod sharing;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::{Rc, Weak};
use std::time::Duration;

use brooklet_cache::Key;
use brooklet_protocol::ToPage;
use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::World;
use brooklet_python::files::{FileError, FileKeeper, FileSystem, HOME, database_of};
use brooklet_python::world::storage::{Change, Storage, StoreError, StoreOutcome};
use brooklet_streamlit::App;

use record::{Kind, Stored, digest};
use sharing::Sharing;

/// A folder for nothing but files that stay.
const PERSISTENT: &str = "/persistent";
/// Changes are stored together, no more often than this while a script goes on.
const INTERVAL: Duration = Duration::from_millis(200);
/// As fast as a disk is thought to be at least: the more is written, the rarer.
const BYTES_PER_SEC: f64 = 20e6;
/// About how much goes in one transaction.
const BATCH_BYTES: usize = 16 << 20;
/// With so much under way, closing a file waits until it is stored.
const WAIT_BYTES: usize = 256 << 10;
/// With so many batches under way, what is closed waits for the next one: a transaction of the browser
/// costs more than a small file.
const MAX_BATCHES: usize = 8;
/// How long a script waits at most for a disk that is busy; then it is told that nothing is stored yet.
const WRITE_TIMEOUT: Duration = Duration::from_mins(1);
/// How long one look lasts; the answer ends it sooner.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// The files of an app that are stored.
pub(crate) struct StoredFiles {
    world: Rc<dyn World>,
    files: Weak<FileSystem>,
    app: Weak<App>,
    storage: RefCell<Option<Rc<dyn Storage>>>,
    /// The digests of the files that came with the app.
    originals: RefCell<BTreeMap<String, Key>>,
    /// What is known to be stored.
    stored: RefCell<BTreeMap<String, Stored>>,
    batches: RefCell<Vec<Batch>>,
    /// Paths of a batch that failed: they are tried each by itself.
    retries: RefCell<BTreeSet<String>>,
    /// Paths for which there was no room.
    refused: RefCell<BTreeSet<String>>,
    sharing: Sharing,
    /// A failure of which the script has not heard.
    failure: Cell<Option<FileError>>,
    handed_at: Cell<Duration>,
    handed_bytes: Cell<usize>,
    has_warned: Cell<bool>,
    has_new_source: Cell<bool>,
}

/// Changes that are being stored together.
struct Batch {
    /// What is stored for each path if it succeeds.
    entries: Vec<(String, Option<Stored>)>,
    bytes: usize,
    /// Whether it is a part of a batch that has failed.
    is_retry: bool,
    outcome: StoreOutcome,
}

impl Batch {
    fn has_many_units(&self) -> bool {
        units(self.entries.iter().map(|(path, _)| path)).len() > 1
    }
}

impl StoredFiles {
    /// Stores nothing before it is opened.
    pub(crate) fn new(world: Rc<dyn World>, files: &Rc<FileSystem>, app: &Rc<App>) -> Self {
        Self {
            world,
            files: Rc::downgrade(files),
            app: Rc::downgrade(app),
            storage: RefCell::default(),
            originals: RefCell::default(),
            stored: RefCell::default(),
            batches: RefCell::default(),
            retries: RefCell::default(),
            refused: RefCell::default(),
            sharing: Sharing::default(),
            failure: Cell::default(),
            handed_at: Cell::default(),
            handed_bytes: Cell::default(),
            has_warned: Cell::default(),
            has_new_source: Cell::default(),
        }
    }

    /// Follows what happens to files from here on.
    pub(crate) fn follow(self: &Rc<Self>, folder: &str) {
        if let Some(files) = self.files.upgrade() {
            files.keep(&[folder, HOME, PERSISTENT], Rc::clone(self) as _);
        }
    }

    /// Notes a file that comes with the app.
    pub(crate) fn note_original(&self, path: &str, content: &[u8]) {
        let original = digest(content);
        self.originals
            .borrow_mut()
            .insert(path.to_owned(), original);
    }

    /// Notes that a file comes with the app no more.
    pub(crate) fn forget_original(&self, path: &str) {
        self.originals.borrow_mut().remove(path);
    }

    /// Whether another tab has changed a source since this was last asked.
    pub(crate) fn take_new_source(&self) -> bool {
        self.refresh();
        self.has_new_source.take()
    }

    /// Hands over what has changed, if it is time.
    pub(crate) fn store_if_due(&self) {
        let Some(files) = self.files.upgrade() else {
            return;
        };
        if self.storage.borrow().is_none() {
            return;
        }
        self.settle();
        if !files.has_changes() && self.retries.borrow().is_empty() {
            return;
        }
        let rest = Duration::from_secs_f64(self.handed_bytes.get() as f64 / BYTES_PER_SEC);
        let due = self.handed_at.get() + INTERVAL + rest;
        if self.world.monotonic() >= due {
            self.store(&files);
        }
    }

    /// At the end of a run: stores what has changed, and says if it cannot be.
    pub(crate) fn end_run(&self) -> Result<(), FileError> {
        let result = self.sync();
        self.sharing.end_rest();
        result
    }

    /// Hands over what has changed.
    fn store(&self, files: &FileSystem) {
        let Some(storage) = self.storage.borrow().clone() else {
            return;
        };
        let mut handed_bytes = 0;
        let changed = files.take_changes();
        let retries = self.retries.take();
        let mut changes = Vec::new();
        let mut entries = Vec::new();
        let mut bytes = 0;
        let mut collect = |path: &String, changes: &mut Vec<Change>, entries: &mut Vec<_>| {
            let Some((change, entry)) = self.change_of(path, files) else {
                return 0;
            };
            let size = change.1.as_ref().map_or(0, Vec::len);
            handed_bytes += size;
            changes.push(change);
            entries.push((path.clone(), entry));
            size
        };
        for unit in units(changed.iter()) {
            for path in unit {
                self.refused.borrow_mut().remove(path);
                bytes += collect(path, &mut changes, &mut entries);
            }
            if bytes >= BATCH_BYTES {
                self.hand_over(&*storage, &mut changes, &mut entries, &mut bytes, false);
            }
        }
        self.hand_over(&*storage, &mut changes, &mut entries, &mut bytes, false);
        for unit in self.with_moves(units(retries.difference(&changed)), files) {
            for path in unit {
                bytes += collect(path, &mut changes, &mut entries);
            }
            self.hand_over(&*storage, &mut changes, &mut entries, &mut bytes, true);
        }
        self.handed_at.set(self.world.monotonic());
        self.handed_bytes.set(handed_bytes);
    }

    /// Puts the old place of a file that was moved beside its new one: where there is no room for it,
    /// it stays stored where it was.
    fn with_moves<'a>(
        &self,
        mut units: Vec<Vec<&'a String>>,
        files: &FileSystem,
    ) -> Vec<Vec<&'a String>> {
        let content = |path: &&String| files.read(path).ok().map(|content| digest(&content));
        let written: Vec<Vec<Key>> = units
            .iter()
            .map(|unit| unit.iter().filter_map(content).collect())
            .collect();
        for index in (0..units.len()).filter(|index| written[*index].is_empty()) {
            let stored = self.stored.borrow();
            let moved = units[index].iter().find_map(|path| stored.get(*path));
            let place = moved.and_then(|moved| {
                let is_there = |keys: &Vec<Key>| keys.contains(&moved.content);
                written.iter().position(is_there)
            });
            if let Some(place) = place {
                let unit = std::mem::take(&mut units[index]);
                units[place].extend(unit);
            }
        }
        units.retain(|unit| !unit.is_empty());
        units
    }

    fn hand_over(
        &self,
        storage: &dyn Storage,
        changes: &mut Vec<Change>,
        entries: &mut Vec<(String, Option<Stored>)>,
        bytes: &mut usize,
        is_retry: bool,
    ) {
        if changes.is_empty() {
            return;
        }
        let outcome = storage.store(std::mem::take(changes));
        self.batches.borrow_mut().push(Batch {
            entries: std::mem::take(entries),
            bytes: std::mem::take(bytes),
            is_retry,
            outcome,
        });
    }

    /// Notes what has become of what was under way.
    fn settle(&self) {
        let done: Vec<Batch> = self
            .batches
            .borrow_mut()
            .extract_if(.., |batch| batch.outcome.get().is_some())
            .collect();
        for batch in done {
            match batch.outcome.get() {
                Some(Ok(())) => self.note_stored(batch.entries),
                Some(Err(_)) if !batch.is_retry && batch.has_many_units() => {
                    let paths = batch.entries.into_iter().map(|(path, _)| path);
                    self.retries.borrow_mut().extend(paths);
                }
                Some(Err(error)) => self.note_refused(batch.entries, error),
                None => {}
            }
        }
    }

    fn note_stored(&self, entries: Vec<(String, Option<Stored>)>) {
        let mut stored = self.stored.borrow_mut();
        let mut has_made_room = false;
        for (path, entry) in entries {
            match entry {
                Some(entry) => {
                    has_made_room |= entry.kind == Kind::Removed;
                    stored.insert(path, entry);
                }
                None => {
                    has_made_room = true;
                    stored.remove(&path);
                }
            }
        }
        if has_made_room {
            self.retries
                .borrow_mut()
                .append(&mut self.refused.borrow_mut());
        }
    }

    fn note_refused(&self, entries: Vec<(String, Option<Stored>)>, error: &StoreError) {
        for (path, _) in entries {
            match error {
                StoreError::Full => self.failure.set(Some(FileError::NoSpace)),
                StoreError::Refused(reason) => self.warn_refused(&path, reason),
            }
            self.refused.borrow_mut().insert(path);
        }
    }

    /// Waits until nothing is under way.
    fn wait(&self, files: &FileSystem) -> Result<(), FileError> {
        let end = self.world.monotonic() + WRITE_TIMEOUT;
        loop {
            self.settle();
            if !self.retries.borrow().is_empty() {
                self.store(files);
                self.settle();
            }
            if self.batches.borrow().is_empty() || !self.world.can_suspend() {
                break;
            }
            if self.world.monotonic() > end {
                return Err(FileError::Busy);
            }
            self.world.sleep(POLL_INTERVAL);
        }
        self.failure.take().map_or(Ok(()), Err)
    }

    fn say(&self, level: ConsoleLevel, text: String) {
        if let Some(app) = self.app.upgrade() {
            app.send(ToPage::Console { level, text });
        }
    }

    /// Says once that files are not stored.
    fn warn_refused(&self, path: &str, reason: &str) {
        if !self.has_warned.replace(true) {
            let text = format!(
                "Files that the script writes, such as {path}, last until this tab is closed only: the browser does not store them ({reason})."
            );
            self.say(ConsoleLevel::Warn, text);
        }
    }
}

/// Paths in groups that are stored together or not at all: a database and its journal.
fn units<'a>(paths: impl Iterator<Item = &'a String>) -> Vec<Vec<&'a String>> {
    let mut paths: Vec<&String> = paths.collect();
    paths.sort_by_key(|path| (database_of(path), path.len()));
    paths
        .chunk_by(|one, other| database_of(one) == database_of(other))
        .map(<[_]>::to_vec)
        .collect()
}

/// Whether a path is that of a source of Python.
pub(crate) fn is_source(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "py")
}

impl FileKeeper for StoredFiles {
    fn refresh(&self) {
        let Some(storage) = self.storage.borrow().clone() else {
            return;
        };
        self.settle();
        let mut changes = self.sharing.take_kept_back();
        changes.extend(storage.take_foreign());
        if !changes.is_empty() {
            self.take_in(changes);
        }
    }

    fn closed(&self) -> Result<(), FileError> {
        let Some(files) = self.files.upgrade() else {
            return Ok(());
        };
        self.settle();
        if self.batches.borrow().len() < MAX_BATCHES {
            self.store(&files);
            self.settle();
        }
        let bytes: usize = self.batches.borrow().iter().map(|batch| batch.bytes).sum();
        if bytes >= WAIT_BYTES {
            return self.wait(&files);
        }
        self.failure.take().map_or(Ok(()), Err)
    }

    fn sync(&self) -> Result<(), FileError> {
        let Some(files) = self.files.upgrade() else {
            return Ok(());
        };
        self.settle();
        self.store(&files);
        self.wait(&files)
    }

    fn hold(&self, path: &str) {
        self.sharing.hold(path);
    }

    fn release(&self, path: &str) {
        self.sharing.release(path);
    }

    fn resume(&self, path: &str) -> bool {
        self.shared_storage(path).is_none() || self.sharing.resume(path)
    }

    fn reserve(&self, path: &str, patience: Duration) -> Result<(), FileError> {
        self.reserve_file(path, patience)
    }

    fn free(&self, path: &str) {
        self.sharing.free(path);
    }

    fn restore(&self, path: &str) {
        self.restore_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_stored_with_its_journal() {
        let paths = ["a.db", "a.db-b", "a.db-journal", "b-wal"].map(str::to_owned);
        let groups = units(paths.iter());
        assert_eq!(
            groups,
            [vec!["a.db", "a.db-journal"], vec!["a.db-b"], vec!["b-wal"]]
        );
    }
}
