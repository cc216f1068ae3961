//! Programs of the project, compiled for this machine: tools of the build, and what is tested.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::Project;
use crate::shell;

/// Freezes Python's standard library.
pub(crate) const STDLIB: &str = "brooklet-stdlib";
/// Freezes the Python layers of NumPy and pandas.
pub(crate) const WHEELS: &str = "brooklet-wheels";
/// Makes the JavaScript of what is compiled for the browser.
pub(crate) const BINDGEN: &str = "brooklet-bindgen";
/// Runs NumPy's own tests on our Python.
pub(crate) const SUITE: &str = "brooklet-suite";
/// The command line.
pub(crate) const COMMAND_LINE: &str = "brooklet";

/// Compiles those that are named, and no others: one of them holds all of our Python. From the whole
/// workspace, as the tests are: a package alone asks for other features of what it leans on, and
/// Python's compiler would be compiled once more for each.
pub(crate) fn make(project: &Project, names: &[&str]) -> Result<()> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--quiet", "--workspace"]);
    for name in names {
        cargo.args(["--bin", name]);
    }
    shell::run(&mut cargo)
}

/// Where one stands that was made.
pub(crate) fn path(project: &Project, name: &str) -> PathBuf {
    project.target.join("debug").join(name)
}
