//! Compiles Python's library and packs it into two archives.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo so")]

mod archive;
mod freeze;
mod missing;
mod names;
mod zones;

use std::error::Error;
use std::path::{Path, PathBuf};

use archive::{Contents, archive};
use freeze::{Module, modules};

/// What goes into the archive that is fetched at every start, in groups.
const CORE: &str = include_str!("core.txt");

/// The other archive is decoded in groups of about this size.
const GROUP_BYTES: usize = 256 << 10;

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["build", "lib", "README.md"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let missing = missing::modules();
    let library = Path::new(rustpython_pylib::LIB_PATH);
    let mut modules = modules(library, Path::new("lib"), &missing)?;
    let mut core = Vec::new();
    for group in CORE.split("\n\n") {
        let names = group
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let group = names
            .map(|name| take(&mut modules, name))
            .collect::<Result<Vec<_>, _>>()?;
        core.push(group);
    }
    core.retain(|group| !group.is_empty());
    let core = Contents {
        groups: core,
        elsewhere: modules.iter().map(|module| module.name.as_str()).collect(),
        missing,
        ..Contents::default()
    };
    std::fs::write(out.join("stdlib.bin"), archive(&core)?)?;
    let rest = Contents {
        groups: grouped(modules),
        zones: Some(zones::zones()),
        names: names::table(),
        ..Contents::default()
    };
    std::fs::write(out.join("library.bin"), archive(&rest)?)?;
    Ok(())
}

fn take(modules: &mut Vec<Module>, name: &str) -> Result<Module, String> {
    let place = modules.iter().position(|module| module.name == name);
    let place =
        place.ok_or_else(|| format!("core.txt names a module that is not there: {name}"))?;
    Ok(modules.remove(place))
}

/// Neighbours in groups: packages stay together.
fn grouped(modules: Vec<Module>) -> Vec<Vec<Module>> {
    let mut groups = vec![Vec::new()];
    let mut size = 0;
    for module in modules {
        if size > GROUP_BYTES {
            groups.push(Vec::new());
            size = 0;
        }
        size += module.code.len();
        groups
            .last_mut()
            .expect("there is one from the start")
            .push(module);
    }
    groups
}
