//! Memory that passes between arrays and other owners of bytes.

use std::ptr::NonNull;

use super::Memory;

/// An owner of bytes that an array may show and change.
///
/// The bytes stay where they are as long as the owner lives, and nobody holds a reference to them
/// while an array is at work.
pub trait Lend: 'static {
    /// Hands out the bytes, once.
    fn lend(&self, take: &mut dyn FnMut(&mut [u8]));
}

impl Memory {
    /// A block of someone else's bytes. `None` if it has none to lend.
    pub fn from_lender<T: Lend>(owner: T) -> Option<Self> {
        let owner = Box::new(owner);
        let mut found = None;
        owner.lend(&mut |bytes| found = Some((NonNull::from(&mut *bytes).cast(), bytes.len())));
        let (start, len) = found?;
        // SAFETY: the owner promises that the bytes stay, and lives in this block.
        Some(unsafe { Self::from_raw(start, len, owner) })
    }

    /// The bytes, for someone who only looks at them before anything else happens to this block.
    pub fn as_bytes(&self) -> &[u8] {
        // SAFETY: the block is that long; it changes only through calls that its user makes.
        unsafe { std::slice::from_raw_parts(self.as_ptr(), self.len()) }
    }

    /// The bytes, for someone who changes them before anything else happens to this block.
    #[allow(
        clippy::mut_from_ref,
        reason = "the bytes are shared as those of cells are"
    )]
    pub fn as_bytes_mut(&self) -> &mut [u8] {
        // SAFETY: as above.
        unsafe { std::slice::from_raw_parts_mut(self.as_ptr(), self.len()) }
    }
}
