//! Strided runs of elements, as element-wise loops see them.

use super::Pod;
use super::memory::copied;

/// Where one operand of a loop stands: a first element, and how far the next one is.
///
/// Within this crate operands are made from arrays and moved inside of them only.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    pub(super) start: *mut u8,
    pub(super) stride: isize,
    pub(super) itemsize: usize,
}

impl Operand {
    /// An operand that begins at an address, whose elements must stay in one array.
    pub(crate) fn new(start: *mut u8, stride: isize, itemsize: usize) -> Self {
        Self {
            start,
            stride,
            itemsize,
        }
    }

    /// The address of its first element.
    pub fn start(&self) -> *mut u8 {
        self.start
    }

    /// Bytes from one element to the next.
    pub fn stride(&self) -> isize {
        self.stride
    }

    /// Bytes of one element.
    pub fn itemsize(&self) -> usize {
        self.itemsize
    }

    /// The same, so many bytes further on.
    #[must_use]
    pub(crate) fn moved(&self, bytes: isize) -> Self {
        Self {
            start: self.start.wrapping_offset(bytes),
            ..*self
        }
    }

    /// The run from this element on.
    #[must_use]
    pub(crate) fn at(&self, index: usize) -> Self {
        self.moved(index as isize * self.stride)
    }

    /// A part of each element, which lies inside of it.
    #[must_use]
    pub(crate) fn part(&self, offset: usize, itemsize: usize) -> Self {
        assert!(
            offset + itemsize <= self.itemsize,
            "a part outside of the element"
        );
        Self {
            itemsize,
            ..self.moved(offset as isize)
        }
    }

    /// The same with another stride.
    #[must_use]
    pub(crate) fn with_stride(&self, stride: isize) -> Self {
        Self { stride, ..*self }
    }

    /// Whether its elements follow one another.
    #[inline]
    pub(crate) fn is_contiguous(&self) -> bool {
        self.stride == self.itemsize as isize
    }
}

/// What a loop works on: as many elements of each operand, inputs first, then outputs.
#[derive(Clone, Copy, Debug)]
pub struct Operands<'a> {
    pub(super) len: usize,
    pub(super) items: &'a [Operand],
}

impl<'a> Operands<'a> {
    /// Operands of `len` elements each.
    pub(crate) fn new(len: usize, items: &'a [Operand]) -> Self {
        Self { len, items }
    }

    /// How many elements each has.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many operands there are.
    pub fn count(&self) -> usize {
        self.items.len()
    }

    /// One of them.
    #[inline]
    pub fn operand(&self, operand: usize) -> &Operand {
        &self.items[operand]
    }

    /// Reads an element.
    #[inline]
    pub fn get<T: Pod>(&self, operand: usize, index: usize) -> T {
        let item = &self.items[operand];
        assert!(index < self.len && size_of::<T>() <= item.itemsize);
        // SAFETY: within the operand's elements, which lie in one array; any bytes are a value.
        unsafe {
            item.start
                .offset(index as isize * item.stride)
                .cast::<T>()
                .read_unaligned()
        }
    }

    /// Writes an element.
    #[inline]
    pub fn set<T: Pod>(&self, operand: usize, index: usize, value: T) {
        let item = &self.items[operand];
        assert!(index < self.len && size_of::<T>() <= item.itemsize);
        // SAFETY: as in `get`.
        unsafe {
            item.start
                .offset(index as isize * item.stride)
                .cast::<T>()
                .write_unaligned(value);
        }
    }

    /// Reads all elements of an operand.
    pub fn to_vec<T: Pod>(&self, operand: usize) -> Vec<T> {
        let item = &self.items[operand];
        if !item.is_contiguous() || item.itemsize != size_of::<T>() {
            return (0..self.len)
                .map(|index| self.get(operand, index))
                .collect();
        }
        // SAFETY: as in `get`.
        unsafe { copied(item.start, self.len) }
    }

    /// Writes as many elements of an operand as there are values.
    pub fn set_all<T: Pod>(&self, operand: usize, values: &[T]) {
        let item = &self.items[operand];
        assert!(values.len() <= self.len, "more values than elements");
        if !item.is_contiguous() || item.itemsize != size_of::<T>() {
            for (index, value) in values.iter().enumerate() {
                self.set(operand, index, *value);
            }
            return;
        }
        // SAFETY: as in `set`; the values are a slice of their own.
        unsafe {
            let from = values.as_ptr().cast::<u8>();
            std::ptr::copy_nonoverlapping(from, item.start, size_of_val(values));
        }
    }

    /// Copies an element's bytes out.
    pub fn get_bytes(&self, operand: usize, index: usize, into: &mut [u8]) {
        let item = &self.items[operand];
        assert!(index < self.len && into.len() <= item.itemsize);
        let at = item.start.wrapping_offset(index as isize * item.stride);
        // SAFETY: as in `get`; `into` is exclusive.
        unsafe { std::ptr::copy_nonoverlapping(at, into.as_mut_ptr(), into.len()) };
    }

    /// Copies an element's bytes in.
    pub fn set_bytes(&self, operand: usize, index: usize, bytes: &[u8]) {
        let item = &self.items[operand];
        assert!(index < self.len && bytes.len() <= item.itemsize);
        let at = item.start.wrapping_offset(index as isize * item.stride);
        // SAFETY: as in `get`; `copy` allows overlap.
        unsafe { std::ptr::copy(bytes.as_ptr(), at, bytes.len()) };
    }
}
