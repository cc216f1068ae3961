//! The test modules, put where Python looks for the parts of NumPy.

use std::error::Error;
use std::fs;
use std::path::Path;

use brooklet_python::Python;

/// Where the archives seem to stand.
const HOME: &str = "/lib/python3.14";

/// Folders whose tests need compilers or type checkers.
const LEFT_OUT: [&str; 2] = ["f2py", "typing"];

/// Writes the folders `tests` of NumPy.
pub(crate) fn write_tests(packages: &Path, python: &Python) -> Result<(), Box<dyn Error>> {
    walk(&packages.join("numpy"), "numpy", false, python)
}

fn walk(folder: &Path, name: &str, is_tests: bool, python: &Python) -> Result<(), Box<dyn Error>> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let inner = format!("{name}/{file}");
        if path.is_dir() {
            if !LEFT_OUT.contains(&file.as_ref()) {
                walk(&path, &inner, is_tests || file == "tests", python)?;
            }
        } else if is_tests {
            write(python, &format!("{HOME}/{inner}"), &fs::read(&path)?)?;
        }
    }
    Ok(())
}

/// Writes a file that Python sees.
pub(crate) fn write(python: &Python, path: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let folder = path.rsplit_once('/').map_or("/", |(folder, _)| folder);
    let files = python.files();
    let written = files
        .make_folders(folder)
        .and_then(|()| files.write(path, bytes));
    written.map_err(|error| error.to_string().into())
}
