//! The licences that the packages come under.

use std::fs;
use std::path::{Path, PathBuf};

/// Why the licences could not be gathered.
#[derive(Debug, thiserror::Error)]
pub enum LicenceError {
    /// A folder or file cannot be read.
    #[error("{path} cannot be read: {error}")]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// No package brings one.
    #[error("{0} has no licences of packages")]
    None(PathBuf),
}

/// All of them as one text, each below the name of its file: they are shipped with the archives.
pub fn licences(site_packages: &Path) -> Result<String, LicenceError> {
    let mut files = Vec::new();
    for folder in listed(site_packages)? {
        let licences = folder.join("licenses");
        let is_about_package = folder
            .extension()
            .is_some_and(|ending| ending == "dist-info");
        if is_about_package && licences.is_dir() {
            gather(&licences, &mut files)?;
        }
    }
    if files.is_empty() {
        return Err(LicenceError::None(site_packages.to_owned()));
    }
    let mut texts = Vec::new();
    for file in files {
        let name = file.strip_prefix(site_packages).unwrap_or(&file).display();
        let licence = fs::read(&file).map_err(|error| unreadable(&file, error))?;
        let licence = String::from_utf8_lossy(&licence);
        texts.push(format!("==== {name}\n\n{}\n\n", licence.trim()));
    }
    Ok(texts.concat())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), LicenceError> {
    for path in listed(folder)? {
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, LicenceError> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, error))?;
    let paths = entries.map(|entry| Ok(entry.map_err(|error| unreadable(folder, error))?.path()));
    let mut paths = paths.collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, error: std::io::Error) -> LicenceError {
    LicenceError::Unreadable {
        path: path.to_owned(),
        error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_licence_of_each_package_is_told() {
        let folder = std::env::temp_dir().join(format!("brooklet-licences-{}", std::process::id()));
        let deep = folder.join("a-1.0.dist-info/licenses/vendored");
        fs::create_dir_all(&deep).unwrap();
        assert!(licences(&folder).is_err());
        fs::write(deep.join("LICENSE"), "Do as you like.\n").unwrap();
        let text = licences(&folder).unwrap();
        assert_eq!(
            text,
            "==== a-1.0.dist-info/licenses/vendored/LICENSE\n\nDo as you like.\n\n"
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
