//! Choosing a Rust toolchain that can build both halves, and getting one where none is.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow, bail};

use crate::project::{Project, WASM};
use crate::{debian, shell};

/// The release the project is developed with; its lints are those that fail a test run.
pub(crate) const PINNED: &str = "1.97.0";

/// The oldest release that the Python parser compiles with.
const OLDEST: (u32, u32) = (1, 96);

/// A toolchain that can build, lint and format for this machine and for wasm32.
#[derive(Debug, Clone)]
pub(crate) struct Toolchain {
    /// Its name in rustup, if rustup is to choose it.
    pub(crate) name: Option<String>,
    /// Its folder of programs, if it is to be found without rustup.
    pub(crate) bin: Option<PathBuf>,
    /// What `rustc --version` prints.
    pub(crate) version: String,
}

impl Toolchain {
    /// Makes `command` and whatever it starts use this toolchain.
    pub(crate) fn apply(&self, command: &mut Command) {
        if let Some(name) = &self.name {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
    }

    /// Whether its lints are the ones that the code was written against.
    pub(crate) fn is_pinned(&self) -> bool {
        self.version.starts_with(&format!("rustc {PINNED} "))
    }
}

/// The toolchain in use if it will do, else the pinned one by rustup, else Debian's.
pub(crate) fn choose(project: &Project) -> Result<Toolchain> {
    let in_use = examine(project, None);
    if let Ok(toolchain) = in_use {
        return Ok(toolchain);
    }
    let pinned = Some(PINNED.to_owned());
    if let Ok(toolchain) = examine(project, pinned.clone()) {
        return Ok(toolchain);
    }
    if let Ok(toolchain) = debian::installed(project) {
        return Ok(toolchain);
    }
    let complaint = in_use.expect_err("handled above");
    println!("setup: the Rust in use will not do: {complaint}");
    let by_rustup = install_pinned(project).and_then(|()| examine(project, pinned));
    let refusal = match by_rustup {
        Ok(toolchain) => return Ok(toolchain),
        Err(refusal) => refusal,
    };
    println!(
        "setup: rustup cannot help ({})",
        last_line(&refusal.to_string())
    );
    debian::toolchain(project).map_err(|failure| {
        anyhow!(
            "no Rust to build with. Needed: rustc {}.{} or newer with {WASM}, clippy and rustfmt.\n\
             In use: {complaint}\nrustup: {refusal:#}\nDebian's packages: {failure:#}\n\
             Install rustup (or Rust {PINNED} in another way) and try again.",
            OLDEST.0,
            OLDEST.1
        )
    })
}

fn install_pinned(project: &Project) -> Result<()> {
    if project.find("rustup").is_none() {
        bail!("it is not installed");
    }
    println!("setup: installing Rust {PINNED} with {WASM}, clippy and rustfmt by rustup");
    let mut rustup = project.command("rustup");
    rustup.args([
        "toolchain",
        "install",
        PINNED,
        "--profile",
        "minimal",
        "--no-self-update",
    ]);
    rustup.args(["-c", "clippy", "-c", "rustfmt", "-t", WASM]);
    shell::run(&mut rustup)
}

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

fn last_line(text: &str) -> &str {
    text.trim_end().lines().last().unwrap_or_default()
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

    #[test]
    fn only_the_pinned_release_is_pinned() {
        let toolchain = |version: &str| Toolchain {
            name: None,
            bin: None,
            version: version.to_owned(),
        };
        assert!(toolchain("rustc 1.97.0 (2d8144b78 2026-07-07)").is_pinned());
        assert!(!toolchain("rustc 1.98.0 (aaaaaaaaa 2026-08-20)").is_pinned());
    }
}
