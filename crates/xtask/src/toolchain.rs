//! A Rust toolchain, and how a command is told to use it.

use std::path::PathBuf;
use std::process::Command;

/// The release the project is developed with; its lints are those that fail a test run.
pub(crate) const PINNED: &str = "1.97.0";

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

#[cfg(test)]
mod tests {
    use super::*;

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
