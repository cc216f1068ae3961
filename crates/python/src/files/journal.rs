//! Which paths have changed, for whoever keeps the files of some folders.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use super::{FileError, FileSystem};

/// Keeps the files of some folders beyond the end of the program.
pub trait FileKeeper {
    /// Brings in what others have changed, before a path is looked at.
    fn refresh(&self);

    /// A file that was written has been closed. An earlier change that could not be kept is told here.
    fn closed(&self) -> Result<(), FileError>;

    /// Returns when all changes are kept, or says why they are not.
    fn sync(&self) -> Result<(), FileError>;

    /// Leaves a file as it is, whatever others do with it, until it is released as often.
    fn hold(&self, path: &str);

    /// Ends what [`hold`](Self::hold) began.
    fn release(&self, path: &str);

    /// Whether this program may write a file as it is: it is the only one, or has been since it
    /// [reserved](Self::reserve) the file. Does not wait.
    fn resume(&self, path: &str) -> bool;

    /// Makes this program the only one that may write a file, and brings in what others have written
    /// until now. Waits for others about as long as is said, and is [`FileError::Busy`] if they do not
    /// let go, or if the file is held as it was.
    fn reserve(&self, path: &str, patience: Duration) -> Result<(), FileError>;

    /// Lets others write a file.
    fn free(&self, path: &str);

    /// Makes a file what it was when it was last kept, unless it is held.
    fn restore(&self, path: &str);
}

/// The changed paths below some folders.
#[derive(Default)]
pub(super) struct Journal {
    folders: OnceCell<Vec<String>>,
    keeper: OnceCell<Rc<dyn FileKeeper>>,
    paths: RefCell<BTreeSet<String>>,
    /// Goes up when the paths are taken: what was noted before has to be noted again.
    generation: Cell<u64>,
    /// Whether the keeper is at work: what it looks at needs no refreshing.
    is_refreshing: Cell<bool>,
}

impl Journal {
    pub(super) fn generation(&self) -> u64 {
        self.generation.get()
    }

    /// Notes that what is at an absolute path has changed.
    pub(super) fn note(&self, path: &str) {
        if self.is_inside(path) {
            self.paths.borrow_mut().insert(path.to_owned());
        }
    }

    /// Whether a path is below a kept folder.
    fn is_inside(&self, path: &str) -> bool {
        let inside = |folder: &String| {
            path.strip_prefix(folder.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
        };
        self.folders.get().into_iter().flatten().any(inside)
    }

    pub(super) fn refresh(&self) {
        if let Some(keeper) = self.keeper.get()
            && !self.is_refreshing.replace(true)
        {
            keeper.refresh();
            self.is_refreshing.set(false);
        }
    }

    pub(super) fn keeper(&self) -> Option<&Rc<dyn FileKeeper>> {
        self.keeper.get()
    }
}

impl FileSystem {
    /// Notes from here on what changes below these folders, for a keeper. Set once: a second call
    /// changes nothing.
    pub fn keep(&self, folders: &[&str], keeper: Rc<dyn FileKeeper>) {
        let folders = folders.iter().map(|folder| (*folder).to_owned()).collect();
        if self.journal.folders.set(folders).is_ok() {
            // Both are set here and nowhere else.
            let _ = self.journal.keeper.set(keeper);
        }
    }

    /// The absolute paths below the kept folders that have changed since this was last called.
    pub fn take_changes(&self) -> BTreeSet<String> {
        self.journal
            .generation
            .set(self.journal.generation.get() + 1);
        self.journal.paths.take()
    }

    /// Whether the keeper keeps what is at an absolute path.
    pub fn keeps(&self, path: &str) -> bool {
        self.journal.is_inside(path)
    }

    /// Puts changes back that were taken.
    pub fn return_changes(&self, paths: BTreeSet<String>) {
        self.journal.paths.borrow_mut().extend(paths);
    }

    /// Whether there are any.
    pub fn has_changes(&self) -> bool {
        !self.journal.paths.borrow().is_empty()
    }

    /// Brings in what others have changed.
    pub(super) fn refresh(&self) {
        self.journal.refresh();
    }

    /// Whoever keeps files.
    pub(crate) fn keeper(&self) -> Option<&Rc<dyn FileKeeper>> {
        self.journal.keeper()
    }

    /// Returns when all changes are kept, or says why they are not.
    pub(crate) fn sync(&self) -> Result<(), FileError> {
        self.journal.keeper().map_or(Ok(()), |keeper| keeper.sync())
    }
}
