//! Making things once: not again from the same inputs, nor writing what stands there already.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Runs `make` unless `outputs` stand and were made from these very inputs by this very program.
pub(super) fn once(
    project: &Project,
    name: &str,
    inputs: &[&Path],
    outputs: &[PathBuf],
    make: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp = project.cache.join("stamps").join(stamp_name(project, name));
    let mut fingerprint = Vec::new();
    for input in inputs {
        let facts = input
            .metadata()
            .with_context(|| format!("{} was not made", input.display()))?;
        let age = facts
            .modified()?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        fingerprint.push(format!(
            "{} {} {}",
            input.display(),
            age.as_nanos(),
            facts.len()
        ));
    }
    let fingerprint = fingerprint.join("\n");
    let are_there = outputs.iter().all(|output| output.is_file());
    if are_there && fs::read_to_string(&stamp).is_ok_and(|known| known == fingerprint) {
        return Ok(());
    }
    make()?;
    if let Some(missing) = outputs.iter().find(|output| !output.is_file()) {
        bail!("{} was not made", missing.display());
    }
    write(&stamp, fingerprint.as_bytes())
}

/// One stamp for each clone: several may share the build folder.
fn stamp_name(project: &Project, name: &str) -> String {
    let clone: String = project
        .root
        .to_string_lossy()
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect();
    format!("{name}{clone}")
}

/// Writes a file unless it holds just that, so that its time tells when it changed.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
