//! What has to be stored for a path.

use brooklet_cache::Key;
use brooklet_python::files::{FileError, FileSystem, Status};

use super::record::{Kind, Record, Stored, default_permissions, digest};
use super::{Change, StoredFiles};

impl StoredFiles {
    /// What has to be stored for a path as it is now; `None` if that is stored, or on its way.
    pub(super) fn change_of(
        &self,
        path: &str,
        files: &FileSystem,
    ) -> Option<(Change, Option<Stored>)> {
        let record = self.record_of(path, files);
        let entry = record.as_ref().map(Stored::of);
        if entry == self.latest(path) {
            return None;
        }
        let record = record.map(|record| record.encode());
        Some(((path.to_owned(), record), entry))
    }

    /// The record of a path as it is now, if it needs one.
    fn record_of(&self, path: &str, files: &FileSystem) -> Option<Record> {
        let original = self.originals.borrow().get(path).copied();
        let status = files.status(path).ok();
        let record = |kind, content| Record {
            kind,
            modified: status
                .as_ref()
                .map_or_else(|| self.world.now(), |status| status.modified),
            accessed: status.as_ref().and_then(Status::set_access),
            permissions: status
                .as_ref()
                .map_or(default_permissions(kind), |status| status.permissions),
            original: original.unwrap_or(Key(0)),
            content,
        };
        match files.read(path) {
            // As the app brings it, it follows the app.
            Ok(content) if original == Some(digest(&content)) => {
                let own = record(Kind::Original, Vec::new());
                own.has_attributes().then_some(own)
            }
            Ok(content) => Some(record(Kind::File, content)),
            Err(FileError::IsAFolder) => Some(record(Kind::Folder, Vec::new())),
            Err(_) if original.is_some() || self.has_originals_in(path) => {
                Some(record(Kind::Removed, Vec::new()))
            }
            Err(_) => None,
        }
    }

    /// Whether the app brings files below a folder.
    pub(super) fn has_originals_in(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        let originals = self.originals.borrow();
        let next = originals.range(inside.clone()..).next();
        next.is_some_and(|(path, _)| path.starts_with(&inside))
    }

    /// What is stored for a path when all that is under way is done.
    pub(super) fn latest(&self, path: &str) -> Option<Stored> {
        let batches = self.batches.borrow();
        let mut entries = batches.iter().rev().flat_map(|batch| &batch.entries);
        match entries.find(|(known, _)| known == path) {
            Some((_, entry)) => *entry,
            None => self.stored.borrow().get(path).copied(),
        }
    }
}
