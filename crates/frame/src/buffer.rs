//! Bytes that are shared and seldom copied.

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

/// A run of bytes within others that it keeps alive. To clone it is cheap.
#[derive(Clone)]
pub struct Buffer {
    bytes: Rc<dyn AsRef<[u8]>>,
    range: Range<usize>,
}

impl Buffer {
    /// The bytes of something that holds them and does not change them as long as the buffer is read.
    pub fn of(owner: impl AsRef<[u8]> + 'static) -> Self {
        Self {
            range: 0..owner.as_ref().len(),
            bytes: Rc::new(owner),
        }
    }

    /// A part of this buffer; `None` if it reaches beyond.
    pub fn slice(&self, range: Range<usize>) -> Option<Self> {
        let begin = self.range.start.checked_add(range.start)?;
        let end = self.range.start.checked_add(range.end)?;
        (begin <= end && end <= self.range.end).then(|| Self {
            bytes: Rc::clone(&self.bytes),
            range: begin..end,
        })
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        let bytes = (*self.bytes).as_ref();
        bytes.get(self.range.clone()).unwrap_or_default()
    }

    /// How many bytes.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// The `N` bytes of the value at `index`, zeros beyond the end.
    pub(crate) fn read<const N: usize>(&self, index: usize) -> [u8; N] {
        let begin = index * N;
        let bytes = self.as_slice().get(begin..begin + N);
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .unwrap_or([0; N])
    }
}

impl From<Vec<u8>> for Buffer {
    fn from(bytes: Vec<u8>) -> Self {
        Self::of(bytes)
    }
}

impl Default for Buffer {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl PartialEq for Buffer {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Buffer({} bytes)", self.len())
    }
}

/// A bit for each of many things.
#[derive(Debug, Clone, PartialEq)]
pub struct Bitmap {
    bits: Buffer,
    len: usize,
}

impl Bitmap {
    /// The bits of these bytes, the lowest of a byte first; `None` if there are too few.
    pub fn new(bits: Buffer, len: usize) -> Option<Self> {
        (bits.len() >= len.div_ceil(8)).then_some(Self { bits, len })
    }

    /// A bit; `false` beyond the end.
    pub fn get(&self, index: usize) -> bool {
        index < self.len && self.bits.as_slice()[index / 8] >> (index % 8) & 1 == 1
    }

    /// How many bits.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes that hold the bits.
    pub fn buffer(&self) -> &Buffer {
        &self.bits
    }
}
