//! Looking at a Rust toolchain: whether it can build both halves.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::project::{Project, WASM};
use crate::shell;
use crate::toolchain::Toolchain;

/// The oldest release that the Python parser compiles with.
pub(crate) const OLDEST: (u32, u32) = (1, 96);

/// Whether the toolchain of that name (or the one in use) has all that is needed.
pub(crate) fn examine(project: &Project, name: Option<String>) -> Result<Toolchain> {
    examine_at(project, name, None)
}

/// The same for a toolchain whose programs stand in `bin`.
pub(crate) fn examine_at(
    project: &Project,
    name: Option<String>,
    bin: Option<PathBuf>,
) -> Result<Toolchain> {
    let ask = |program: &str, arguments: &[&str]| {
        let mut command = project.command(program);
        if let Some(bin) = &bin {
            command = Command::new(bin.join(program));
        }
        if let Some(name) = &name {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
        shell::read(command.args(arguments))
    };
    let version = ask("rustc", &["--version"])?.trim().to_owned();
    match release(&version) {
        Some(release) if release >= OLDEST => {}
        _ => bail!("{version} is older than {}.{}", OLDEST.0, OLDEST.1),
    }
    let sysroot = ask("rustc", &["--print", "sysroot"])?;
    if !has_wasm(Path::new(sysroot.trim())) {
        bail!("{version} has no standard library for {WASM}");
    }
    if ask("cargo", &["clippy", "--version"]).is_err() {
        bail!("{version} has no clippy");
    }
    if ask("cargo", &["fmt", "--version"]).is_err() {
        bail!("{version} has no rustfmt");
    }
    Ok(Toolchain { name, bin, version })
}

/// Whether a standard library for wasm32 stands in this sysroot.
pub(crate) fn has_wasm(sysroot: &Path) -> bool {
    let folder = sysroot.join("lib/rustlib").join(WASM).join("lib");
    let Ok(entries) = folder.read_dir() else {
        return false;
    };
    entries
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

/// `(1, 97)` of `rustc 1.97.0 (2d8144b78 2026-07-07)`.
fn release(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split_whitespace().nth(1)?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_read_from_what_rustc_prints() {
        assert_eq!(
            release("rustc 1.97.0 (2d8144b78 2026-07-07)"),
            Some((1, 97))
        );
        assert_eq!(
            release("rustc 1.99.0-nightly (abc 2026-08-01)"),
            Some((1, 99))
        );
        assert_eq!(release("no such program"), None);
    }
}
