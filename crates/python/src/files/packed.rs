//! Files that lie packed in an archive until they are read.

use std::ops::Range;
use std::rc::Rc;

use zlib_rs::{InflateConfig, ReturnCode, decompress_slice};

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
