//! The format of an archive. It is read in `archive.rs` of crate `python`.
//!
//! An archive is a WebAssembly module with nothing but one custom section, named `brooklet`: servers
//! compress what they send as `application/wasm`, and what has no type of its own they do not.
//!
//! The section has the number 1 where what follows is compressed by xz, each part by itself, or else
//! 0; the size of the index, the index, and groups of modules. The index has the number of groups and
//! their sizes in the archive; the number of modules, and of each its name, whether it is a package,
//! its group, and where its code begins and ends there; the number of modules that are elsewhere, and
//! their names; the number of modules that are nowhere, and their names and why; the number of time
//! zones, and of each its name, its group, and where its data begin and end there; and the number of
//! tables of characters' names (none or one), its group and its size. Numbers have 32 bits, little
//! end first; texts have their size before them.

use std::io::Write;
use std::ops::Range;

use xz::write::XzEncoder;

use crate::{FreezeError, Module};

/// How the parts of an archive are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As they are, for what is needed at every start: the server compresses it, and the browser
    /// decodes it while the engine is still on its way.
    Plain,
    /// Compressed, for what is much and seldom needed: a group is decoded when it is asked for.
    Xz,
}

/// What goes into an archive.
#[derive(Debug, Default)]
pub struct Contents<'a> {
    /// Modules that are decoded together.
    pub groups: Vec<Vec<Module>>,
    /// The names of modules that are in another archive.
    pub elsewhere: Vec<&'a str>,
    /// Names of modules that there are not, and why.
    pub missing: Vec<(&'a str, &'a str)>,
    /// The time zones.
    pub zones: Option<Files>,
    /// The names of characters; empty for none.
    pub names: String,
}

/// Files, one after the other; several names may share the bytes of one.
#[derive(Debug, Default)]
pub struct Files {
    /// What they hold.
    pub data: Vec<u8>,
    /// Their names, and where in the data each stands.
    pub places: Vec<(&'static str, Range<usize>)>,
}

/// Packs it.
pub fn archive(contents: &Contents<'_>, packing: Packing) -> Result<Vec<u8>, FreezeError> {
    let stored = |bytes: Vec<u8>| match packing {
        Packing::Plain => Ok(bytes),
        Packing::Xz => compressed(&bytes),
    };
    let mut packed = Vec::new();
    let mut modules = Vec::new();
    for (number, group) in contents.groups.iter().enumerate() {
        let codes = lay_out(&mut modules, number, group);
        packed.push(stored(codes)?);
    }
    let zones_group = packed.len();
    if let Some(zones) = &contents.zones {
        packed.push(stored(zones.data.clone())?);
    }
    let names_group = packed.len();
    if !contents.names.is_empty() {
        packed.push(stored(contents.names.clone().into_bytes())?);
    }
    let mut index = Vec::new();
    push_number(&mut index, packed.len());
    for group in &packed {
        push_number(&mut index, group.len());
    }
    push_number(&mut index, contents.groups.iter().map(Vec::len).sum());
    index.append(&mut modules);
    push_others(&mut index, contents);
    push_zones(&mut index, zones_group, contents.zones.as_ref());
    push_number(&mut index, packed.len() - names_group);
    if !contents.names.is_empty() {
        push_number(&mut index, names_group);
        push_number(&mut index, 0);
        push_number(&mut index, contents.names.len());
    }
    let index = stored(index)?;
    let mut section = Vec::new();
    push_number(&mut section, usize::from(packing == Packing::Xz));
    push_number(&mut section, index.len());
    section.extend_from_slice(&index);
    for group in packed {
        section.extend_from_slice(&group);
    }
    Ok(module_around(&section))
}

/// A WebAssembly module that has nothing but this custom section.
fn module_around(section: &[u8]) -> Vec<u8> {
    /// The size of the name, and the name.
    const NAME: &[u8] = b"\x08brooklet";
    /// Every digit but the last one.
    const MORE: usize = 0x80;
    let mut bytes = b"\0asm\x01\0\0\0".to_vec();
    bytes.push(0);
    let size = NAME.len() + section.len();
    for digit in 0..5 {
        let more = if digit < 4 { MORE } else { 0 };
        let digit = (size >> (7 * digit)) % MORE + more;
        bytes.push(u8::try_from(digit).expect("a digit has 7 bits"));
    }
    bytes.extend_from_slice(NAME);
    bytes.extend_from_slice(section);
    bytes
}

/// Enters the modules of a group into the index and gives the group.
fn lay_out(index: &mut Vec<u8>, number: usize, group: &[Module]) -> Vec<u8> {
    let mut codes = Vec::new();
    for module in group {
        push_text(index, &module.name);
        index.push(u8::from(module.is_package));
        push_number(index, number);
        push_number(index, codes.len());
        codes.extend_from_slice(&module.code);
        push_number(index, codes.len());
    }
    codes
}

/// Enters the modules that are elsewhere or nowhere.
fn push_others(index: &mut Vec<u8>, contents: &Contents<'_>) {
    push_number(index, contents.elsewhere.len());
    for name in &contents.elsewhere {
        push_text(index, name);
    }
    push_number(index, contents.missing.len());
    for (name, reason) in &contents.missing {
        push_text(index, name);
        push_text(index, reason);
    }
}

fn push_zones(index: &mut Vec<u8>, group: usize, zones: Option<&Files>) {
    let places = zones.map_or(&[][..], |zones| zones.places.as_slice());
    push_number(index, places.len());
    for (name, place) in places {
        push_text(index, name);
        push_number(index, group);
        push_number(index, place.start);
        push_number(index, place.end);
    }
}

fn push_number(bytes: &mut Vec<u8>, number: usize) {
    let number = u32::try_from(number).expect("the library is smaller than 4 GB");
    bytes.extend_from_slice(&number.to_le_bytes());
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

fn compressed(bytes: &[u8]) -> Result<Vec<u8>, FreezeError> {
    let mut encoder = XzEncoder::new(Vec::new(), 9);
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
