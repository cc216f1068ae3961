//! Making `pkg/`: both wasm halves, Python's library, scripts, types, fonts and the npm manifest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Instant, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use crate::project::{Project, WASM};
use crate::setup::{self, Need};
use crate::{shell, tools};

/// Which parts to make and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wish {
    profile: Profile,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Profile {
    /// Small and fast; slow to make.
    Release,
    /// Quick to make.
    Dev,
}

/// A part of `pkg/` that can be made alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Page,
    Engine,
    Stdlib,
    Data,
    Files,
}

const PARTS: [(&str, Part); 5] = [
    ("page", Part::Page),
    ("stdlib", Part::Stdlib),
    ("data", Part::Data),
    ("engine", Part::Engine),
    // Last: the scripts are told how large the others are.
    ("files", Part::Files),
];

impl Wish {
    /// Everything, as it is shipped: as yet without the layers of NumPy, for which no engine has the
    /// natives.
    pub(crate) fn release() -> Wish {
        Wish {
            profile: Profile::Release,
            parts: PARTS
                .iter()
                .map(|(_, part)| *part)
                .filter(|part| *part != Part::Data)
                .collect(),
        }
    }

    /// Everything, for a quick look.
    pub(crate) fn dev() -> Wish {
        Wish {
            profile: Profile::Dev,
            ..Wish::release()
        }
    }

    /// Reads `--dev` and `--only PART`.
    pub(crate) fn parse(arguments: &[String]) -> Result<Wish> {
        let mut wish = Wish::release();
        let mut only = Vec::new();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--dev" => wish.profile = Profile::Dev,
                "--only" => only.push(part(arguments.next())?),
                unknown => bail!("build does not know `{unknown}`"),
            }
        }
        if !only.is_empty() {
            wish.parts = only;
        }
        Ok(wish)
    }
}

fn part(name: Option<&String>) -> Result<Part> {
    let named = PARTS
        .iter()
        .find(|(known, _)| Some(*known) == name.map(String::as_str));
    named
        .map(|(_, part)| *part)
        .context("--only takes page, engine, stdlib, data or files")
}

