//! What is written by hand or comes from npm packages: scripts, types, fonts, the npm manifest.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::once::write;
use crate::project::Project;
use crate::shell;

/// Copies what is written by hand or comes from npm packages.
pub(super) fn files(project: &Project) -> Result<()> {
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
            let mut text = text;
            for (gap, engine) in DOWNLOAD_BYTES {
                text = text.replace(gap, &download_bytes(&pkg, engine).to_string());
            }
            write(&pkg.join(name), text.as_bytes())?;
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
    write(&pkg.join("package.json"), npm_manifest().as_bytes())?;
    bundles(project)
}

/// Bundles the scripts that come from npm packages, by the script `build` of the npm manifest: those
/// that an app loads when it needs them, with the licences of all that is in them, and the
/// playground's own.
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

/// Where a script wants to know how many bytes are downloaded before an app starts, and with which
/// engine.
const DOWNLOAD_BYTES: [(&str, &str); 2] = [
    ("@DOWNLOAD_BYTES@", "engine_bg.wasm"),
    ("@DATA_BYTES@", "engine-data_bg.wasm"),
];

/// None where there is no such engine.
fn download_bytes(pkg: &Path, engine: &str) -> u64 {
    let size = |name: &str| pkg.join(name).metadata().map_or(0, |facts| facts.len());
    match size(engine) {
        0 => 0,
        engine => engine + size("stdlib.wasm"),
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_npm_manifest_is_json() {
        let manifest: serde_json::Value = serde_json::from_str(&npm_manifest()).unwrap();
        assert_eq!(manifest["exports"]["."]["default"], "./brooklet.js");
    }
}
