//! Code that was compiled ahead of time.

use rustpython_vm::builtins::PyCode;
use rustpython_vm::frozen::FrozenCodeObject;
use rustpython_vm::{PyRef, VirtualMachine};

/// A Python file of a crate of ours, compiled by its build script: [`frozen!`](crate::frozen) makes it.
#[derive(Debug, Clone, Copy)]
pub struct Frozen(&'static [u8]);

impl Frozen {
    /// What the build script has made of a file.
    pub const fn new(marshalled: &'static [u8]) -> Self {
        Self(marshalled)
    }

    /// Its code.
    pub fn code(self, vm: &VirtualMachine) -> PyRef<PyCode> {
        code_of(self.0, vm)
    }
}

/// A Python file of the crate that says it: its path below the folder that the crate's build script freezes,
/// without `.py`.
#[macro_export]
macro_rules! frozen {
    ($path:literal) => {
        $crate::Frozen::new(include_bytes!(concat!(
            env!("OUT_DIR"),
            "/frozen/",
            $path,
            ".bin"
        )))
    };
}

/// The code that was marshalled into these bytes.
pub(crate) fn code_of(marshalled: &[u8], vm: &VirtualMachine) -> PyRef<PyCode> {
    let frozen = FrozenCodeObject {
        bytes: uncompressed_lz4(marshalled),
    };
    PyCode::new_ref_from_frozen(vm, frozen)
}

/// An lz4 block that holds `bytes` as they are: the form in which the machine takes code.
fn uncompressed_lz4(bytes: &[u8]) -> Vec<u8> {
    const MANY: usize = 15;
    let mut block = Vec::with_capacity(bytes.len() + bytes.len() / 255 + 8);
    let size = u32::try_from(bytes.len()).expect("a module is smaller than 4 GB");
    block.extend_from_slice(&size.to_le_bytes());
    match bytes.len().checked_sub(MANY) {
        None => block.push((bytes.len() as u8) << 4),
        Some(more) => {
            block.push(0xF0);
            block.extend(std::iter::repeat_n(255, more / 255));
            block.push((more % 255) as u8);
        }
    }
    block.extend_from_slice(bytes);
    block
}
