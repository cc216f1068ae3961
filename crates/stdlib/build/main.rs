//! Compiles Python's library and packs it into two archives.

mod freeze;

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

use xz::write::XzEncoder;

use freeze::{Module, modules};

/// What goes into the archive that is fetched at every start.
const CORE: &str = include_str!("core.txt");

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let core_names: Vec<&str> =
        CORE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let all = modules(Path::new(rustpython_pylib::LIB_PATH))?;
    for name in &core_names {
        if !all.iter().any(|module| module.name == *name) {
            return Err(format!("core.txt names a module that is not in the library: {name}").into());
        }
    }
    let (core, rest): (Vec<Module>, Vec<Module>) =
        all.into_iter().partition(|module| core_names.contains(&module.name.as_str()));
    write(&out.join("stdlib.bin"), &archive(&core, &rest))?;
    write(&out.join("library.bin"), &archive(&rest, &[]))?;
    Ok(())
}

/// An archive: number of modules; per module its name, whether it is a package and the size of its
/// code; number of names of modules that are elsewhere; those names; then the codes.
fn archive(modules: &[Module], elsewhere: &[Module]) -> Vec<u8> {
    let mut bytes = Vec::new();
    push_number(&mut bytes, modules.len());
    for module in modules {
        push_text(&mut bytes, &module.name);
        bytes.push(u8::from(module.is_package));
        push_number(&mut bytes, module.code.len());
    }
    push_number(&mut bytes, elsewhere.len());
    for module in elsewhere {
        push_text(&mut bytes, &module.name);
    }
    for module in modules {
        bytes.extend_from_slice(&module.code);
    }
    bytes
}

fn push_number(bytes: &mut Vec<u8>, number: usize) {
    let number = u32::try_from(number).expect("the library is smaller than 4 GB");
    bytes.extend_from_slice(&number.to_le_bytes());
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut encoder = XzEncoder::new(Vec::new(), 9);
    encoder.write_all(bytes)?;
    std::fs::write(path, encoder.finish()?)?;
    Ok(())
}
