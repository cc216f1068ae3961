//! The browser and its driver that tests and benchmarks use.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::debian;
use crate::project::Project;

/// A Chromium (or Chrome) and the driver of its version.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) program: PathBuf,
    /// `chromedriver`.
    pub(crate) driver: PathBuf,
}

const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Finds a browser and its driver, or installs Debian's.
pub(crate) fn ensure(project: &Project) -> Result<Browser> {
    if let Some(browser) = find(project) {
        return Ok(browser);
    }
    println!("setup: installing Chromium and its driver");
    let installed = debian::install(&["chromium", "chromium-driver"]);
    let missing = "tests and benchmarks need Chromium or Chrome and its driver: put `chromium` (or \
                   `google-chrome`) and `chromedriver` on PATH, or set CHROME and CHROMEDRIVER";
    installed.context(missing)?;
    find(project).context(missing)
}

fn find(project: &Project) -> Option<Browser> {
    let named = |variable: &str| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .filter(|path| path.is_file())
    };
    let program =
        named("CHROME").or_else(|| PROGRAMS.iter().find_map(|program| project.find(program)))?;
    let driver = named("CHROMEDRIVER").or_else(|| project.find("chromedriver"))?;
    Some(Browser { program, driver })
}
