//! A block of bytes that several views share.

use std::alloc::{self, Layout};
use std::any::Any;
use std::cell::RefCell;
use std::ptr::NonNull;

use super::Pod;
use crate::{Error, Result};

/// How a block is aligned: enough for any element and for vectors of 128 bits.
const ALIGNMENT: usize = 16;

/// Blocks smaller than this are not worth keeping.
const MIN_KEPT: usize = 64 << 10;
/// So many bytes of blocks that nobody uses are kept.
const MAX_KEPT: usize = 32 << 20;

thread_local! {
    static KEPT: RefCell<Kept> = const { RefCell::new(Kept(Vec::new())) };
}

/// Blocks that nobody uses, for the next of the same size: what an expression makes in between is
/// gone as soon as it is made, and zeros cost as much as a sum.
struct Kept(Vec<(NonNull<u8>, Layout)>);

impl Kept {
    fn take(&mut self, layout: Layout) -> Option<NonNull<u8>> {
        let at = self.0.iter().position(|(_, known)| *known == layout)?;
        Some(self.0.swap_remove(at).0)
    }

    /// Whether a block is kept from now on.
    fn keep(&mut self, start: NonNull<u8>, layout: Layout) -> bool {
        let bytes: usize = self.0.iter().map(|(_, layout)| layout.size()).sum();
        let fits = layout.size() >= MIN_KEPT && bytes + layout.size() <= MAX_KEPT;
        if fits {
            self.0.push((start, layout));
        }
        fits
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        for (start, layout) in self.0.drain(..) {
            // SAFETY: allocated with this layout, and kept by nobody else.
            unsafe { alloc::dealloc(start.as_ptr(), layout) };
        }
    }
}

/// A block of bytes, owned or lent by something that is kept alive beside it.
///
/// Its bytes change through shared references, as those of cells do; it stays on one thread.
pub struct Memory {
    start: NonNull<u8>,
    len: usize,
    owner: Owner,
}

enum Owner {
    /// Allocated here.
    Allocated(Layout),
    /// Of something else, which is only kept alive.
    Lent { _owner: Box<dyn Any> },
}

impl Memory {
    /// A block of zeros.
    pub fn zeroed(len: usize) -> Result<Self> {
        let too_large = || Error::Memory(format!("Unable to allocate {len} bytes for an array"));
        let layout = Layout::from_size_align(len.max(1), ALIGNMENT).map_err(|_| too_large())?;
        // SAFETY: the size is not zero.
        let start = unsafe { alloc::alloc_zeroed(layout) };
        Ok(Self {
            start: NonNull::new(start).ok_or_else(too_large)?,
            len,
            owner: Owner::Allocated(layout),
        })
    }

    /// A block of bytes that may be any: those of a block that is no more, or zeros.
    pub fn unset(len: usize) -> Result<Self> {
        let kept = Layout::from_size_align(len.max(1), ALIGNMENT).ok();
        let kept = kept.and_then(|layout| {
            let taken = KEPT.try_with(|kept| kept.borrow_mut().take(layout));
            taken.ok().flatten().map(|start| (start, layout))
        });
        match kept {
            Some((start, layout)) => Ok(Self {
                start,
                len,
                owner: Owner::Allocated(layout),
            }),
            None => Self::zeroed(len),
        }
    }

