//! What of a crate of ours is written in Python, compiled by the crate's build script.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{FreezeError, source};

/// The folder below `OUT_DIR` in which `frozen!` looks for compiled files.
const FOLDER: &str = "frozen";

/// What tracebacks say of files that are frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<'a> {
    /// Lines of a file below this folder.
    FilesIn(&'a str),
    /// Functions of one place that readers do not look into: the numbers of its lines are left out, a
    /// sixth of the bytes.
    OnePlace(&'a str),
}

/// Compiles every Python file below a folder of the crate whose build script calls this, so that `frozen!`
/// finds it by its path from that folder. Cargo is told to come again when one changes.
#[allow(clippy::print_stdout, reason = "a build script speaks to cargo so")]
pub fn freeze_crate_sources(folder: &str, shown: Shown) -> Result<(), FreezeError> {
    println!("cargo:rerun-if-changed={folder}");
    let home = variable("CARGO_MANIFEST_DIR")?.join(folder);
    let out = variable("OUT_DIR")?.join(FOLDER);
    for file in source::sources(&home, &|_| true)? {
        let code = match shown {
            Shown::FilesIn(home) => file.compile(home)?.code,
            Shown::OnePlace(name) => file.compile_without_lines(name)?.code,
        };
        write(&out.join(&file.path).with_extension("bin"), &code)?;
    }
    Ok(())
}

fn variable(name: &'static str) -> Result<PathBuf, FreezeError> {
    let value = std::env::var_os(name).ok_or(FreezeError::NoVariable(name))?;
    Ok(PathBuf::from(value))
}

fn write(path: &Path, code: &[u8]) -> Result<(), FreezeError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, code)?)
}
