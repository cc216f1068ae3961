//! The runtime's files: `pkg/`, as `cargo xtask build` makes it.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// Files without which no app starts.
const NEEDED: [&str; 7] = [
    "brooklet.js",
    "page.js",
    "page_bg.wasm",
    "worker.js",
    "engine.js",
    "engine_bg.wasm",
    "stdlib.wasm",
];

/// A folder that holds a whole runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Runtime {
    /// The folder.
    pub(crate) folder: PathBuf,
}

impl Runtime {
    /// Looks at `--pkg`, then `$BROOKLET_PKG`, then beside this program, then in the clone that it
    /// was built from.
    pub(crate) fn find(named: Option<PathBuf>) -> Result<Runtime> {
        if let Some(folder) = named {
            return Runtime::at(&folder, "--pkg");
        }
        if let Some(folder) = std::env::var_os("BROOKLET_PKG").filter(|folder| !folder.is_empty()) {
            return Runtime::at(Path::new(&folder), "$BROOKLET_PKG");
        }
        let candidates = candidates();
        let found = candidates.iter().find(|folder| missing(folder).is_none());
        if let Some(folder) = found {
            return Ok(Runtime {
                folder: folder.canonicalize()?,
            });
        }
        let places: Vec<String> = candidates
            .iter()
            .map(|folder| format!("  {}", folder.display()))
            .collect();
        bail!(
            "the runtime is nowhere to be found. Make it by `cargo xtask build` in the project's \
             clone, or name its folder by --pkg or $BROOKLET_PKG. Looked at:\n{}",
            places.join("\n")
        );
    }

    fn at(folder: &Path, origin: &str) -> Result<Runtime> {
        if let Some(file) = missing(folder) {
            bail!(
                "{origin} names {}, which is no whole runtime: {file} is missing",
                folder.display()
            );
        }
        Ok(Runtime {
            folder: folder.canonicalize()?,
        })
    }
}

fn candidates() -> Vec<PathBuf> {
    let mut candidates = Vec::new();
    if let Some(folder) = std::env::current_exe()
        .ok()
        .as_deref()
        .and_then(Path::parent)
    {
        candidates.push(folder.join("pkg"));
    }
    // Through `cargo run` the clone as it is now; otherwise the one of the build, if it is still there.
    let crate_folder = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    candidates.push(crate_folder.join("../../pkg"));
    candidates
}

fn missing(folder: &Path) -> Option<&'static str> {
    NEEDED.into_iter().find(|file| !folder.join(file).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incomplete_runtime_is_told_from_a_whole_one() {
        let failure = Runtime::find(Some("/nowhere".into()))
            .unwrap_err()
            .to_string();
        assert!(
            failure.contains("--pkg names /nowhere") && failure.contains("brooklet.js"),
            "{failure}"
        );
    }
}
