//! Both halves of an app: compiled for wasm32, with their JavaScript.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::once::once;
use crate::project::{Project, WASM};
use crate::shell;

/// How the halves are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Profile {
    /// Small and fast; slow to make.
    Release,
    /// Quick to make.
    Dev,
}

/// A half of the app: a package, and its name in `pkg/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Half {
    /// The package.
    pub(crate) package: &'static str,
    name: &'static str,
}

/// Both halves.
pub(crate) const HALVES: [Half; 2] = [
    Half {
        package: "brooklet-page",
        name: "page",
    },
    Half {
        package: "brooklet-worker",
        name: "engine",
    },
];

/// The profile of quick looks, and of tests in a browser.
pub(crate) const DEV_PROFILE: &str = "wasm-dev";

/// Compiles the halves and makes their JavaScript. Both in one call: what they share compiles once,
/// and one links while the other compiles.
pub(super) fn make(project: &Project, profile: Profile, halves: &[Half]) -> Result<()> {
    let profile_name = match profile {
        Profile::Release => "release",
        Profile::Dev => DEV_PROFILE,
    };
    let names: Vec<&str> = halves.iter().map(|half| half.name).collect();
    println!("build: {} ({profile_name})", names.join(" and "));
    let folder = project.target.join(WASM).join(profile_name);
    for half in halves {
        forget_others(project, &folder, &half.library())?;
    }
    let mut cargo = project.cargo();
    cargo.args([
        "build",
        "--lib",
        "--target",
        WASM,
        "--profile",
        profile_name,
    ]);
    shell::run(
        cargo.args(
            halves
                .iter()
                .map(|half| format!("--package={}", half.package)),
        ),
    )?;
    halves
        .iter()
        .try_for_each(|half| bindgen(project, profile, *half, &folder))
}

impl Half {
    fn library(self) -> String {
        self.package.replace('-', "_")
    }
}

fn bindgen(project: &Project, profile: Profile, half: Half, folder: &Path) -> Result<()> {
    let name = half.name;
    let compiled = folder.join(format!("{}.wasm", half.library()));
    let outputs =
        [format!("{name}.js"), format!("{name}_bg.wasm")].map(|file| project.pkg().join(file));
    once(project, name, &[&compiled], &outputs, || {
        let mut bindgen = project.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", name]);
        bindgen.arg("--out-dir").arg(project.pkg());
        if profile == Profile::Release {
            // Names of functions are a tenth of the bytes; a panic tells its place without them.
            bindgen.args(["--remove-name-section", "--remove-producers-section"]);
        }
        shell::run(bindgen.arg(&compiled))
    })
}

/// Removes a library that another clone has left in a shared target folder: its name tells nothing
/// of where it comes from, and cargo would take it for ours.
fn forget_others(project: &Project, folder: &Path, library: &str) -> Result<()> {
    let Ok(sources) = fs::read_to_string(folder.join(format!("{library}.d"))) else {
        return Ok(());
    };
    let left = folder.join(format!("deps/{library}.wasm"));
    let root = format!("{}/", project.root.display());
    if !sources.contains(&root) && left.exists() {
        fs::remove_file(&left).with_context(|| format!("cannot remove {}", left.display()))?;
    }
    Ok(())
}
