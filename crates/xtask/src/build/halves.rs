//! Both halves of an app, and the playground's site builder: compiled for wasm32, with their JavaScript.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::once::once;
use crate::programs;
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

impl Profile {
    /// As cargo knows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => DEV_PROFILE,
        }
    }
}

/// A half of the app: a package, and where what is made of it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Half {
    /// The package.
    pub(crate) package: &'static str,
    name: &'static str,
    folder: Folder,
}

/// Where the program of a half stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folder {
    /// In `pkg/`: every app has it.
    Runtime,
    /// Beside the playground's own scripts.
    Playground,
}

/// Both halves.
pub(crate) const HALVES: [Half; 2] = [
    Half {
        package: "brooklet-page-web",
        name: "page",
        folder: Folder::Runtime,
    },
    Half {
        package: "brooklet-worker-plain",
        name: "engine",
        folder: Folder::Runtime,
    },
];

/// The engine of apps that import packages of data: the second half once more, with more in it.
pub(crate) const DATA_ENGINE: Half = Half {
    package: "brooklet-worker-data",
    name: "engine-data",
    folder: Folder::Runtime,
};

/// What the playground loads to make a website of an app. It is linked beside the halves.
pub(crate) const SITE: Half = Half {
    package: "brooklet-site-web",
    name: "site",
    folder: Folder::Playground,
};

/// The profile of quick looks, and of tests in a browser.
pub(crate) const DEV_PROFILE: &str = "wasm-dev";

/// Compiles the halves and makes their JavaScript. In one call, so that what they share compiles once
/// and one links beside the other.
pub(super) fn make(project: &Project, profile: Profile, halves: &[Half]) -> Result<()> {
    let profile_name = profile.name();
    let names: Vec<&str> = halves.iter().map(|half| half.name).collect();
    println!("build: {} ({profile_name})", names.join(", "));
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
    cargo.args(
        halves
            .iter()
            .map(|half| format!("--package={}", half.package)),
    );
    shell::run(&mut cargo)?;
    halves
        .iter()
        .try_for_each(|half| bindgen(project, profile, *half, &folder))
}

/// Removes what an earlier build has made of a half.
pub(super) fn remove(project: &Project, half: Half) -> Result<()> {
    let files = half.outputs(project);
    for file in files.iter().filter(|file| file.exists()) {
        fs::remove_file(file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(())
}

impl Half {
    /// Where its files stand.
    fn folder(self, project: &Project) -> PathBuf {
        match self.folder {
            Folder::Runtime => project.pkg(),
            Folder::Playground => project.root.join("www/dist"),
        }
    }

    /// Its files.
    fn outputs(self, project: &Project) -> [PathBuf; 2] {
        [
            format!("{}.js", self.name),
            format!("{}_bg.wasm", self.name),
        ]
        .map(|file| self.folder(project).join(file))
    }

    fn library(self) -> String {
        self.package.replace('-', "_")
    }
}

fn bindgen(project: &Project, profile: Profile, half: Half, folder: &Path) -> Result<()> {
    let name = half.name;
    let compiled = folder.join(format!("{}.wasm", half.library()));
    let outputs = half.outputs(project);
    let program = programs::path(project, programs::BINDGEN);
    let minifier = project.root.join("www/node_modules/.bin/esbuild");
    let inputs = [&*compiled, &*program, &*minifier];
    once(project, name, &inputs, &outputs, || {
        let mut bindgen = project.command(&program.to_string_lossy());
        bindgen.arg(&compiled).arg(name).arg(half.folder(project));
        if profile != Profile::Release {
            return shell::run(&mut bindgen);
        }
        bindgen.arg("--shipped");
        shell::run(&mut bindgen)?;
        let mut minify = project.command(&minifier.to_string_lossy());
        minify.arg(&outputs[0]).args(MINIFYING);
        minify.arg(format!("--outfile={}", outputs[0].display()));
        shell::run(&mut minify)
    })
}

/// How the JavaScript of a half is made small.
const MINIFYING: [&str; 5] = [
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--allow-overwrite",
    "--log-level=error",
];

/// Removes a library that another clone has left in a shared target folder: its name tells nothing
/// of where it comes from, and cargo would take it for ours.
pub(super) fn forget_others(project: &Project, folder: &Path, library: &str) -> Result<()> {
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
