//! Open files by their numbers.

use std::collections::BTreeMap;

use super::journal::Journal;
use super::node::{Content, Node, Status, resize};
use super::{FileError, FileSystem};

/// Numbers below are for the standard streams.
const FIRST: i32 = 3;

/// How a file is opened.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each can be asked for without the others"
)]
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OpenOptions {
    pub(crate) read: bool,
    pub(crate) write: bool,
    pub(crate) append: bool,
    pub(crate) create: bool,
    pub(crate) create_new: bool,
    pub(crate) truncate: bool,
    pub(crate) folder: bool,
}

/// From where a position is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whence {
    Start,
    Position,
    End,
}

#[derive(Default)]
pub(super) struct Descriptors(BTreeMap<i32, Descriptor>);

struct Descriptor {
    node: Node,
    /// Where the file stands.
    path: String,
    options: OpenOptions,
    position: u64,
    /// Whether it was written through this.
    is_written: bool,
    /// As of which generation of the journal its change is noted.
    noted: Option<u64>,
}

impl Descriptors {
    /// Follows a file that is at another path now.
    pub(super) fn moved(&mut self, from: &str, to: &str) {
        for descriptor in self.0.values_mut() {
            if descriptor.path == from {
                to.clone_into(&mut descriptor.path);
                descriptor.noted = None;
            }
        }
    }
}

impl Descriptor {
    /// Notes that the file has changed.
    fn note(&mut self, journal: &Journal) {
        self.is_written = true;
        let generation = Some(journal.generation());
        if self.noted != generation {
            journal.note(&self.path);
            self.noted = generation;
        }
    }
}

impl FileSystem {
    /// Opens a file and gives its number.
    pub(crate) fn open(&self, path: &str, options: OpenOptions) -> Result<i32, FileError> {
        if path.is_empty() {
            return Err(FileError::NotFound);
        }
        self.journal.refresh();
        let absolute = self.absolute(path);
        let is_new = options.create && self.find(path).is_err();
        let node = match (self.find(path), options) {
            (
                Ok(_),
                OpenOptions {
                    create_new: true, ..
                },
            ) => return Err(FileError::Exists),
            (Ok(node), _) => node.unpacked(),
            (Err(FileError::NotFound), OpenOptions { create: true, .. })
                if !path.ends_with('/') =>
            {
                self.find_or_make_file(path)?
            }
            (Err(error), _) => return Err(error),
        };
        if node.is_folder() && (options.write || options.create) {
            return Err(FileError::IsAFolder);
        }
        if !node.is_folder() && (options.folder || path.ends_with('/')) {
            return Err(FileError::NotAFolder);
        }
        if options.truncate && options.write {
            let entry = &mut *node.0.borrow_mut();
            if let Content::File(bytes) = &mut entry.content {
                *bytes = Vec::new();
                entry.status.modified = self.world.now();
                self.journal.note(&absolute);
            }
        }
        let descriptors = &mut self.descriptors.borrow_mut().0;
        let number = lowest_free(descriptors);
        descriptors.insert(
            number,
            Descriptor {
                node,
                path: absolute,
                options,
                position: 0,
                is_written: options.write && (options.truncate || is_new),
                noted: None,
            },
        );
        Ok(number)
    }

    /// Closes a file. It is closed whatever is said of it.
    pub(crate) fn close(&self, number: i32) -> Result<(), FileError> {
        let closed = self.descriptors.borrow_mut().0.remove(&number);
        let closed = closed.ok_or(FileError::BadDescriptor)?;
        match self.journal.keeper() {
            Some(keeper) if closed.is_written => keeper.closed(),
            _ => Ok(()),
        }
    }

    /// Brings in what others have changed, and lets an open file be what is at its path now.
    pub(crate) fn refresh_open(&self, number: i32) {
        self.refresh();
        let node = self.path_of(number).and_then(|path| self.find(&path).ok());
        let descriptors = &mut self.descriptors.borrow_mut().0;
        if let (Some(node), Some(descriptor)) = (node, descriptors.get_mut(&number))
            && !node.is_folder()
        {
            descriptor.node = node.unpacked();
        }
    }

    /// Where an open file was found.
    pub(crate) fn path_of(&self, number: i32) -> Option<String> {
        let descriptors = &self.descriptors.borrow().0;
        let descriptor = descriptors.get(&number)?;
        Some(descriptor.path.clone())
    }

    /// Closes a file without a word to whoever keeps files: a sync is to come.
    pub(crate) fn release(&self, number: i32) {
        drop(self.descriptors.borrow_mut().0.remove(&number));
    }

