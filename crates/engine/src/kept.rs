//! The folder of an app whose files outlive the tab.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;

use brooklet_python::World;
use brooklet_python::files::{FileSystem, Status};

/// Where these files stand.
const FOLDER: &str = "/persistent";

/// What is known of the files that are kept already.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// The app, if its files can be kept.
    app: RefCell<Option<String>>,
    marks: RefCell<BTreeMap<String, Mark>>,
    saved_at: Cell<Duration>,
}

/// By this a file is known to be as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    modified: Duration,
    size: u64,
    number: u64,
}

impl From<Status> for Mark {
    fn from(status: Status) -> Self {
        Self {
            modified: status.modified,
            size: status.size,
            number: status.number,
        }
    }
}

impl Kept {
    /// Lays out the files that an app has kept.
    pub(crate) fn open(&self, app: &str, files: &FileSystem, world: &dyn World) {
        // Only a folder that the app itself has put there could be in the way.
        let _ = files.make_folders(FOLDER);
        let kept = world.kept(app);
        self.app.replace(kept.is_some().then(|| app.to_owned()));
        for (path, bytes) in kept.into_iter().flatten() {
            // What does not fit any more stays where it is kept.
            let _ = files.write(&format!("{FOLDER}/{path}"), &bytes);
        }
        self.marks.replace(marks(files));
        // Files that are written at this very moment are seen to be later.
        self.saved_at.set(world.now() + Duration::from_nanos(1));
    }

    /// Keeps what has changed.
    pub(crate) fn save(&self, files: &FileSystem, world: &dyn World) {
        let Some(app) = &*self.app.borrow() else {
            return;
        };
        let marks = marks(files);
        let before = self.marks.replace(marks.clone());
        let saved_at = self.saved_at.replace(world.now());
        let is_new = |(path, mark): &(&String, &Mark)| {
            before.get(*path) != Some(*mark) || mark.modified >= saved_at
        };
        let written = marks.iter().filter(is_new).filter_map(|(path, _)| {
            let bytes = files.read(&format!("{FOLDER}/{path}")).ok()?;
            Some((path.clone(), Some(bytes)))
        });
        let gone = before.keys().filter(|path| !marks.contains_key(*path));
        let changes: Vec<_> = written
            .chain(gone.map(|path| (path.clone(), None)))
            .collect();
        if !changes.is_empty() {
            world.keep(app, changes);
        }
    }
}

fn marks(files: &FileSystem) -> BTreeMap<String, Mark> {
    let mut marks = BTreeMap::new();
    gather(files, "", &mut marks);
    marks
}

fn gather(files: &FileSystem, prefix: &str, marks: &mut BTreeMap<String, Mark>) {
    for name in files
        .names(&format!("{FOLDER}/{prefix}"))
        .unwrap_or_default()
    {
        let path = format!("{prefix}{name}");
        match files.status(&format!("{FOLDER}/{path}")) {
            Ok(status) if status.is_folder => gather(files, &format!("{path}/"), marks),
            Ok(status) => {
                marks.insert(path, status.into());
            }
            Err(_) => {}
        }
    }
}
