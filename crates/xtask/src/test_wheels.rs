//! The wheels that apps of the tests import, fetched by pip and kept.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::shell;

/// The folder with the wheels that `tests/scripts/wheels.lock` names; pip is asked only where they are
/// not there.
pub(crate) fn folder(project: &Project) -> Result<PathBuf> {
    let lock = project.root.join("tests/scripts/wheels.lock");
    let wanted = fs::read_to_string(&lock).with_context(|| lock.display().to_string())?;
    let folder = project.cache.join("test-wheels");
    // Written last: without it the folder is not whole.
    let stamp = project.cache.join("stamps/test-wheels");
    if folder.exists() && fs::read_to_string(&stamp).is_ok_and(|known| known == wanted) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let mut pip = project.command("python3");
    pip.args([
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    // Pure Python ones: which machine asks does not matter.
    pip.args([
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        "--platform=any",
    ]);
    pip.arg("--dest")
        .arg(&folder)
        .arg("--requirement")
        .arg(&lock);
    shell::run(&mut pip)?;
    let stamps = stamp.parent().unwrap_or(&project.cache);
    fs::create_dir_all(stamps).with_context(|| stamps.display().to_string())?;
    fs::write(&stamp, wanted).with_context(|| stamp.display().to_string())?;
    Ok(folder)
}