    /// Gives an open file another number.
    pub(crate) fn duplicate(&self, number: i32) -> Result<i32, FileError> {
        let descriptors = &mut self.descriptors.borrow_mut().0;
        let descriptor = descriptors.get(&number).ok_or(FileError::BadDescriptor)?;
        let copy = Descriptor {
            node: descriptor.node.clone(),
            path: descriptor.path.clone(),
            options: descriptor.options,
            position: descriptor.position,
            is_written: false,
            noted: None,
        };
        let other = lowest_free(descriptors);
        descriptors.insert(other, copy);
        Ok(other)
    }

    /// Reads at most `amount` bytes from where the file stands.
    pub(crate) fn read_open(&self, number: i32, amount: usize) -> Result<Vec<u8>, FileError> {
        self.with_open(number, |descriptor, _| {
            if !descriptor.options.read {
                return Err(FileError::BadDescriptor);
            }
            let entry = descriptor.node.0.borrow();
            let bytes = match &entry.content {
                Content::File(bytes) => bytes.as_slice(),
                Content::Void => &[],
                Content::Folder(_) => return Err(FileError::IsAFolder),
            };
            let start = usize::try_from(descriptor.position)
                .unwrap_or(usize::MAX)
                .min(bytes.len());
            let end = start.saturating_add(amount).min(bytes.len());
            descriptor.position = end.max(start) as u64;
            Ok(bytes[start..end].to_vec())
        })
    }

    /// Writes where the file stands, or at its end if it was opened to append.
    pub(crate) fn write_open(&self, number: i32, bytes: &[u8]) -> Result<usize, FileError> {
        let now = self.world.now();
        self.with_open(number, |descriptor, _| {
            if !descriptor.options.write {
                return Err(FileError::BadDescriptor);
            }
            let node = descriptor.node.clone();
            let entry = &mut *node.0.borrow_mut();
            let content = match &mut entry.content {
                Content::File(content) => content,
                Content::Void => return Ok(bytes.len()),
                Content::Folder(_) => return Err(FileError::IsAFolder),
            };
            if descriptor.options.append {
                descriptor.position = content.len() as u64;
            }
            let end = descriptor.position.saturating_add(bytes.len() as u64);
            if end > content.len() as u64 {
                resize(content, end)?;
            }
            content[descriptor.position as usize..end as usize].copy_from_slice(bytes);
            descriptor.position = end;
            entry.status.modified = now;
            descriptor.note(&self.journal);
            Ok(bytes.len())
        })
    }

    /// Moves to a position and gives it, counted from the start.
    pub(crate) fn seek(&self, number: i32, offset: i64, whence: Whence) -> Result<u64, FileError> {
        self.with_open(number, |descriptor, size| {
            let from = match whence {
                Whence::Start => 0,
                Whence::Position => descriptor.position,
                Whence::End => size,
            };
            let position = from.checked_add_signed(offset).ok_or(FileError::Invalid)?;
            descriptor.position = position;
            Ok(position)
        })
    }

    /// Cuts or fills up a file to a size.
    pub(crate) fn truncate(&self, number: i32, size: u64) -> Result<(), FileError> {
        let now = self.world.now();
        self.with_open(number, |descriptor, _| {
            if !descriptor.options.write {
                return Err(FileError::Invalid);
            }
            descriptor.note(&self.journal);
            let entry = &mut *descriptor.node.0.borrow_mut();
            entry.status.modified = now;
            match &mut entry.content {
                Content::File(content) => resize(content, size),
                Content::Void => Err(FileError::Invalid),
                Content::Folder(_) => Err(FileError::IsAFolder),
            }
        })
    }

    /// What an open file is.
    pub(crate) fn status_open(&self, number: i32) -> Result<Status, FileError> {
        self.with_open(number, |descriptor, size| {
            Ok(Status {
                size,
                ..descriptor.node.0.borrow().status.clone()
            })
        })
    }

    fn with_open<T>(
        &self,
        number: i32,
        act: impl FnOnce(&mut Descriptor, u64) -> Result<T, FileError>,
    ) -> Result<T, FileError> {
        let descriptors = &mut self.descriptors.borrow_mut().0;
        let descriptor = descriptors
            .get_mut(&number)
            .ok_or(FileError::BadDescriptor)?;
        let size = descriptor.node.0.borrow().size();
        act(descriptor, size)
    }
}

/// The lowest number that is not taken, as Unix gives it.
fn lowest_free(descriptors: &BTreeMap<i32, Descriptor>) -> i32 {
    let mut free = FIRST;
    for number in descriptors.keys() {
        if *number != free {
            break;
        }
        free += 1;
    }
    free
}
