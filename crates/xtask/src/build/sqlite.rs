//! The database as a wasm file of its own. It is compiled from C, which takes clang.

use anyhow::Result;

use super::halves::{Profile, forget_others};
use super::once::once;
use crate::debian;
use crate::project::{Project, WASM};
use crate::shell;

/// The package that holds it.
pub(crate) const PACKAGE: &str = "brooklet-sqlite";

/// What compiles it, and where Debian has that.
const PROGRAMS: [(&str, &str); 2] = [("clang", "clang"), ("llvm-ar", "llvm")];

/// What is said to the C compiler beside what the package that brings `SQLite` says.
const OPTIONS: &str = "crates/sqlite/options.h";
/// What tells it.
const C_FLAGS: &str = "CFLAGS_wasm32_unknown_unknown";

/// Whether C can be compiled for wasm32 here; installs what is missing, if that can be.
pub(crate) fn can_be_made(project: &Project) -> bool {
    let missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(program, _)| project.find(program).is_none())
        .map(|(_, package)| *package)
        .collect();
    missing.is_empty() || debian::install(&missing).is_ok()
}

/// Compiles `sqlite.wasm`. Where there is no clang, an app that imports `sqlite3` is told that it is
/// missing; all else is as usual.
pub(super) fn make(project: &Project, profile: Profile) -> Result<()> {
    println!("build: SQLite");
    if !can_be_made(project) {
        println!("build: without SQLite: there is no clang, and it cannot be installed");
        return Ok(());
    }
    let folder = project.target.join(WASM).join(profile.name());
    let library = PACKAGE.replace('-', "_");
    forget_others(project, &folder, &library)?;
    let mut cargo = project.cargo();
    cargo.args(["rustc", "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--package", PACKAGE, "--target", WASM]);
    cargo.args(["--profile", profile.name()]);
    let options = project.root.join(OPTIONS);
    cargo.env(C_FLAGS, format!("-include {}", options.display()));
    // Names of functions are a tenth of the bytes.
    shell::run(cargo.args(["--", "-C", "strip=symbols"]))?;
    let compiled = folder.join(format!("{library}.wasm"));
    let output = project.pkg().join("sqlite.wasm");
    let outputs = [output.clone()];
    once(project, "sqlite", &[&compiled], &outputs, || {
        std::fs::copy(&compiled, &output)?;
        Ok(())
    })
}
