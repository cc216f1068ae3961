//! The author's pip, which knows where packages come from.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, bail};

/// Where packages are looked for: at this address, or where pip is set to look.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Index {
    /// The index of packages that requirements.txt is resolved with. The default is pip's: its
    /// configuration, or `$PIP_INDEX_URL`.
    #[arg(long = "index", value_name = "URL")]
    url: Option<String>,
}

/// The version of Python in a tab.
const PYTHON: &str = "3.14";

/// A folder that is gone when it is dropped.
pub(super) struct Place(PathBuf);

impl Place {
    fn new() -> Result<Place> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("brooklet-{}-{count}", std::process::id());
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Place(folder))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What is left there is the system's to remove.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Wheels of what is wanted and of what that needs. Where there is none in pure Python, one of machine
/// code says by its name which package it is that cannot be had.
pub(super) fn fetch(folder: &Path, wanted: &[String], index: &Index) -> Result<Place> {
    let place = Place::new()?;
    let list = place.path().join("requirements.txt");
    fs::write(&list, wanted.join("\n"))?;
    let output = download(&place, index, &[])
        .args(ANY_MACHINE)
        .arg("-r")
        .arg(&list)
        .current_dir(folder)
        .output();
    check(output, "requirements.txt cannot be resolved")?;
    Ok(place)
}

/// The wheel of a project that runs on all machines.
pub(super) fn fetch_pure(project: &str, version: &str, index: &Index) -> Result<Place> {
    let place = Place::new()?;
    let wish = format!("{project}=={version}");
    let pure = [
        "--implementation",
        "py",
        "--abi",
        "none",
        "--platform",
        "any",
    ];
    let output = download(&place, index, &["--no-deps"])
        .args(pure)
        .arg(wish)
        .output();
    check(output, "there is no such wheel")?;
    Ok(place)
}

/// The very wheels that a lock names.
pub(super) fn fetch_locked(lines: &[String], index: &Index) -> Result<Place> {
    let place = Place::new()?;
    let list = place.path().join("requirements.txt");
    fs::write(&list, lines.join("\n"))?;
    let output = download(&place, index, &["--no-deps", "--require-hashes"])
        .args(ANY_MACHINE)
        .arg("-r")
        .arg(&list)
        .output();
    check(
        output,
        "the packages of requirements.lock cannot be fetched; remove it to have them found anew",
    )?;
    Ok(place)
}

/// Takes wheels of machine code for a common machine, too.
const ANY_MACHINE: [&str; 8] = [
    "--implementation",
    "cp",
    "--platform",
    "manylinux_2_28_x86_64",
    "--platform",
    "manylinux_2_17_x86_64",
    "--platform",
    "manylinux2014_x86_64",
];

fn download(place: &Place, index: &Index, options: &[&str]) -> Command {
    let mut command = Command::new(interpreter());
    command
        .args([
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(["--only-binary", ":all:", "--python-version", PYTHON])
        .args(options)
        .arg("--dest")
        .arg(place.path())
        .stdin(Stdio::null());
    if let Some(url) = &index.url {
        command.args(["--index-url", url]);
    }
    command
}

/// The first Python that has a pip.
fn interpreter() -> &'static str {
    let has_pip = |name: &&&str| {
        let asked = Command::new(name)
            .args(["-m", "pip", "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    };
    ["python3", "python"]
        .iter()
        .find(has_pip)
        .unwrap_or(&"python3")
}

fn check(output: std::io::Result<Output>, failure: &str) -> Result<()> {
    let output = output.context(
        "requirements.txt takes a Python with pip on this machine, to fetch the packages; \
         or put wheels into a folder site-packages beside the app",
    )?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    bail!("{failure}. pip says:\n{}", said.trim_end())
}
