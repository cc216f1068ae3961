//! Where things are: the clone, the build folder outside it, the tools; and the chosen toolchain.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::node;
use crate::rust::Toolchain;

/// The target triple of both halves.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The clone and what belongs to it on this machine.
pub(crate) struct Project {
    /// The top of the clone.
    pub(crate) root: PathBuf,
    /// Our folder among the user's caches.
    pub(crate) cache: PathBuf,
    /// Cargo's build folder.
    pub(crate) target: PathBuf,
    /// The toolchain that child processes use; `None` until the set-up has chosen.
    pub(crate) toolchain: Option<Toolchain>,
    /// Folders to search for programs before those of `PATH`.
    pub(crate) bins: Vec<PathBuf>,
}

impl Project {
    /// Finds the clone this program was started from.
    pub(crate) fn open() -> Result<Project> {
        let manifest_dir = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_dir
            .join("../..")
            .canonicalize()
            .context("the clone is gone")?;
        let home = std::env::home_dir().context("no home folder: set HOME")?;
        let caches = std::env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
            .unwrap_or_else(|| home.join(".cache"));
        let cache = caches.join("brooklet");
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
            || cache.join("target"),
            |path| std::env::current_dir().unwrap_or_default().join(path),
        );
        let cargo_home =
            std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
        let bins = vec![
            cache.join("tools/bin"),
            node::own_bin(&cache),
            cargo_home.join("bin"),
        ];
        Ok(Project {
            root,
            cache,
            target,
            toolchain: None,
            bins,
        })
    }

    /// A command that runs in the clone with the chosen toolchain and our tools.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.find(program).unwrap_or_else(|| program.into()));
        command.current_dir(&self.root);
        // Cargo tells a program it runs about itself and its package; those it starts are others.
        for (key, _) in std::env::vars_os() {
            let name = key.to_string_lossy();
            let of_this_run = name == "CARGO"
                || name == "RUST_RECURSION_COUNT"
                || [
                    "CARGO_PKG_",
                    "CARGO_MANIFEST_",
                    "CARGO_BIN_",
                    "CARGO_CRATE_",
                ]
                .iter()
                .any(|prefix| name.starts_with(prefix));
            if of_this_run {
                command.env_remove(&key);
            }
        }
        command.env("CARGO_TARGET_DIR", &self.target);
        let mut folders = Vec::new();
        if let Some(toolchain) = &self.toolchain {
            toolchain.apply(&mut command);
            folders.extend(toolchain.bin.clone());
        }
        folders.extend(self.bins.iter().cloned());
        folders.extend(path_folders());
        if let Ok(path) = std::env::join_paths(folders) {
            command.env("PATH", path);
        }
        command
    }

    /// `cargo` of the chosen toolchain.
    pub(crate) fn cargo(&self) -> Command {
        self.command("cargo")
    }

    /// The full path of a program: of the toolchain, of our tools, then of `PATH`.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let toolchain = self
            .toolchain
            .as_ref()
            .and_then(|toolchain| toolchain.bin.clone());
        toolchain
            .into_iter()
            .chain(self.bins.iter().cloned())
            .chain(path_folders())
            .map(|folder| folder.join(program))
            .find(|path| path.is_file())
    }

    /// The folder of the npm package that `build` makes.
    pub(crate) fn pkg(&self) -> PathBuf {
        self.root.join("pkg")
    }

    /// `path` as a reader in the clone would write it.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}

fn path_folders() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).collect()
}
