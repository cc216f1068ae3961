//! Database files that other tabs write as well. SQLite asks for a file in the midst of a call, where
//! nobody can wait: the call ends as busy, and is made again when the file is this program's.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::time::Duration;

use crate::files::FileSystem;

#[derive(Default)]
pub(super) struct Sharing {
    /// The files that this program has no more use for, once all is stored.
    freed: RefCell<BTreeSet<String>>,
    /// Those that were written since all was stored.
    written: RefCell<BTreeSet<String>>,
    /// The one that the call under way has asked for in vain.
    wanted: RefCell<Option<String>>,
    /// How long the call under way would have waited.
    patience: Cell<Duration>,
}

impl Sharing {
    /// Whether a file may be written; if not, it is wanted from now on.
    pub(super) fn is_reserved(&self, path: &str, files: &FileSystem) -> bool {
        self.freed.borrow_mut().remove(path);
        let is_reserved = files.keeper().is_none_or(|keeper| keeper.resume(path));
        if !is_reserved {
            self.wanted.replace(Some(path.to_owned()));
        }
        is_reserved
    }

    pub(super) fn free(&self, path: String) {
        self.freed.borrow_mut().insert(path);
    }

    pub(super) fn note_written(&self, path: &str) {
        self.written.borrow_mut().insert(path.to_owned());
    }

    pub(super) fn note_wait(&self, time: Duration) {
        self.patience.set(self.patience.get() + time);
    }

    pub(super) fn begin_call(&self) {
        self.wanted.take();
        self.patience.take();
    }

    /// After a call that ended as busy: whether it is worth to make it again.
    pub(super) fn reserve_wanted(&self, files: &FileSystem) -> bool {
        let (Some(path), Some(keeper)) = (self.wanted.take(), files.keeper()) else {
            return false;
        };
        let is_reserved = keeper.reserve(&path, self.patience.get()).is_ok();
        if is_reserved {
            // It is freed with the others if the call does not come to it.
            self.freed.borrow_mut().insert(path);
        }
        is_reserved
    }

    /// After the outermost call: stores what was written, and frees files. `false` if there was no
    /// room: what was written then is undone.
    pub(super) fn settle(&self, files: &FileSystem) -> bool {
        let (written, freed) = (self.written.take(), self.freed.take());
        if written.is_empty() && freed.is_empty() {
            return true;
        }
        let is_stored = files.sync().is_ok();
        if let Some(keeper) = files.keeper() {
            if !is_stored {
                for path in &written {
                    keeper.restore(path);
                }
            }
            for path in &freed {
                keeper.free(path);
            }
        }
        is_stored
    }
}
