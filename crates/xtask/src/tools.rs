//! The programs from the Rust registry that building and testing need.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::shell;

/// A program of the Rust registry and the version wanted of it.
pub(crate) struct Tool {
    /// The package to install.
    package: &'static str,
    /// The program that tells its version.
    program: &'static str,
    /// How a version that will do begins.
    version: String,
    /// How it is installed.
    options: &'static [&'static str],
    /// How much the compiler is to take pains with it.
    opt_level: &'static str,
}

/// `wasm-bindgen` and its test runner, which must have the version of the library.
pub(crate) fn wasm_bindgen(project: &Project) -> Result<Tool> {
    let lock = std::fs::read_to_string(project.root.join("Cargo.lock"))
        .context("Cargo.lock is missing")?;
    let version = locked(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    Ok(Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: version.to_owned(),
        // Its test runner speaks to a driver on this machine, which needs no encryption.
        options: &["--no-default-features"],
        opt_level: "1",
    })
}

/// `wasm-pack`, which runs the tests that need a browser.
pub(crate) fn wasm_pack() -> Tool {
    Tool {
        package: "wasm-pack",
        program: "wasm-pack",
        version: "0.15".to_owned(),
        options: &[],
        opt_level: "0",
    }
}

/// `cargo nextest`, which runs the native tests.
pub(crate) fn nextest() -> Tool {
    Tool {
        package: "cargo-nextest",
        program: "cargo-nextest",
        version: "0.9".to_owned(),
        // Without the part that fetches newer versions of itself.
        options: &["--no-default-features", "--features", "default-no-update"],
        opt_level: "0",
    }
}

/// Installs the tool unless a version that will do is there.
pub(crate) fn ensure(project: &Project, tool: &Tool) -> Result<()> {
    if is_there(project, tool) {
        return Ok(());
    }
    let Tool {
        package,
        version,
        options,
        opt_level,
        ..
    } = tool;
    println!("setup: installing {package} {version} from the Rust registry (some minutes)");
    let install = |locked: bool| {
        let mut cargo = project.cargo();
        cargo.args([
            "install",
            "--quiet",
            package,
            "--version",
            &requirement(version),
        ]);
        cargo.arg("--root").arg(project.cache.join("tools"));
        cargo.args(*options);
        // They run for seconds; compiling them with all pains takes minutes.
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level);
        cargo.env("CARGO_PROFILE_RELEASE_LTO", "off");
        cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        cargo.env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        // Not among the project's own artefacts: other flags, other lock.
        cargo.env("CARGO_TARGET_DIR", project.cache.join("tools/target"));
        if locked {
            cargo.arg("--locked");
        }
        shell::run(&mut cargo)
    };
    install(true).or_else(|failure| {
        // A registry that lags behind the tool's lock file may still have what it asks for.
        println!("setup: not with its own lock file ({failure}); trying without");
        install(false)
    })?;
    if !is_there(project, tool) {
        bail!(
            "{package} {version} was installed, yet `{}` is another version",
            tool.program
        );
    }
    Ok(())
}

fn is_there(project: &Project, tool: &Tool) -> bool {
    if project.find(tool.program).is_none() {
        return false;
    }
    let told = shell::read(project.command(tool.program).arg("--version"));
    told.is_ok_and(|told| tells(&told, &tool.version))
}

/// Whether `wasm-bindgen 0.2.130` tells of a version that begins with `0.2.130`.
fn tells(told: &str, version: &str) -> bool {
    let found = told
        .lines()
        .next()
        .and_then(|line| line.split_whitespace().nth(1));
    found.is_some_and(|found| found == version || found.starts_with(&format!("{version}.")))
}

/// A full version is meant exactly, a short one as the newest that begins so.
fn requirement(version: &str) -> String {
    let digits = version.split('.').count();
    if digits == 3 {
        format!("={version}")
    } else {
        format!("~{version}")
    }
}

/// The version of a package in the text of a Cargo.lock.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let start = lock.find(&format!("name = \"{package}\"\n"))?;
    let line = lock[start..].lines().nth(1)?;
    line.strip_prefix("version = \"")?.strip_suffix('"')
}

/// Whether `stamp` is older than `input` or one of them is missing.
pub(crate) fn is_stale(stamp: &Path, input: &Path) -> bool {
    let changed = |path: &Path| path.metadata().and_then(|facts| facts.modified());
    match (changed(stamp), changed(input)) {
        (Ok(stamp), Ok(input)) => stamp < input,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "gloo"), None);
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert!(tells("wasm-bindgen 0.2.130", "0.2.130"));
        assert!(tells(
            "cargo-nextest 0.9.143 (60fa45f63 2026-08-04)\nrelease: …",
            "0.9"
        ));
        assert!(!tells("wasm-bindgen 0.2.1300", "0.2.130"));
        assert!(!tells("cargo-nextest 0.90.1", "0.9"));
        assert!(!tells("", "0.9"));
    }

    #[test]
    fn a_short_version_is_a_range() {
        assert_eq!(requirement("0.2.130"), "=0.2.130");
        assert_eq!(requirement("0.9"), "~0.9");
    }
}