/// Sets up and builds.
pub(crate) fn run(project: Project, wish: &Wish) -> Result<ExitCode> {
    let project = setup::run(
        project,
        &[Need::Rust, Need::WasmBindgen, Need::ShippedPackages],
    )?;
    build(&project, wish)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds on a project that is set up.
pub(crate) fn build(project: &Project, wish: &Wish) -> Result<()> {
    let begin = Instant::now();
    fs::create_dir_all(project.pkg())?;
    for part in &wish.parts {
        match part {
            Part::Page => wasm(project, wish.profile, "brooklet-page", "page")?,
            Part::Engine => wasm(project, wish.profile, "brooklet-worker", "engine")?,
            Part::Stdlib => stdlib(project)?,
            Part::Data => data(project)?,
            Part::Files => files(project)?,
        }
    }
    println!(
        "build: {} is ready ({:.1} s)",
        project.shown(&project.pkg()).display(),
        begin.elapsed().as_secs_f32()
    );
    Ok(())
}

/// Compiles one half and makes its JavaScript.
fn wasm(project: &Project, profile: Profile, package: &str, name: &str) -> Result<()> {
    let profile_name = match profile {
        Profile::Release => "release",
        Profile::Dev => "wasm-dev",
    };
    println!("build: {name} ({package}, {profile_name})");
    let library = package.replace('-', "_");
    let folder = project.target.join(WASM).join(profile_name);
    forget_others(project, &folder, &library)?;
    let mut cargo = project.cargo();
    // Each half alone: features that one asks for must not grow the other.
    cargo.args(["build", "--lib", "--package", package, "--target", WASM]);
    shell::run(cargo.args(["--profile", profile_name]))?;
    let compiled = folder.join(format!("{library}.wasm"));
    let outputs =
        [format!("{name}.js"), format!("{name}_bg.wasm")].map(|file| project.pkg().join(file));
    once(project, name, &[&compiled], &outputs, || {
        let mut bindgen = project.command("wasm-bindgen");
        bindgen.args([
            "--target",
            "web",
            "--no-typescript",
            "--out-name",
            name,
            "--out-dir",
        ]);
        bindgen.arg(project.pkg());
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

/// Compiles Python's standard library ahead of time.
fn stdlib(project: &Project) -> Result<()> {
    println!("build: Python's standard library");
    let program = "brooklet-stdlib";
    let mut cargo = project.cargo();
    shell::run(cargo.args(["build", "--package", "brooklet-stdlib", "--bin", program]))?;
    let compiled = project.target.join("debug").join(program);
    let outputs = ["stdlib.bin", "library.bin"].map(|file| project.pkg().join(file));
    once(project, program, &[&compiled], &outputs, || {
        let mut freeze = project.command(&compiled.to_string_lossy());
        shell::run(freeze.arg(project.pkg()))
    })
}

/// Freezes the Python layers of NumPy and pandas. Where their wheels cannot be had, an app that
/// imports them is told so; all else is as usual.
fn data(project: &Project) -> Result<()> {
    println!("build: the Python layers of NumPy and pandas");
    /// The program's way to say that the wheels cannot be had.
    const UNAVAILABLE: i32 = 3;
    let program = "brooklet-wheels";
    let mut cargo = project.cargo();
    shell::run(cargo.args(["build", "--package", program]))?;
    let compiled = project.target.join("debug").join(program);
    let outputs =
        ["data.bin", "data-more.bin", "data.LICENSE"].map(|file| project.pkg().join(file));
    let mut can_be_had = true;
    let made = once(project, program, &[&compiled], &outputs, || {
        let mut wheels = project.command(&compiled.to_string_lossy());
        wheels.arg(&project.cache).arg(project.pkg());
        let status = wheels
            .status()
            .with_context(|| format!("{program} does not start"))?;
        can_be_had = status.code() != Some(UNAVAILABLE);
        if !status.success() {
            bail!("{program} failed ({status})");
        }
        Ok(())
    });
    if can_be_had {
        return made;
    }
    println!("build: without data: apps that import NumPy or pandas will say that it is missing");
    for output in outputs.iter().filter(|output| output.exists()) {
        fs::remove_file(output)?;
    }
    Ok(())
}

/// Copies what is written by hand or comes from npm packages.
fn files(project: &Project) -> Result<()> {
    println!("build: scripts, types, fonts");
    let pkg = project.pkg();
    let source = project.root.join("www/src");
    for path in listed(&source)? {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if SHIPPED.iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(&path)?;
            let size = download_bytes(&pkg).to_string();
            write(
                &pkg.join(name),
                text.replace(DOWNLOAD_BYTES, &size).as_bytes(),
            )?;
        }
    }
    let modules = project.root.join("www/node_modules");
    for (package, file, name) in FONTS {
        let package = modules.join(package);
        let font = package.join("files").join(format!("{file}.woff2"));
        copy(&font, &pkg.join("fonts").join(format!("{name}.woff2")))?;
        let licence = package.join("LICENSE");
        copy(&licence, &pkg.join("fonts").join(format!("{name}.LICENSE")))?;
    }
    for font in listed(&modules.join("katex/dist/fonts"))? {
        let name = font.file_name().unwrap_or_default();
        if font.extension().is_some_and(|ending| ending == "woff2") {
            copy(&font, &pkg.join("fonts").join(name))?;
        }
    }
    for (package, file) in LAZY_LICENCES {
        let licence = modules.join(package).join(file);
        copy(
            &licence,
            &pkg.join("lazy").join(format!("{package}.LICENSE")),
        )?;
    }
    write(&pkg.join("package.json"), npm_manifest().as_bytes())?;
    bundles(project)
}

/// Bundles the scripts that come from npm packages, by the script `build` of the npm manifest: those
/// that an app loads when it needs them, and the playground's own.
fn bundles(project: &Project) -> Result<()> {
    let mut npm = project.command("npm");
    npm.current_dir(project.root.join("www"))
        .args(["run", "--silent", "build"]);
    shell::run(&mut npm)?;
    for script in listed(&project.root.join("www/dist/lazy"))? {
        let name = script.file_name().unwrap_or_default();
        copy(&script, &project.pkg().join("lazy").join(name))?;
    }
    let names = runtime_files(&project.pkg(), "")?;
    write(
        &project.root.join("www/dist/pkg.json"),
        serde_json::to_string(&names)?.as_bytes(),
    )
}

/// What `pkg/` has for a browser, by relative path: the playground stores and packs it.
fn runtime_files(folder: &Path, prefix: &str) -> Result<Vec<String>> {
    const NOT_FOR_BROWSERS: [&str; 3] = ["README.md", "package.json", "brooklet.d.ts"];
    let mut names = Vec::new();
    for path in listed(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            names.extend(runtime_files(&path, &format!("{prefix}{name}/"))?);
        } else if !NOT_FOR_BROWSERS.contains(&name.as_ref()) && !name.starts_with('.') {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(names)
}

/// Endings of the hand-written files that are shipped.
const SHIPPED: [&str; 3] = [".js", ".d.ts", ".css"];

/// Where a script wants to know how many bytes are downloaded before an app starts.
const DOWNLOAD_BYTES: &str = "@DOWNLOAD_BYTES@";

fn download_bytes(pkg: &Path) -> u64 {
    let size = |name| pkg.join(name).metadata().map_or(0, |facts| facts.len());
    size("engine_bg.wasm") + size("stdlib.bin")
}

/// Packages whose code is bundled for apps, and the files of their licences.
const LAZY_LICENCES: [(&str, &str); 3] = [
    ("emojilib", "LICENSE"),
    ("katex", "LICENSE"),
    ("refractor", "license"),
];

const SANS: &str = "@fontsource-variable/source-sans-3";
const CODE: &str = "@fontsource-variable/source-code-pro";
const SYMBOLS: &str = "@fontsource/material-symbols-rounded";

/// Package, its file, our name for it. `page` says which text needs which.
const FONTS: [(&str, &str, &str); 9] = [
    (SANS, "source-sans-3-latin-wght-normal", "source-sans"),
    (
        SANS,
        "source-sans-3-latin-wght-italic",
        "source-sans-italic",
    ),
    (
        SANS,
        "source-sans-3-latin-ext-wght-normal",
        "source-sans-extended",
    ),
    (
        SANS,
        "source-sans-3-vietnamese-wght-normal",
        "source-sans-vietnamese",
    ),
    (
        SANS,
        "source-sans-3-cyrillic-wght-normal",
        "source-sans-cyrillic",
    ),
    (SANS, "source-sans-3-greek-wght-normal", "source-sans-greek"),
    (CODE, "source-code-pro-latin-wght-normal", "source-code"),
    (
        CODE,
        "source-code-pro-latin-wght-italic",
        "source-code-italic",
    ),
    (
        SYMBOLS,
        "material-symbols-rounded-latin-400-normal",
        "material-symbols",
    ),
];

fn npm_manifest() -> String {
    let manifest = serde_json::json!({
        "name": "brooklet",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Streamlit apps as static web pages: Python in Rust, in one browser tab, without a server.",
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "main": "./brooklet.js",
        "types": "./brooklet.d.ts",
        "exports": {
            ".": { "types": "./brooklet.d.ts", "default": "./brooklet.js" },
            "./*": "./*",
        },
        "sideEffects": true,
    });
    format!("{manifest:#}\n")
}

/// Runs `make` unless `outputs` stand and were made from these very inputs by this very program.
fn once(
    project: &Project,
    name: &str,
    inputs: &[&Path],
    outputs: &[PathBuf],
    make: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp = project.cache.join("stamps").join(stamp_name(project, name));
    let mut fingerprint = vec![tools::wasm_bindgen_version(project)?];
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

fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = folder
        .read_dir()
        .with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    write(to, &bytes)
}

/// Writes a file unless it holds just that, so that its time tells when it changed.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Wish> {
        Wish::parse(
            &arguments
                .iter()
                .map(|&word| word.to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn everything_is_built_unless_parts_are_named() {
        assert_eq!(parse(&[]).unwrap().parts.len(), PARTS.len() - 1);
        assert_eq!(parse(&["--only", "page"]).unwrap().parts, [Part::Page]);
        assert_eq!(parse(&["--dev"]).unwrap(), Wish::dev());
    }

    #[test]
    fn unknown_words_are_refused() {
        assert!(parse(&["--only", "everything"]).is_err());
        assert!(parse(&["--only"]).is_err());
        assert!(parse(&["--fast"]).is_err());
    }

    #[test]
    fn the_npm_manifest_is_json() {
        let manifest: serde_json::Value = serde_json::from_str(&npm_manifest()).unwrap();
        assert_eq!(manifest["exports"]["."]["default"], "./brooklet.js");
    }
}
