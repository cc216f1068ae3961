//! Node.js and the npm packages that the clone's lock files name.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::project::{self, Project};
use crate::tools::is_stale;
use crate::{debian, shell};

/// The oldest Node.js that the browser driver of the end-to-end tests runs on.
const OLDEST: u32 = 20;

/// The release that is taken from npm where the system's is too old.
const TAKEN: &str = "22";

/// Makes sure of Node.js and npm.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    if project.find("node").is_none() || project.find("npm").is_none() {
        println!("setup: installing Node.js and npm");
        debian::install(&["nodejs", "npm"])
            .with_context(|| format!("Node.js {OLDEST} or newer with npm is needed"))?;
    }
    if is_new_enough(project)? {
        return Ok(());
    }
    println!("setup: installing Node.js {TAKEN} from npm (the system's is too old)");
    let folder = project::node_folder(&project.cache);
    std::fs::create_dir_all(&folder)?;
    let mut npm = project.command("npm");
    npm.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--loglevel",
        "error",
        "--prefix",
    ]);
    npm.arg(&folder)
        .arg(format!("{}@{TAKEN}", project::node_package()));
    let advice = || format!("Node.js {OLDEST} or newer is needed: please install it");
    shell::read(&mut npm).with_context(advice)?;
    if is_new_enough(project)? {
        Ok(())
    } else {
        bail!(advice())
    }
}

fn is_new_enough(project: &Project) -> Result<bool> {
    let version = shell::read(project.command("node").arg("--version"))?;
    Ok(major(&version).is_some_and(|major| major >= OLDEST))
}

/// Installs the packages of a folder's `package-lock.json` unless they are there.
///
/// A folder without a lock file has nothing to install.
pub(crate) fn ensure_packages(project: &Project, folder: &str) -> Result<()> {
    let folder = project.root.join(folder);
    let lock = folder.join("package-lock.json");
    if !lock.is_file() || !is_stale(&folder.join("node_modules/.package-lock.json"), &lock) {
        return Ok(());
    }
    println!(
        "setup: installing the npm packages of {}/",
        project.shown(&folder).display()
    );
    install(project, &folder)?;
    // npm leaves the time of the record alone where it changes nothing.
    let record = folder.join("node_modules/.package-lock.json");
    let text =
        std::fs::read(&record).with_context(|| format!("npm left no {}", record.display()))?;
    std::fs::write(record, text)?;
    Ok(())
}

fn install(project: &Project, folder: &Path) -> Result<()> {
    let mut npm = project.command("npm");
    npm.current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel", "error"]);
    shell::read(&mut npm).map(drop)
}

fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }
}
