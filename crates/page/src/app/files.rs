//! The app's files as they are now, so that a new worker gets these and not those of the beginning.

use std::collections::BTreeMap;

use brooklet_protocol::ToEngine;
use brooklet_protocol::manifest::FileBytes;

use super::App;

/// The files by path.
#[derive(Debug)]
pub(super) enum Files {
    /// They are being loaded. Files written or removed (`None`) meanwhile come on top.
    Loading(BTreeMap<String, Option<Vec<u8>>>),
    /// They are there.
    Loaded(BTreeMap<String, Vec<u8>>),
}

impl Default for Files {
    fn default() -> Self {
        Self::Loading(BTreeMap::new())
    }
}

impl Files {
    /// All of them, once they are loaded.
    pub(super) fn all(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        match self {
            Self::Loading(_) => None,
            Self::Loaded(files) => Some(files.clone()),
        }
    }

    fn load(&mut self, mut files: BTreeMap<String, Vec<u8>>) {
        if let Self::Loading(edits) = self {
            for (path, edit) in std::mem::take(edits) {
                match edit {
                    Some(bytes) => files.insert(path, bytes),
                    None => files.remove(&path),
                };
            }
        }
        *self = Self::Loaded(files);
    }

    fn edit(&mut self, path: &str, edit: Option<Vec<u8>>) {
        match (self, edit) {
            (Self::Loading(edits), edit) => {
                edits.insert(path.to_owned(), edit);
            }
            (Self::Loaded(files), Some(bytes)) => {
                files.insert(path.to_owned(), bytes);
            }
            (Self::Loaded(files), None) => {
                files.remove(path);
            }
        }
    }
}

impl App {
    /// Gives the app its files; it begins as soon as the engine is ready.
    pub fn open(&self, files: BTreeMap<String, Vec<u8>>) {
        self.files.borrow_mut().load(files);
        self.open_if_ready();
    }

    /// Writes a file of the app.
    pub fn write_file(&self, path: &str, bytes: Vec<u8>) {
        self.files.borrow_mut().edit(path, Some(bytes.clone()));
        self.send(&ToEngine::WriteFile {
            path: path.to_owned(),
            bytes: FileBytes(bytes),
        });
    }

    /// Removes a file of the app.
    pub fn remove_file(&self, path: &str) {
        self.files.borrow_mut().edit(path, None);
        self.send(&ToEngine::RemoveFile {
            path: path.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Files;

    #[test]
    fn what_is_written_before_the_files_are_there_wins() {
        let mut files = Files::default();
        files.edit("a", Some(b"new".to_vec()));
        files.edit("b", None);
        assert_eq!(files.all(), None);
        let loaded = ["a", "b", "c"].map(|path| (path.to_owned(), b"old".to_vec()));
        files.load(BTreeMap::from(loaded));
        let all = files.all().unwrap();
        assert_eq!(all["a"], b"new");
        assert!(!all.contains_key("b"));
        assert_eq!(all["c"], b"old");
    }
}
