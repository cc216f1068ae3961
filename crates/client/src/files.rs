//! The app's files as they are now, so that a new worker gets these and not those of the beginning.

use std::collections::BTreeMap;

use crate::engine_kind::EngineKind;

/// The files by path.
#[derive(Debug)]
pub(crate) enum Files {
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
    pub(crate) fn all(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        match self {
            Self::Loading(_) => None,
            Self::Loaded(files) => Some(files.clone()),
        }
    }

    /// The engine that the scripts among them ask for.
    pub(crate) fn engine(&self) -> EngineKind {
        match self {
            Self::Loading(_) => EngineKind::Plain,
            Self::Loaded(files) => EngineKind::of(
                files
                    .iter()
                    .map(|(path, bytes)| (path.as_str(), bytes.as_slice())),
            ),
        }
    }

    pub(crate) fn load(&mut self, mut files: BTreeMap<String, Vec<u8>>) {
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

    pub(crate) fn edit(&mut self, path: &str, edit: Option<Vec<u8>>) {
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
