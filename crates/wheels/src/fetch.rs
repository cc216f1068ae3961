//! The wheels that the lock names, unpacked by pip.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The releases, and the hashes of their files.
const LOCK: &str = include_str!("../wheels.lock");

/// What wheels are taken for. Only their Python is used: which machine they are for does not matter,
/// but the hashes are those of these files.
const BUILT_FOR: &[&str] = &[
    "--only-binary=:all:",
    // It asks about the Python that runs pip.
    "--ignore-requires-python",
    "--python-version=3.13",
    "--implementation=cp",
    "--abi=cp313",
    "--abi=none",
    "--platform=manylinux_2_28_x86_64",
    "--platform=any",
];

/// Why there are no wheels.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// This machine has no pip.
    #[error(
        "the wheels of NumPy and pandas are fetched by `python3 -m pip`, which does not run here: {0}"
    )]
    NoPip(String),
    /// Pip could not fetch them, or has found others.
    #[error("pip cannot fetch the wheels of NumPy and pandas: {0}")]
    Refused(String),
    /// The folder they are kept in cannot be written.
    #[error("{path} cannot be written: {error}")]
    Disk {
        /// Which folder or file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// The folder, below our cache, with the packages of the lock as pip installs them; pip is asked only
/// where they are not there.
pub fn site_packages(cache: &Path) -> Result<PathBuf, FetchError> {
    let folder = cache.join("wheels/site-packages");
    if fs::read_to_string(stamp(&folder)).is_ok_and(|known| known == LOCK) {
        return Ok(folder);
    }
    // Made beside it, so that a stop half-way leaves nothing that looks whole.
    let part = cache.join(format!("wheels/part-{}", std::process::id()));
    let outcome = install(&part).and_then(|()| replace(&folder, &part));
    if outcome.is_err() {
        // The reason why it failed is told; what is left is only in the way.
        let _ = fs::remove_dir_all(&part);
    }
    outcome.map(|()| folder)
}

/// Holds the lock that a folder was made from.
fn stamp(folder: &Path) -> PathBuf {
    folder.join("wheels.lock")
}

fn install(part: &Path) -> Result<(), FetchError> {
    let packages = part.join("packages");
    on_disk(&packages, fs::create_dir_all(&packages))?;
    let lock = stamp(part);
    on_disk(&lock, fs::write(&lock, LOCK))?;
    let mut pip = Command::new("python3");
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ])
    .args(["--no-deps", "--no-compile", "--require-hashes"])
    .args(BUILT_FOR)
    .arg("--target")
    .arg(&packages)
    .arg("--requirement")
    .arg(&lock);
    let output = pip
        .output()
        .map_err(|error| FetchError::NoPip(error.to_string()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("No module named pip") {
        return Err(FetchError::NoPip(said.trim().to_owned()));
    }
    if !output.status.success() {
        return Err(FetchError::Refused(said.trim().to_owned()));
    }
    let copy = stamp(&packages);
    on_disk(&copy, fs::write(&copy, LOCK))
}

fn replace(folder: &Path, part: &Path) -> Result<(), FetchError> {
    if folder.exists() {
        on_disk(folder, fs::remove_dir_all(folder))?;
    }
    on_disk(folder, fs::rename(part.join("packages"), folder))?;
    on_disk(part, fs::remove_dir_all(part))
}

fn on_disk<T>(path: &Path, outcome: io::Result<T>) -> Result<T, FetchError> {
    outcome.map_err(|error| FetchError::Disk {
        path: path.to_owned(),
        error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_release_is_pinned() {
        let lines: Vec<_> = LOCK.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() >= 3);
        for line in lines {
            let (release, hash) = line.split_once(" --hash=sha256:").unwrap();
            assert!(release.contains("=="), "{release}");
            assert!(
                hash.len() == 64 && hash.chars().all(|digit| digit.is_ascii_hexdigit()),
                "{hash}"
            );
        }
    }

    #[test]
    fn a_folder_of_this_lock_is_taken_as_it_is() {
        let cache = std::env::temp_dir().join(format!("brooklet-wheels-{}", std::process::id()));
        let folder = cache.join("wheels/site-packages");
        fs::create_dir_all(&folder).unwrap();
        fs::write(stamp(&folder), LOCK).unwrap();
        assert_eq!(site_packages(&cache).unwrap(), folder);
        fs::remove_dir_all(cache).unwrap();
    }
}
