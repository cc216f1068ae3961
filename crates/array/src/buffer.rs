//! Bytes that arrays share, with what must happen to objects among them.

use std::fmt;
use std::rc::Rc;

use crate::raw::{Memory, Pod};
use crate::{DType, Result};

/// A block of memory under one or more arrays. Shared as `Rc<Buffer>`; it gives up the references of
/// its objects when the last view goes.
pub struct Buffer {
    memory: Memory,
    /// The type of its elements, if these hold objects.
    objects: Option<DType>,
}

impl Buffer {
    /// Zeros for so many elements. Objects are unset.
    pub fn zeroed(count: usize, dtype: &DType) -> Result<Rc<Self>> {
        let len = count.saturating_mul(dtype.itemsize());
        Ok(Rc::new(Self {
            memory: Memory::zeroed(len)?,
            objects: dtype.has_objects().then(|| dtype.clone()),
        }))
    }

    /// Elements that may be any, which somebody is about to set; objects are unset.
    pub fn unset(count: usize, dtype: &DType) -> Result<Rc<Self>> {
        if dtype.has_objects() {
            return Self::zeroed(count, dtype);
        }
        Ok(Self::new(Memory::unset(
            count.saturating_mul(dtype.itemsize()),
        )?))
    }

    /// A buffer of memory without objects.
    pub fn new(memory: Memory) -> Rc<Self> {
        Rc::new(Self {
            memory,
            objects: None,
        })
    }

    /// A buffer with the values of a vector, without a copy.
    pub fn from_vec<T: Pod>(values: Vec<T>) -> Rc<Self> {
        Self::new(Memory::from_vec(values))
    }

    /// The bytes.
    #[inline]
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.memory.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.memory.is_empty()
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let Some(dtype) = &self.objects else { return };
        let Some(ops) = dtype.object_ops() else {
            return;
        };
        let itemsize = dtype.itemsize().max(1);
        for start in (0..self.memory.len() / itemsize).map(|index| index * itemsize) {
            for offset in dtype.object_offsets() {
                let handle = self.memory.read::<u64>(start + offset);
                if handle != 0 {
                    self.memory.write::<u64>(start + offset, 0);
                    ops.drop_handle(handle);
                }
            }
        }
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Buffer({} bytes)", self.len())
    }
}
