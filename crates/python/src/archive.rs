//! An archive of compiled modules, as crate `stdlib` makes them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use rustpython_vm::builtins::PyCode;
use rustpython_vm::frozen::FrozenCodeObject;
use rustpython_vm::{PyRef, VirtualMachine};
use xz::read::XzDecoder;

/// Compiled modules by name, decoded one at a time.
#[derive(Debug)]
pub(crate) struct Archive {
    modules: BTreeMap<String, Entry>,
    elsewhere: BTreeSet<String>,
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    is_package: bool,
    start: usize,
    size: usize,
}

impl Archive {
    /// Reads an archive: an xz stream of the number of modules; per module its name, whether it is
    /// a package and the size of its code; the number of names of modules that are elsewhere; those
    /// names; then the codes. Numbers are 32 bits, little end first.
    pub(crate) fn read(compressed: &[u8]) -> Option<Self> {
        let mut bytes = Vec::new();
        XzDecoder::new(compressed).read_to_end(&mut bytes).ok()?;
        let mut rest = bytes.as_slice();
        let mut modules = BTreeMap::new();
        let mut start = 0;
        for _ in 0..number(&mut rest)? {
            let name = text(&mut rest)?;
            let is_package = rest.split_off_first()? != &0;
            let size = number(&mut rest)?;
            modules.insert(name, Entry { is_package, start, size });
            start += size;
        }
        let mut elsewhere = BTreeSet::new();
        for _ in 0..number(&mut rest)? {
            elsewhere.insert(text(&mut rest)?);
        }
        if rest.len() != start {
            return None;
        }
        let codes = bytes.len() - start;
        bytes.drain(..codes);
        Some(Self { modules, elsewhere, bytes })
    }

    /// Whether the archive has a module, and if so, whether it is a package.
    pub(crate) fn is_package(&self, name: &str) -> Option<bool> {
        self.modules.get(name).map(|entry| entry.is_package)
    }

    /// Whether a module is in another archive.
    pub(crate) fn is_elsewhere(&self, name: &str) -> bool {
        self.elsewhere.contains(name)
    }

    /// Takes in the modules of another archive.
    pub(crate) fn add(&mut self, other: Self) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.modules.extend(
            other
                .modules
                .into_iter()
                .map(|(name, entry)| (name, Entry { start: entry.start + start, ..entry })),
        );
        self.elsewhere.clear();
    }

    /// The names of all modules, here and elsewhere.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.modules.keys().chain(&self.elsewhere).map(String::as_str)
    }

    /// Decodes the code of a module.
    pub(crate) fn code(&self, name: &str, vm: &VirtualMachine) -> Option<PyRef<PyCode>> {
        let entry = self.modules.get(name)?;
        let bytes = &self.bytes[entry.start..entry.start + entry.size];
        let frozen = FrozenCodeObject { bytes: uncompressed_lz4(bytes) };
        Some(PyCode::new_ref_from_frozen(vm, frozen))
    }
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

fn number(bytes: &mut &[u8]) -> Option<usize> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

fn text(bytes: &mut &[u8]) -> Option<String> {
    let size = number(bytes)?;
    String::from_utf8(bytes.split_off(..size)?.to_vec()).ok()
}
