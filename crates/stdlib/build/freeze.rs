//! Finds the modules of a library folder and compiles them.

use std::error::Error;
use std::path::Path;

use rustpython_compiler::{CompileOpts, compile};
use rustpython_compiler_core::{Mode, marshal};

/// Where the library seems to stand when Python runs.
const HOME: &str = "/lib/python3.14";

/// Folders and modules that are not meant to be imported, or not here. What people may look for is
/// in the table of README.md, with its reason.
const LEFT_OUT: &[&str] = &[
    "__hello__",
    "__phello__",
    "_aix_support",
    "_android_support",
    "_apple_support",
    "_dummy_os",
    "_ios_support",
    "_osx_support",
    "dummy_threading",
    "lib2to3",
    "test",
    "distutils",
    "__pycache__",
];

/// A compiled module.
pub(crate) struct Module {
    /// Its dotted name.
    pub(crate) name: String,
    /// Whether it can have submodules.
    pub(crate) is_package: bool,
    /// Its marshalled code object.
    pub(crate) code: Vec<u8>,
}

/// Compiles all modules under `library`, and those under `own`, which take the place of others of
/// their name, less those that are missing; in the order of their names. What `own` has under the
/// name `module+.py` comes behind the source of `module.py`.
pub(crate) fn modules(
    library: &Path,
    own: &Path,
    missing: &[(&str, &str)],
) -> Result<Vec<Module>, Box<dyn Error>> {
    let mut modules = Vec::new();
    gather(own, None, "", HOME, &mut modules)?;
    gather(library, Some(own), "", HOME, &mut modules)?;
    let is_missing = |name: &str| missing.iter().any(|(missing, _)| contains(missing, name));
    modules.retain(|module| !is_missing(&module.name));
    modules.sort_by(|one, other| one.name.cmp(&other.name));
    modules.dedup_by(|other, own| other.name == own.name);
    Ok(modules)
}

fn gather(
    folder: &Path,
    more: Option<&Path>,
    prefix: &str,
    home: &str,
    modules: &mut Vec<Module>,
) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let (Some(file), Some(stem)) = (name_of(path.file_name()), name_of(path.file_stem()))
        else {
            continue;
        };
        if stem.ends_with('+')
            || LEFT_OUT.contains(&stem)
            || stem == "tests"
            || is_prompt(prefix, stem)
        {
            continue;
        }
        if path.is_dir() {
            let home = format!("{home}/{stem}");
            let more = more.map(|more| more.join(stem));
            gather(
                &path,
                more.as_deref(),
                &format!("{prefix}{stem}."),
                &home,
                modules,
            )?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            let is_package = stem == "__init__";
            if is_package && prefix.is_empty() {
                continue;
            }
            let name = if is_package {
                prefix.trim_end_matches('.').to_owned()
            } else {
                format!("{prefix}{stem}")
            };
            let mut source = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
            let more = more.map(|more| more.join(format!("{stem}+.py")));
            if let Some(more) = more.filter(|more| more.is_file()) {
                source.push_str(&std::fs::read_to_string(more)?);
            }
            match code(&source, &format!("{home}/{file}")) {
                Ok(code) => modules.push(Module {
                    name,
                    is_package,
                    code,
                }),
                Err(error) => println!("cargo:warning={name} does not compile: {error}"),
            }
        }
    }
    Ok(())
}

/// Whether a module is another, or in that package.
fn contains(package: &str, name: &str) -> bool {
    let rest = name.strip_prefix(package);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a module belongs to the interactive prompt, less what other modules take from it.
fn is_prompt(prefix: &str, stem: &str) -> bool {
    const TAKEN: &[&str] = &["__init__", "pager", "trace", "types", "utils"];
    prefix == "_pyrepl." && !TAKEN.contains(&stem)
}

fn name_of(name: Option<&std::ffi::OsStr>) -> Option<&str> {
    name.and_then(std::ffi::OsStr::to_str)
}

/// Docstrings, assertions and columns are left out: nobody sees them, everybody would fetch them.
fn code(source: &str, path: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let options = CompileOpts {
        optimize: 2,
        debug_ranges: false,
        ..CompileOpts::default()
    };
    let code = compile(source, Mode::Exec, path, options)?;
    let mut bytes = Vec::new();
    marshal::serialize_code(&mut bytes, &code);
    Ok(bytes)
}