    /// A block with these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let memory = Self::zeroed(bytes.len())?;
        memory.write_bytes(0, bytes);
        Ok(memory)
    }

    /// A block that holds the values of a vector, without a copy.
    pub fn from_vec<T: Pod>(mut values: Vec<T>) -> Self {
        let len = size_of_val(values.as_slice());
        // A vector without values may have no memory: its pointer is aligned and never read.
        let start = NonNull::from(values.as_mut_slice()).cast();
        Self {
            start,
            len,
            owner: Owner::Lent {
                _owner: Box::new(values),
            },
        }
    }

    /// A block of someone else's bytes that are only read. The view's maker marks it read-only.
    pub fn from_owner<T: AsRef<[u8]> + 'static>(owner: T) -> Self {
        let owner = Box::new(owner);
        let bytes = (*owner).as_ref();
        let (start, len) = (NonNull::from(bytes).cast(), bytes.len());
        Self {
            start,
            len,
            owner: Owner::Lent { _owner: owner },
        }
    }

    /// A block of someone else's bytes that may be written.
    ///
    /// # Safety
    /// `start` must be good for reads and writes of `len` bytes as long as `owner` lives, and no
    /// reference to them may be in use while an array reads or writes.
    pub unsafe fn from_raw(start: NonNull<u8>, len: usize, owner: Box<dyn Any>) -> Self {
        Self {
            start,
            len,
            owner: Owner::Lent { _owner: owner },
        }
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where the bytes begin.
    pub fn as_ptr(&self) -> *mut u8 {
        self.start.as_ptr()
    }

    /// Reads a value at a byte offset, aligned or not.
    #[inline]
    pub fn read<T: Pod>(&self, offset: usize) -> T {
        assert!(
            offset + size_of::<T>() <= self.len,
            "read outside of the buffer"
        );
        // SAFETY: in bounds, and any bytes are a value.
        unsafe { self.start.as_ptr().add(offset).cast::<T>().read_unaligned() }
    }

    /// Writes a value at a byte offset, aligned or not.
    #[inline]
    pub fn write<T: Pod>(&self, offset: usize, value: T) {
        assert!(
            offset + size_of::<T>() <= self.len,
            "write outside of the buffer"
        );
        // SAFETY: in bounds.
        unsafe {
            self.start
                .as_ptr()
                .add(offset)
                .cast::<T>()
                .write_unaligned(value);
        }
    }

    /// Copies bytes out.
    pub fn read_bytes(&self, offset: usize, into: &mut [u8]) {
        assert!(
            offset + into.len() <= self.len,
            "read outside of the buffer"
        );
        // SAFETY: in bounds; `into` is exclusive, so they cannot overlap.
        unsafe {
            std::ptr::copy_nonoverlapping(
                self.start.as_ptr().add(offset),
                into.as_mut_ptr(),
                into.len(),
            );
        }
    }

    /// Copies values out that follow one another, aligned or not.
    pub fn read_vec<T: Pod>(&self, offset: usize, count: usize) -> Vec<T> {
        let bytes = count * size_of::<T>();
        assert!(offset + bytes <= self.len, "read outside of the buffer");
        // SAFETY: in bounds.
        unsafe { copied(self.start.as_ptr().add(offset), count) }
    }

    /// Copies bytes in.
    pub fn write_bytes(&self, offset: usize, bytes: &[u8]) {
        assert!(
            offset + bytes.len() <= self.len,
            "write outside of the buffer"
        );
        // SAFETY: in bounds; `copy` allows that `bytes` lie in this block.
        unsafe {
            std::ptr::copy(bytes.as_ptr(), self.start.as_ptr().add(offset), bytes.len());
        }
    }

    /// Lets a function look at the bytes. It must not write to this block meanwhile, which it cannot
    /// unless it was handed a view of it.
    pub fn with_bytes<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        // SAFETY: in bounds; see above.
        look(unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.len) })
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        if let Owner::Allocated(layout) = self.owner {
            let is_kept = KEPT.try_with(|kept| kept.borrow_mut().keep(self.start, layout));
            if is_kept.unwrap_or(false) {
                return;
            }
            // SAFETY: allocated with this layout, once.
            unsafe { alloc::dealloc(self.start.as_ptr(), layout) };
        }
    }
}

/// Copies values out that follow one another, aligned or not.
///
/// # Safety
/// There are `count` of them at `start`.
pub(super) unsafe fn copied<T: Pod>(start: *const u8, count: usize) -> Vec<T> {
    let mut values: Vec<T> = Vec::with_capacity(count);
    // SAFETY: as promised, and any bytes are a value; the vector has room for all that it counts.
    unsafe {
        let into = values.as_mut_ptr().cast::<u8>();
        std::ptr::copy_nonoverlapping(start, into, count * size_of::<T>());
        values.set_len(count);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_blocks_are_used_again_and_small_ones_are_not() {
        let block = Memory::zeroed(MIN_KEPT).expect("there is room");
        block.write(8, 7_u64);
        let start = block.as_ptr();
        drop(block);
        let other = Memory::unset(MIN_KEPT + 1).expect("there is room");
        assert_ne!(other.as_ptr(), start, "it has another size");
        let again = Memory::unset(MIN_KEPT).expect("there is room");
        assert_eq!((again.as_ptr(), again.read::<u64>(8)), (start, 7));
        let zeroed = Memory::zeroed(MIN_KEPT).expect("there is room");
        assert_eq!(zeroed.read::<u64>(8), 0);
        drop(Memory::zeroed(64).expect("there is room"));
        let kept = KEPT.with_borrow(|kept| kept.0.len());
        assert_eq!(kept, 0);
    }

    #[test]
    fn no_more_is_kept_than_is_said() {
        let blocks: Vec<_> = (0..40).map(|_| Memory::zeroed(1 << 20)).collect();
        drop(blocks);
        let kept = KEPT.with_borrow(|kept| kept.0.len());
        assert_eq!(kept, 32);
    }
}
