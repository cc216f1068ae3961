//! Lays out what is stored over what the app brings, and takes in what other tabs store.

use std::borrow::Cow;

use brooklet_cache::Key;
use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::files::{FileSystem, Status};
use brooklet_python::world::storage::{Change, StoreError};

use super::record::{Kind, Record, Stored, Unreadable};
use super::{PERSISTENT, StoredFiles, is_source};

impl StoredFiles {
    /// Forgets the app that was open.
    pub(crate) fn close(&self) {
        self.storage.take();
        self.originals.take();
        self.stored.take();
        self.batches.take();
        self.retries.take();
        self.refused.take();
        self.sharing.close();
        self.failure.take();
        self.has_warned.take();
    }

    /// Lays out what is stored for an app, whose own files are there.
    pub(crate) fn open(&self, app: &str) {
        let Some(files) = self.files.upgrade() else {
            return;
        };
        // Only a folder that the app itself has put there could be in the way.
        let _ = files.make_folders(PERSISTENT);
        let Some(storage) = self.world.storage(app) else {
            return;
        };
        match storage.load() {
            Ok(mut records) => {
                // Removed folders come after what was in them.
                records.sort_by(|(one, _), (other, _)| other.cmp(one));
                let corrections: Vec<Change> = records
                    .into_iter()
                    .filter_map(|(name, bytes)| self.lay_out(name, bytes, &files))
                    .collect();
                if !corrections.is_empty() {
                    // What is not corrected now is found again the next time.
                    drop(storage.store(corrections));
                }
                self.storage.replace(Some(storage));
            }
            Err(StoreError::Full) => {}
            Err(StoreError::Refused(reason)) => self.warn_refused("those beside it", &reason),
        }
        // What has changed now is as it is stored.
        drop(files.take_changes());
    }

    /// Lays out one record; gives how it has to change.
    fn lay_out(&self, name: String, bytes: Vec<u8>, files: &FileSystem) -> Option<Change> {
        let path = path_of(&name).into_owned();
        let mut record = if name.starts_with('/') {
            match Record::decode(&bytes) {
                Ok(record) => record,
                Err(reason) => return self.pass_over(name, reason),
            }
        } else {
            // An earlier version has stored the bare content, of files below one folder only.
            Record {
                kind: Kind::File,
                modified: self.world.now(),
                accessed: None,
                permissions: Status::default_permissions(false),
                original: Key(0),
                content: bytes,
            }
        };
        let original = self.originals.borrow().get(&path).copied();
        let entry = Stored::of(&record);
        let follows_app = match record.kind {
            Kind::File => original == Some(entry.content),
            Kind::Folder => false,
            Kind::Original => original.is_none(),
            Kind::Removed => original.is_none() && !self.has_originals_in(&path),
        };
        if follows_app {
            return Some((name, None));
        }
        self.apply(&path, &record, files);
        self.stored.borrow_mut().insert(path.clone(), entry);
        let original = original.unwrap_or(Key(0));
        if original == record.original || original == Key(0) || record.kind == Kind::Original {
            return None;
        }
        self.say_that_it_stays(&path, record.kind);
        record.original = original;
        Some((path, Some(record.encode())))
    }

    /// Makes a path what its record says.
    pub(super) fn apply(&self, path: &str, record: &Record, files: &FileSystem) {
        let done = match record.kind {
            Kind::File => {
                // Who has the file open goes on with what it was.
                let _ = files
                    .remove_file(path)
                    .or_else(|_| files.remove_folder(path));
                files.write(path, &record.content)
            }
            Kind::Folder => {
                // There may be none.
                let _ = files.remove_file(path);
                files.make_folders(path)
            }
            Kind::Original => Ok(()),
            Kind::Removed => {
                self.remove(path, files);
                return self.note_source(path);
            }
        };
        let done = done.and_then(|()| {
            files.change_status(path, |status| {
                status.permissions = record.permissions;
                status.modified = record.modified;
                if record.accessed.is_none() {
                    status.created = record.modified;
                }
                status.accessed = record.accessed.unwrap_or(record.modified);
            })
        });
        if let Err(error) = done {
            let text = format!("The stored file {path} cannot be laid out: {error}.");
            self.say(ConsoleLevel::Error, text);
        }
        self.note_source(path);
    }

    fn note_source(&self, path: &str) {
        if is_source(path) {
            self.has_new_source.set(true);
        }
    }

    /// Removes what others have removed, with the folders that they have removed before it and that
    /// are empty only now. What is not there, or not empty, need not go.
    fn remove(&self, path: &str, files: &FileSystem) {
        let mut path = path;
        loop {
            let removed = files
                .remove_file(path)
                .or_else(|_| files.remove_folder(path));
            let Some((folder, _)) = path.rsplit_once('/').filter(|_| removed.is_ok()) else {
                return;
            };
            let is_removed = match self.latest(folder) {
                Some(stored) => stored.kind == Kind::Removed,
                None => !self.has_originals_in(folder),
            };
            if !is_removed || !files.keeps(folder) {
                return;
            }
            path = folder;
        }
    }

    /// Takes in what other tabs have stored.
    pub(super) fn take_in(&self, changes: Vec<Change>) {
        let Some(files) = self.files.upgrade() else {
            return;
        };
        let own = files.take_changes();
        for (name, bytes) in changes {
            let path = path_of(&name).into_owned();
            // What this tab has changed as well is stored after theirs.
            let is_under_way = |batch: &super::Batch| batch.entries.iter().any(|(p, _)| *p == path);
            if self.sharing.is_held(&path) {
                self.sharing.keep_back((name, bytes));
                continue;
            }
            if own.contains(&path) || self.batches.borrow().iter().any(is_under_way) {
                continue;
            }
            match bytes.as_deref().map(Record::decode) {
                Some(Ok(record)) => {
                    self.apply(&path, &record, &files);
                    self.stored.borrow_mut().insert(path, Stored::of(&record));
                }
                // A later version speaks, or it is broken: the next opening says so.
                Some(Err(_)) => {}
                None => {
                    self.stored.borrow_mut().remove(&path);
                    self.remove(&path, &files);
                }
            }
        }
        drop(files.take_changes());
        files.return_changes(own);
    }

    /// Says why a record is not laid out, and whether it goes.
    fn pass_over(&self, name: String, reason: Unreadable) -> Option<Change> {
        match reason {
            Unreadable::Later => {
                let text = format!(
                    "The stored file {name} was written by a later version of Brooklet, and is not read by this one. It stays stored."
                );
                self.say(ConsoleLevel::Warn, text);
                None
            }
            Unreadable::Broken => {
                let text = format!(
                    "The stored file {name} is damaged: it is not what was written, and is dropped."
                );
                self.say(ConsoleLevel::Error, text);
                Some((name, None))
            }
        }
    }

    fn say_that_it_stays(&self, path: &str, kind: Kind) {
        let what = match kind {
            Kind::Removed => "removed here, and stays so",
            Kind::File | Kind::Folder | Kind::Original => {
                "changed here by the script, and stays as it is here"
            }
        };
        let text = format!(
            "The app brings a new version of {path}. The file was {what}; the stored files can be reset in the app's menu."
        );
        self.say(ConsoleLevel::Warn, text);
    }
}

/// The path that a record is for.
fn path_of(name: &str) -> Cow<'_, str> {
    if name.starts_with('/') {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(format!("{PERSISTENT}/{name}"))
    }
}
