//! An archive of compiled modules, as crate `freeze` makes them and describes them in its
//! `archive.rs`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;
use std::rc::Rc;

use rustpython_vm::builtins::PyCode;
use rustpython_vm::{PyRef, VirtualMachine};
use xz::read::XzDecoder;

use crate::frozen::code_of;
use crate::world::ArchiveFile;

/// What an archive begins with: a WebAssembly module, one custom section, its size, its name.
const MODULE: &[u8] = b"\0asm\x01\0\0\0\0";
const SIZE: usize = 5;
const NAME: &[u8] = b"\x08brooklet";

/// Compiled modules by name, decoded when they are asked for.
#[derive(Debug)]
pub(crate) struct Archive {
    modules: BTreeMap<String, Entry>,
    elsewhere: BTreeMap<String, ArchiveFile>,
    missing: BTreeMap<String, String>,
    zones: Vec<(String, Place)>,
    names: Option<Place>,
}

#[derive(Debug)]
struct Entry {
    is_package: bool,
    place: Place,
}

/// Bytes in a group.
#[derive(Debug)]
struct Place {
    group: Rc<Group>,
    start: usize,
    end: usize,
}

/// Modules that are decoded together, or the time zones.
#[derive(Debug)]
struct Group {
    archive: Rc<Vec<u8>>,
    range: Range<usize>,
    is_packed: bool,
    decoded: OnceCell<Vec<u8>>,
}

impl Archive {
    /// Reads an archive's index. What it says is elsewhere is in `rest`. `None` if it is cut off or of
    /// another format.
    pub(crate) fn read(archive: Vec<u8>, rest: ArchiveFile) -> Option<Self> {
        let archive = Rc::new(archive);
        let section = archive.strip_prefix(MODULE)?.get(SIZE..)?;
        let mut bytes = section.strip_prefix(NAME)?;
        let is_packed = number(&mut bytes)? != 0;
        let size = number(&mut bytes)?;
        let index = bytes.split_off(..size)?;
        let index = if is_packed {
            Cow::Owned(unpacked(index)?)
        } else {
            Cow::Borrowed(index)
        };
        let mut index = &*index;
        let mut groups = Vec::new();
        for _ in 0..number(&mut index)? {
            let start = archive.len() - bytes.len();
            let size = number(&mut index)?;
            bytes.split_off(..size)?;
            groups.push(Rc::new(Group {
                archive: Rc::clone(&archive),
                range: start..start + size,
                is_packed,
                decoded: OnceCell::new(),
            }));
        }
        let mut modules = BTreeMap::new();
        for _ in 0..number(&mut index)? {
            let name = text(&mut index)?;
            let is_package = index.split_off_first()? != &0;
            let place = Place::read(&groups, &mut index)?;
            modules.insert(name, Entry { is_package, place });
        }
        let mut elsewhere = BTreeMap::new();
        for _ in 0..number(&mut index)? {
            elsewhere.insert(text(&mut index)?, rest);
        }
        let mut missing = BTreeMap::new();
        for _ in 0..number(&mut index)? {
            missing.insert(text(&mut index)?, text(&mut index)?);
        }
        let mut zones = Vec::new();
        for _ in 0..number(&mut index)? {
            zones.push((text(&mut index)?, Place::read(&groups, &mut index)?));
        }
        let names = match number(&mut index)? {
            0 => None,
            _ => Some(Place::read(&groups, &mut index)?),
        };
        Some(Self {
            modules,
            elsewhere,
            missing,
            zones,
            names,
        })
    }

    /// Whether the archive has a module, and if so, whether it is a package.
    pub(crate) fn is_package(&self, name: &str) -> Option<bool> {
        self.modules.get(name).map(|entry| entry.is_package)
    }

    /// Which other archive has a module.
    pub(crate) fn whereabouts(&self, name: &str) -> Option<ArchiveFile> {
        self.elsewhere.get(name).copied()
    }

    /// Why a module of Python's library is missing.
    pub(crate) fn why_missing(&self, name: &str) -> Option<&str> {
        self.missing.get(name).map(String::as_str)
    }

    /// The time zones: names, and what their files hold.
    pub(crate) fn zones(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.zones
            .iter()
            .filter_map(|(name, place)| Some((name.as_str(), place.bytes()?)))
    }

    /// The names of characters, as a table.
    pub(crate) fn names_of_characters(&self) -> Option<String> {
        let table = self.names.as_ref()?.bytes()?;
        Some(String::from_utf8_lossy(table).into_owned())
    }

    /// Takes in what the archive of a file has.
    pub(crate) fn add(&mut self, file: ArchiveFile, other: Self) {
        self.elsewhere.retain(|_, known| *known != file);
        self.modules.extend(other.modules);
        self.elsewhere.extend(other.elsewhere);
        self.missing.extend(other.missing);
        self.zones.extend(other.zones);
        if other.names.is_some() {
            self.names = other.names;
        }
    }

    /// The names of all modules, here and elsewhere.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.modules
            .keys()
            .chain(self.elsewhere.keys())
            .map(String::as_str)
    }

    /// Decodes the code of a module.
    pub(crate) fn code(&self, name: &str, vm: &VirtualMachine) -> Option<PyRef<PyCode>> {
        let entry = self.modules.get(name)?;
        Some(code_of(entry.place.bytes()?, vm))
    }
}

impl Place {
    fn read(groups: &[Rc<Group>], index: &mut &[u8]) -> Option<Self> {
        Some(Self {
            group: Rc::clone(groups.get(number(index)?)?),
            start: number(index)?,
            end: number(index)?,
        })
    }

    fn bytes(&self) -> Option<&[u8]> {
        self.group.bytes()?.get(self.start..self.end)
    }
}

impl Group {
    fn bytes(&self) -> Option<&[u8]> {
        let stored = self.archive.get(self.range.clone())?;
        if !self.is_packed {
            return Some(stored);
        }
        let decoded = || unpacked(stored).unwrap_or_default();
        Some(self.decoded.get_or_init(decoded))
    }
}

fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    XzDecoder::new(packed).read_to_end(&mut bytes).ok()?;
    Some(bytes)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<Archive> {
        Archive::read(bytes.to_vec(), ArchiveFile::Library)
    }

    #[test]
    fn archives_are_read_plain_or_compressed() {
        let core = read(brooklet_stdlib::CORE).expect("it is an archive");
        assert_eq!(core.is_package("json"), Some(true));
        assert_eq!(core.whereabouts("colorsys"), Some(ArchiveFile::Library));
        assert!(core.modules["json"].place.bytes().is_some());
        let rest = read(brooklet_stdlib::REST).expect("it is an archive");
        assert_eq!(rest.is_package("colorsys"), Some(false));
        assert!(rest.modules["colorsys"].place.bytes().is_some());
    }

    #[test]
    fn what_is_cut_off_or_of_another_format_is_none() {
        let whole = brooklet_stdlib::CORE;
        for bytes in [&whole[..whole.len() - 1], &whole[..20], &whole[1..], b""] {
            assert!(read(bytes).is_none(), "{} bytes", bytes.len());
        }
    }
}
