//! Files and folders: what they hold, and what is known about them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use super::packed::Packed;
use super::{FileError, ROOM_BYTES};

/// What a path leads to.
#[derive(Debug, Clone)]
pub struct Status {
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Size in bytes; 0 for a folder.
    pub size: u64,
    /// When its content last changed, since the Unix epoch.
    pub modified: Duration,
    /// When it was last read, as far as is known: when it came to be, unless the program has said
    /// otherwise.
    pub accessed: Duration,
    /// When it came to be.
    pub created: Duration,
    /// Its permission bits. They are kept, not enforced.
    pub permissions: u32,
    /// Its number, different for every file.
    pub number: u64,
}

impl Status {
    /// The permission bits of what is new.
    pub fn default_permissions(is_folder: bool) -> u32 {
        if is_folder { 0o755 } else { 0o644 }
    }

    /// When it was last read, if the program has said that.
    pub fn set_access(&self) -> Option<Duration> {
        (self.accessed != self.created).then_some(self.accessed)
    }
}

#[derive(Clone)]
pub(super) struct Node(pub(super) Rc<RefCell<Entry>>);

pub(super) struct Entry {
    pub(super) content: Content,
    /// Its content, if that has not been read yet.
    pub(super) packed: Option<Packed>,
    pub(super) status: Status,
}

pub(super) enum Content {
    File(Vec<u8>),
    /// Is always empty, and takes everything.
    Void,
    Folder(BTreeMap<String, Node>),
}

impl Node {
    /// Unpacks a file that is still packed.
    pub(super) fn unpacked(self) -> Self {
        let packed = self.0.borrow_mut().packed.take();
        if let Some(packed) = packed {
            self.0.borrow_mut().content = Content::File(packed.unpack());
        }
        self
    }

    pub(super) fn is_folder(&self) -> bool {
        self.0.borrow().status.is_folder
    }

    pub(super) fn child(&self, name: &str) -> Result<Option<Self>, FileError> {
        match &self.0.borrow().content {
            Content::Folder(children) => Ok(children.get(name).cloned()),
            Content::File(_) | Content::Void => Err(FileError::NotAFolder),
        }
    }

    pub(super) fn used_bytes(&self) -> u64 {
        let entry = self.0.borrow();
        match &entry.content {
            Content::File(_) | Content::Void => entry.size(),
            Content::Folder(children) => children.values().map(Self::used_bytes).sum(),
        }
    }

    /// Changes the entries of a folder.
    pub(super) fn with_children<T>(
        &self,
        now: Duration,
        change: impl FnOnce(&mut BTreeMap<String, Self>) -> T,
    ) -> Result<T, FileError> {
        let entry = &mut *self.0.borrow_mut();
        match &mut entry.content {
            Content::Folder(children) => {
                // Later than before even if the clock stands: imports look at it.
                entry.status.modified = now.max(entry.status.modified + Duration::from_micros(1));
                Ok(change(children))
            }
            Content::File(_) | Content::Void => Err(FileError::NotAFolder),
        }
    }
}

/// Cuts a file, or fills it up, if there is room.
pub(super) fn resize(content: &mut Vec<u8>, size: u64) -> Result<(), FileError> {
    if size > ROOM_BYTES {
        return Err(FileError::TooBig);
    }
    let size = size as usize;
    let more = size.saturating_sub(content.len());
    content.try_reserve(more).map_err(|_| FileError::NoSpace)?;
    content.resize(size, 0);
    Ok(())
}

impl Entry {
    pub(super) fn size(&self) -> u64 {
        match (&self.packed, &self.content) {
            (Some(packed), _) => packed.size as u64,
            (None, Content::File(bytes)) => bytes.len() as u64,
            (None, Content::Void | Content::Folder(_)) => 0,
        }
    }
}

pub(super) fn status(is_folder: bool, now: Duration, number: u64) -> Status {
    Status {
        is_folder,
        size: 0,
        modified: now,
        accessed: now,
        created: now,
        permissions: Status::default_permissions(is_folder),
        number,
    }
}
