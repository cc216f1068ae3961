//! The files that Python sees: a tree in memory.

mod descriptor;
mod error;
mod journal;
mod node;
mod packed;
mod path;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

pub(crate) use descriptor::{OpenOptions, Whence};
pub use error::FileError;
pub use journal::FileKeeper;
pub use node::Status;
pub(crate) use packed::Packed;
pub(crate) use path::absolute;
pub use path::database_of;

use crate::World;
use descriptor::Descriptors;
use journal::Journal;
use node::{Content, Entry, Node, resize, status};

/// About what a tab's memory holds of files.
pub(crate) const ROOM_BYTES: u64 = 1 << 31;

/// The folder of the user, which `~` stands for.
pub const HOME: &str = "/home/user";

/// A tree of files in memory. Paths are absolute, or relative to the working directory.
pub struct FileSystem {
    world: Rc<dyn World>,
    root: Node,
    folder: RefCell<String>,
    next_number: Cell<u64>,
    descriptors: RefCell<Descriptors>,
    journal: Journal,
}

impl fmt::Debug for FileSystem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FileSystem").finish_non_exhaustive()
    }
}

impl FileSystem {
    /// A tree with a root, `/tmp`, `/dev/null` and the working directory `folder`.
    pub fn new(world: Rc<dyn World>, folder: &str) -> Self {
        let now = world.now();
        let files = Self {
            world,
            root: Node(Rc::new(RefCell::new(Entry {
                content: Content::Folder(BTreeMap::new()),
                packed: None,
                status: status(true, now, 1),
            }))),
            folder: RefCell::new("/".to_owned()),
            next_number: Cell::new(2),
            descriptors: RefCell::default(),
            journal: Journal::default(),
        };
        for folder in ["/tmp", "/dev", HOME, folder] {
            // Nothing is there yet that could be in the way.
            let _ = files.make_folders(folder);
        }
        let void = files.new_node(Content::Void);
        if let Ok(devices) = files.find("/dev") {
            // It is a folder: it was just made.
            let _ = devices.with_children(now, |children| children.insert("null".to_owned(), void));
        }
        files.folder.replace(folder.to_owned());
        files
    }

    /// The working directory.
    pub fn working_directory(&self) -> String {
        self.folder.borrow().clone()
    }

    /// Makes a folder the working directory.
    pub fn change_directory(&self, path: &str) -> Result<(), FileError> {
        let path = self.absolute(path);
        if !self.find(&path)?.is_folder() {
            return Err(FileError::NotAFolder);
        }
        self.folder.replace(path);
        Ok(())
    }

    /// Writes a file that is unpacked when it is first read.
    pub(crate) fn write_packed(&self, path: &str, packed: Packed) -> Result<(), FileError> {
        let path = self.absolute(path);
        self.make_folders(path::split(&path).0)?;
        let node = self.find_or_make_file(&path)?;
        if node.is_folder() {
            return Err(FileError::IsAFolder);
        }
        let entry = &mut *node.0.borrow_mut();
        entry.packed = Some(packed);
        entry.status.modified = self.world.now();
        Ok(())
    }

    /// Whether a path leads to a file.
    pub fn is_file(&self, path: &str) -> bool {
        self.find(path).is_ok_and(|node| !node.is_folder())
    }

    /// Whether a path leads to a folder.
    pub fn is_folder(&self, path: &str) -> bool {
        self.find(path).is_ok_and(|node| node.is_folder())
    }

    /// What a path leads to.
    pub fn status(&self, path: &str) -> Result<Status, FileError> {
        if path.is_empty() {
            return Err(FileError::NotFound);
        }
        self.journal.refresh();
        let node = self.find(path)?;
        if path.ends_with('/') && !node.is_folder() {
            return Err(FileError::NotAFolder);
        }
        let entry = node.0.borrow();
        Ok(Status {
            size: entry.size(),
            ..entry.status.clone()
        })
    }

