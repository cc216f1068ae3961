//! Compiles Python's library and packs it into two archives.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo so")]

mod freeze;
mod missing;
mod names;
mod zones;

use std::error::Error;
use std::path::{Path, PathBuf};

use brooklet_freeze::{Contents, Module, Packing, archive, grouped, take};

use crate::freeze::modules;

/// What goes into the archive that is fetched at every start, in groups.
const CORE: &str = include_str!("core.txt");

/// What of the rest comes with the packages of data as well.
const OF_DATA: &str = include_str!("data.txt");

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["build", "lib", "README.md"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let missing = missing::modules();
    let library = Path::new(rustpython_pylib::LIB_PATH);
    let mut modules = modules(library, Path::new("lib"), &missing)?;
    let core = take(&mut modules, CORE)?;
    let core = Contents {
        groups: core,
        elsewhere: modules.iter().map(|module| module.name.as_str()).collect(),
        missing,
        ..Contents::default()
    };
    std::fs::write(out.join("stdlib.wasm"), archive(&core, Packing::Plain)?)?;
    let of_data = take(&mut modules.clone(), OF_DATA)?;
    write_list(&out.join("of_data.rs"), &of_data.concat())?;
    let rest = Contents {
        groups: grouped(modules),
        zones: Some(zones::zones()),
        names: names::table(),
        ..Contents::default()
    };
    std::fs::write(out.join("library.bin"), archive(&rest, Packing::Xz)?)?;
    Ok(())
}

/// Writes modules as an array of Rust.
fn write_list(path: &Path, modules: &[Module]) -> std::io::Result<()> {
    let rows = modules.iter().map(|module| {
        let Module {
            name,
            is_package,
            code,
        } = module;
        format!("({name:?}, {is_package}, &{code:?}),")
    });
    std::fs::write(path, format!("&[{}]", rows.collect::<String>()))
}
