//! The wheels that apps of the tests import, fetched by pip and kept.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::shell;

/// Wheels that a lock names, in the form of pip.
pub(crate) struct TestWheels {
    lock: &'static str,
    /// The folder in the cache that they are kept in.
    folder: &'static str,
}

/// Those of the native tests.
pub(crate) const SCRIPTS: TestWheels = TestWheels {
    lock: "tests/scripts/wheels.lock",
    folder: "test-wheels",
};

/// Those of libraries of charts.
pub(crate) const CHARTS: TestWheels = TestWheels {
    lock: "tests/e2e/chart_wheels/requirements.lock",
    folder: "chart-wheels",
};

/// What pip is asked for. Which machine asks does not matter: the command line takes what wheels for this
/// one hold in Python.
const OPTIONS: [&str; 12] = [
    "--quiet",
    "--disable-pip-version-check",
    "--no-deps",
    "--require-hashes",
    "--only-binary=:all:",
    "--implementation=cp",
    "--python-version=3.14",
    "--platform=any",
    "--platform=manylinux_2_28_x86_64",
    "--platform=manylinux_2_17_x86_64",
    "--platform=manylinux2014_x86_64",
    "--requirement",
];

impl TestWheels {
    /// The folder with them; pip is asked only where they are not there.
    pub(crate) fn folder(&self, project: &Project) -> Result<PathBuf> {
        let lock = project.root.join(self.lock);
        let wanted = fs::read_to_string(&lock).with_context(|| lock.display().to_string())?;
        let folder = project.cache.join(self.folder);
        // Written last: without it the folder is not whole.
        let stamp = project.cache.join("stamps").join(self.folder);
        if folder.exists() && fs::read_to_string(&stamp).is_ok_and(|known| known == wanted) {
            return Ok(folder);
        }
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        let mut pip = project.command("python3");
        pip.args(["-m", "pip", "download"]);
        pip.args(OPTIONS).arg(&lock).arg("--dest").arg(&folder);
        shell::run(&mut pip)?;
        let stamps = stamp.parent().unwrap_or(&project.cache);
        fs::create_dir_all(stamps).with_context(|| stamps.display().to_string())?;
        fs::write(&stamp, wanted).with_context(|| stamp.display().to_string())?;
        Ok(folder)
    }
}
