//! What Python imports from archives: its standard library, and the layers of NumPy and pandas.

use std::fs;

use anyhow::{Context, Result, bail};

use super::once::once;
use crate::project::Project;
use crate::{programs, shell};

/// How the program of the wheels says that they cannot be had.
const UNAVAILABLE: i32 = 3;

/// Compiles Python's standard library ahead of time.
pub(super) fn stdlib(project: &Project) -> Result<()> {
    println!("build: Python's standard library");
    let program = programs::STDLIB;
    let compiled = programs::path(project, program);
    let outputs = ["stdlib.wasm", "library.bin"].map(|file| project.pkg().join(file));
    once(project, program, &[&compiled], &outputs, || {
        let mut freeze = project.command(&compiled.to_string_lossy());
        shell::run(freeze.arg(project.pkg()))
    })
}

/// Whether `pkg/` has the Python layers of NumPy and pandas.
pub(super) fn has_data(project: &Project) -> bool {
    project.pkg().join("data.wasm").is_file()
}

/// Freezes the Python layers of NumPy and pandas. Where their wheels cannot be had, an app that
/// imports them is told so; all else is as usual. Says whether they are there.
pub(crate) fn data(project: &Project) -> Result<bool> {
    println!("build: the Python layers of NumPy and pandas");
    let program = programs::WHEELS;
    let compiled = programs::path(project, program);
    let outputs =
        ["data.wasm", "data-more.bin", "data.LICENSE"].map(|file| project.pkg().join(file));
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
        return made.map(|()| true);
    }
    println!("build: without data: apps that import NumPy or pandas will say that it is missing");
    for output in outputs.iter().filter(|output| output.exists()) {
        fs::remove_file(output)?;
    }
    Ok(false)
}
