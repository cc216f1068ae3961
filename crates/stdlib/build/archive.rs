//! The format of an archive. It is read in `archive.rs` of crate `python`.
//!
//! An archive is the size of its compressed index, the index, and groups of modules, each
//! compressed by itself. The index has the number of groups and their compressed sizes; the number
//! of modules, and of each its name, whether it is a package, its group, and where its code begins
//! and ends there; the number of modules that are elsewhere, and their names; the number of modules
//! that are nowhere, and their names and why; the number of time zones, and of each its name, its
//! group, and where its data begin and end there; and the number of tables of characters' names (none
//! or one), its group and its size. Numbers have 32 bits, little end first; texts have
//! their size before them. Compressed is by xz.

use std::error::Error;
use std::io::Write;

use xz::write::XzEncoder;

use crate::freeze::Module;
use crate::zones::Zones;

/// What goes into an archive.
#[derive(Default)]
pub(crate) struct Contents<'a> {
    /// Modules that are decoded together.
    pub(crate) groups: Vec<Vec<Module>>,
    /// The names of modules that are in another archive.
    pub(crate) elsewhere: Vec<&'a str>,
    /// Names of modules that there are not, and why.
    pub(crate) missing: Vec<(&'a str, &'a str)>,
    /// The time zones.
    pub(crate) zones: Option<Zones>,
    /// The names of characters; empty for none.
    pub(crate) names: String,
}

/// Packs it.
pub(crate) fn archive(contents: &Contents<'_>) -> Result<Vec<u8>, Box<dyn Error>> {
    let Contents {
        groups,
        elsewhere,
        missing,
        zones,
        names,
    } = contents;
    let mut modules = Vec::new();
    let mut packed = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let mut codes = Vec::new();
        for module in group {
            push_text(&mut modules, &module.name);
            modules.push(u8::from(module.is_package));
            push_number(&mut modules, number);
            push_number(&mut modules, codes.len());
            codes.extend_from_slice(&module.code);
            push_number(&mut modules, codes.len());
        }
        packed.push(compressed(&codes)?);
    }
    let zones_group = packed.len();
    if let Some(zones) = zones {
        packed.push(compressed(&zones.data)?);
    }
    let names_group = packed.len();
    if !names.is_empty() {
        packed.push(compressed(names.as_bytes())?);
    }
    let mut index = Vec::new();
    push_number(&mut index, packed.len());
    for group in &packed {
        push_number(&mut index, group.len());
    }
    push_number(&mut index, groups.iter().map(Vec::len).sum());
    index.append(&mut modules);
    push_number(&mut index, elsewhere.len());
    for name in elsewhere {
        push_text(&mut index, name);
    }
    push_number(&mut index, missing.len());
    for (name, reason) in missing {
        push_text(&mut index, name);
        push_text(&mut index, reason);
    }
    let places = zones.iter().flat_map(|zones| &zones.places);
    push_number(&mut index, places.clone().count());
    for (name, place) in places {
        push_text(&mut index, name);
        push_number(&mut index, zones_group);
        push_number(&mut index, place.start);
        push_number(&mut index, place.end);
    }
    push_number(&mut index, packed.len() - names_group);
    if !names.is_empty() {
        push_number(&mut index, names_group);
        push_number(&mut index, 0);
        push_number(&mut index, names.len());
    }
    let index = compressed(&index)?;
    let mut bytes = Vec::new();
    push_number(&mut bytes, index.len());
    bytes.extend_from_slice(&index);
    for group in packed {
        bytes.extend_from_slice(&group);
    }
    Ok(bytes)
}

fn push_number(bytes: &mut Vec<u8>, number: usize) {
    let number = u32::try_from(number).expect("the library is smaller than 4 GB");
    bytes.extend_from_slice(&number.to_le_bytes());
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

fn compressed(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = XzEncoder::new(Vec::new(), 9);
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
