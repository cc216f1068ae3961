//! Memory for a few elements, for loops that need them in another form.

use super::{Memory, Operand};
use crate::Result;

/// How many elements are worked on at a time where they must be converted first.
pub const CHUNK: usize = 1024;

/// Room for some elements.
pub struct Scratch {
    memory: Memory,
    itemsize: usize,
}

impl Scratch {
    /// Room for so many elements of a size, all zero bytes.
    pub fn new(count: usize, itemsize: usize) -> Result<Self> {
        Ok(Self {
            memory: Memory::zeroed(count * itemsize)?,
            itemsize,
        })
    }

    /// Its elements. Good as long as this lives.
    pub fn operand(&self) -> Operand {
        Operand::new(self.memory.as_ptr(), self.itemsize as isize, self.itemsize)
    }

    /// Its bytes.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }
}
