//! Noticing which files of an app have changed, by looking at them again and again.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use crate::app::App;

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    changed: SystemTime,
    bytes: u64,
}

/// How the files of an app were when they were last looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Snapshot {
    files: BTreeMap<String, Mark>,
    settings: Vec<Option<Mark>>,
}

/// What differs between two looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Change {
    /// Files that are new or different.
    pub(crate) written: Vec<String>,
    /// Files that are gone.
    pub(crate) removed: Vec<String>,
    /// Whether options or secrets are different.
    pub(crate) settings: bool,
}

impl Change {
    /// Whether nothing differs.
    pub(crate) fn is_none(&self) -> bool {
        *self == Change::default()
    }
}

impl Snapshot {
    /// Looks at the app's files; `None` when they cannot be listed just now.
    pub(crate) fn take(app: &App) -> Option<Snapshot> {
        let files = app.files(None).ok()?;
        let marked = files
            .into_iter()
            .filter_map(|file| Some((file.path, mark(&file.place)?)));
        let settings = ["config.toml", "secrets.toml"]
            .map(|name| mark(&app.folder.join(".streamlit").join(name)));
        Some(Snapshot {
            files: marked.collect(),
            settings: settings.to_vec(),
        })
    }

    /// What has changed from this look to the next.
    pub(crate) fn change(&self, next: &Snapshot) -> Change {
        let differs = |(path, mark): &(&String, &Mark)| self.files.get(*path) != Some(*mark);
        let is_gone = |path: &&String| !next.files.contains_key(*path);
        Change {
            written: next
                .files
                .iter()
                .filter(differs)
                .map(|(path, _)| path.clone())
                .collect(),
            removed: self.files.keys().filter(is_gone).cloned().collect(),
            settings: self.settings != next.settings,
        }
    }
}

fn mark(path: &Path) -> Option<Mark> {
    let facts = path.metadata().ok()?;
    Some(Mark {
        changed: facts.modified().ok()?,
        bytes: facts.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(files: &[(&str, u64)]) -> Snapshot {
        let mark = |bytes| Mark {
            changed: SystemTime::UNIX_EPOCH,
            bytes,
        };
        Snapshot {
            files: files
                .iter()
                .map(|(path, bytes)| ((*path).to_owned(), mark(*bytes)))
                .collect(),
            settings: vec![],
        }
    }

    #[test]
    fn new_changed_and_removed_files_are_told_apart() {
        let before = snapshot(&[("app.py", 1), ("gone.py", 1), ("same.py", 1)]);
        let after = snapshot(&[("app.py", 2), ("new.py", 1), ("same.py", 1)]);
        let change = before.change(&after);
        assert_eq!(change.written, ["app.py", "new.py"]);
        assert_eq!(change.removed, ["gone.py"]);
        assert!(after.change(&after).is_none());
    }
}
