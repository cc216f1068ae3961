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

/// How the engine with data is linked, though all is compiled as for the one without: by what is of
/// use in more than one crate only, which is done sooner.
const QUICK_LINK: [&str; 1] = ["-Clto=thin"];

/// Compiles the halves and makes their JavaScript. What they share compiles once.
pub(super) fn make(project: &Project, profile: Profile, halves: &[Half]) -> Result<()> {
    let (data, plain): (Vec<Half>, Vec<Half>) =
        halves.iter().partition(|half| **half == DATA_ENGINE);
    // Apart, for in one call both engines would have the features of one. Those of the plain ones in
    // one: one links while the other compiles.
    for together in [plain, data].iter().filter(|halves| !halves.is_empty()) {
        make_together(project, profile, together)?;
    }
    Ok(())
}

fn make_together(project: &Project, profile: Profile, halves: &[Half]) -> Result<()> {
    let profile_name = profile.name();
    let names: Vec<&str> = halves.iter().map(|half| half.name).collect();
    println!("build: {} ({profile_name})", names.join(" and "));
    let folder = project.target.join(WASM).join(profile_name);
    for half in halves {
        forget_others(project, &folder, &half.library())?;
    }
    let mut cargo = project.cargo();
    let is_quick = profile == Profile::Release && halves == [DATA_ENGINE];
    cargo.arg(if is_quick { "rustc" } else { "build" });
    cargo.args(["--lib", "--target", WASM, "--profile", profile_name]);
    cargo.args(
        halves
            .iter()
            .map(|half| format!("--package={}", half.package)),
    );
    if is_quick {
        cargo.arg("--").args(QUICK_LINK);
    }
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
    once(project, name, &[&compiled, &program], &outputs, || {
        let mut bindgen = project.command(&program.to_string_lossy());
        bindgen.arg(&compiled).arg(name).arg(half.folder(project));
        if profile == Profile::Release {
            bindgen.arg("--shipped");
        }
        shell::run(&mut bindgen)
    })
}

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
