//! What the reader sees and does with the stored files: a list, an archive, a fresh start.

use brooklet_protocol::message::StoredFile;
use brooklet_python::files::{FileError, FileKeeper as _};

use super::archive::zip;
use super::record::{Kind, Stored};
use super::{Batch, Change, StoredFiles};

impl StoredFiles {
    /// What is stored, by path.
    pub(crate) fn list(&self) -> Vec<StoredFile> {
        let Some(files) = self.files.upgrade() else {
            return Vec::new();
        };
        self.settle();
        let stored = self.stored.borrow().clone();
        let entries = stored
            .iter()
            .filter(|(_, entry)| matches!(entry.kind, Kind::File | Kind::Removed));
        let list = entries.map(|(path, entry)| StoredFile {
            path: path.clone(),
            bytes: files.status(path).map_or(0, |status| status.size),
            is_removed: entry.kind == Kind::Removed,
        });
        list.collect()
    }

    /// All stored files in one archive.
    pub(crate) fn archive(&self) -> Vec<u8> {
        let Some(files) = self.files.upgrade() else {
            return Vec::new();
        };
        let list = self.list().into_iter().filter(|file| !file.is_removed);
        let contents = list.filter_map(|file| {
            let content = files.read(&file.path).ok()?;
            Some((file.path.trim_start_matches('/').to_owned(), content))
        });
        zip(&contents.collect::<Vec<_>>())
    }

    /// Forgets all that is stored. The files themselves are as they were until Python is started anew,
    /// and nothing is stored until then.
    pub(crate) fn reset(&self) -> Result<(), FileError> {
        self.sync()?;
        let (Some(files), Some(storage)) = (self.files.upgrade(), self.storage.borrow().clone())
        else {
            return Ok(());
        };
        let paths: Vec<String> = self.stored.borrow().keys().cloned().collect();
        let changes: Vec<Change> = paths.iter().map(|path| (path.clone(), None)).collect();
        let nothing = |path: String| -> (String, Option<Stored>) { (path, None) };
        self.batches.borrow_mut().push(Batch {
            entries: paths.into_iter().map(nothing).collect(),
            bytes: 0,
            is_retry: false,
            outcome: storage.store(changes),
        });
        let done = self.wait(&files);
        self.storage.take();
        done
    }
}