    /// The content of a file.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        match &self.find(path)?.unpacked().0.borrow().content {
            Content::File(bytes) => Ok(bytes.clone()),
            Content::Void => Ok(Vec::new()),
            Content::Folder(_) => Err(FileError::IsAFolder),
        }
    }

    /// Writes a file, with the folders that lead to it.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), FileError> {
        let path = self.absolute(path);
        let (folder, _) = path::split(&path);
        self.make_folders(folder)?;
        let node = self.find_or_make_file(&path)?.unpacked();
        let now = self.world.now();
        let entry = &mut *node.0.borrow_mut();
        match &mut entry.content {
            Content::File(content) => {
                resize(content, bytes.len() as u64)?;
                content.copy_from_slice(bytes);
                entry.status.modified = now;
                self.journal.note(&path);
                Ok(())
            }
            Content::Void => Ok(()),
            Content::Folder(_) => Err(FileError::IsAFolder),
        }
    }

    /// The names in a folder, sorted.
    pub fn names(&self, path: &str) -> Result<Vec<String>, FileError> {
        self.journal.refresh();
        match &self.find(path)?.0.borrow().content {
            Content::Folder(children) => Ok(children.keys().cloned().collect()),
            Content::File(_) | Content::Void => Err(FileError::NotAFolder),
        }
    }

    /// Makes a folder.
    pub fn make_folder(&self, path: &str) -> Result<(), FileError> {
        let path = self.absolute(path);
        let (folder, name) = path::split(&path);
        let folder = self.find(folder)?;
        if name.is_empty() || folder.child(name)?.is_some() {
            return Err(FileError::Exists);
        }
        let node = self.new_node(Content::Folder(BTreeMap::new()));
        folder.with_children(self.world.now(), |children| {
            children.insert(name.to_owned(), node)
        })?;
        self.journal.note(&path);
        Ok(())
    }

    /// Makes a folder and those that lead to it, as far as they are not there.
    pub fn make_folders(&self, path: &str) -> Result<(), FileError> {
        let path = self.absolute(path);
        let ends = path
            .match_indices('/')
            .map(|(end, _)| end)
            .filter(|end| *end > 0);
        for end in ends.chain([path.len()]) {
            match self.make_folder(&path[..end]) {
                Err(FileError::Exists) if self.is_folder(&path[..end]) => {}
                other => other?,
            }
        }
        Ok(())
    }

    /// Removes a file. It stays readable where it is open.
    pub fn remove_file(&self, path: &str) -> Result<(), FileError> {
        if self.find(path)?.is_folder() {
            return Err(FileError::IsAFolder);
        }
        self.take(path).map(drop)
    }

    /// Removes an empty folder.
    pub fn remove_folder(&self, path: &str) -> Result<(), FileError> {
        match &self.find(path)?.0.borrow().content {
            Content::File(_) | Content::Void => return Err(FileError::NotAFolder),
            Content::Folder(children) if !children.is_empty() => return Err(FileError::NotEmpty),
            Content::Folder(_) => {}
        }
        self.take(path).map(drop)
    }

    /// Moves a file or folder, over a file or an empty folder that is at `to`.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), FileError> {
        let (from, to) = (self.absolute(from), self.absolute(to));
        let node = self.find(&from)?;
        if from == to {
            return Ok(());
        }
        if to.starts_with(&format!("{from}/")) {
            return Err(FileError::Invalid);
        }
        let (folder, name) = path::split(&to);
        let folder = self.find(folder)?;
        if name.is_empty() {
            return Err(FileError::Busy);
        }
        if folder.child(name)?.is_some() {
            match (node.is_folder(), self.is_folder(&to)) {
                (true, true) => self.remove_folder(&to)?,
                (true, false) => return Err(FileError::NotAFolder),
                (false, true) => return Err(FileError::IsAFolder),
                (false, false) => {}
            }
        }
        self.take(&from)?;
        let moved = node.clone();
        folder.with_children(self.world.now(), |children| {
            children.insert(name.to_owned(), node)
        })?;
        self.note_moved(&moved, &from, &to);
        Ok(())
    }

    /// The bytes of all files.
    pub(crate) fn used_bytes(&self) -> u64 {
        self.root.used_bytes()
    }

    /// Notes that a file, or a folder with all that is in it, is elsewhere now.
    fn note_moved(&self, node: &Node, from: &str, to: &str) {
        for path in [from, to] {
            self.journal.note(path);
        }
        if let Content::Folder(children) = &node.0.borrow().content {
            for (name, child) in children {
                self.note_moved(child, &format!("{from}/{name}"), &format!("{to}/{name}"));
            }
        }
        self.descriptors.borrow_mut().moved(from, to);
    }

    /// Keeps permission bits.
    pub(crate) fn set_permissions(&self, path: &str, permissions: u32) -> Result<(), FileError> {
        self.change_status(path, |status| status.permissions = permissions & 0o7777)
    }

    /// Sets the moments of last access and change.
    pub(crate) fn set_times(
        &self,
        path: &str,
        accessed: Duration,
        modified: Duration,
    ) -> Result<(), FileError> {
        self.change_status(path, |status| {
            status.accessed = accessed;
            status.modified = modified;
        })
    }

    /// Changes what is known about a path: its permission bits and moments.
    pub fn change_status(
        &self,
        path: &str,
        change: impl FnOnce(&mut Status),
    ) -> Result<(), FileError> {
        let path = self.absolute(path);
        change(&mut self.find(&path)?.0.borrow_mut().status);
        self.journal.note(&path);
        Ok(())
    }

    /// A path from the root, without `.`, `..` and double slashes.
    pub(crate) fn absolute(&self, path: &str) -> String {
        absolute(&self.folder.borrow(), path)
    }

    fn find(&self, path: &str) -> Result<Node, FileError> {
        let path = self.absolute(path);
        let mut node = self.root.clone();
        for name in path.split('/').filter(|name| !name.is_empty()) {
            node = node.child(name)?.ok_or(FileError::NotFound)?;
        }
        Ok(node)
    }

    fn find_or_make_file(&self, path: &str) -> Result<Node, FileError> {
        let path = self.absolute(path);
        let (folder, name) = path::split(&path);
        let folder = self.find(folder)?;
        if name.is_empty() {
            return Err(FileError::IsAFolder);
        }
        if let Some(node) = folder.child(name)? {
            return Ok(node);
        }
        let node = self.new_node(Content::File(Vec::new()));
        folder.with_children(self.world.now(), |children| {
            children.insert(name.to_owned(), node.clone());
        })?;
        self.journal.note(&path);
        Ok(node)
    }

    fn take(&self, path: &str) -> Result<Node, FileError> {
        let path = self.absolute(path);
        let (folder, name) = path::split(&path);
        let taken = self
            .find(folder)?
            .with_children(self.world.now(), |children| children.remove(name))?;
        if taken.is_some() {
            self.journal.note(&path);
        }
        taken.ok_or(if name.is_empty() {
            FileError::Busy
        } else {
            FileError::NotFound
        })
    }

    fn new_node(&self, content: Content) -> Node {
        let number = self.next_number.get();
        self.next_number.set(number + 1);
        let is_folder = matches!(content, Content::Folder(_));
        let status = status(is_folder, self.world.now(), number);
        let entry = Entry {
            content,
            packed: None,
            status,
        };
        Node(Rc::new(RefCell::new(entry)))
    }
}
