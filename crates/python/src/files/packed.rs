//! Files that lie packed in an archive until they are read.

use std::ops::Range;
use std::rc::Rc;

use zlib_rs::{InflateConfig, ReturnCode, decompress_slice};

use super::{FileError, FileSystem, Node, path};

/// A file in an archive.
pub(crate) struct Packed {
    pub(crate) archive: Rc<[u8]>,
    /// Where its bytes are there.
    pub(crate) range: Range<usize>,
    /// Its size when it is unpacked.
    pub(crate) size: usize,
    pub(crate) is_deflated: bool,
}

impl Packed {
    /// Its bytes; none if the archive is damaged.
    pub(super) fn unpack(&self) -> Vec<u8> {
        let packed = &self.archive[self.range.clone()];
        if !self.is_deflated {
            return packed.to_vec();
        }
        // Without a head and a sum, as zip archives have it.
        let config = InflateConfig { window_bits: -15 };
        let mut bytes = vec![0; self.size];
        match decompress_slice(&mut bytes, packed, config) {
            (_, ReturnCode::Ok) => bytes,
            _ => Vec::new(),
        }
    }
}

impl FileSystem {
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
}

impl Node {
    /// Unpacks a file that is still packed.
    pub(super) fn unpacked(self) -> Self {
        let packed = self.0.borrow_mut().packed.take();
        if let Some(packed) = packed {
            self.0.borrow_mut().content = super::Content::File(packed.unpack());
        }
        self
    }
}
