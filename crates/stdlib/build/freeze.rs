//! Finds the modules of a library folder and compiles them.

use std::error::Error;
use std::path::Path;

use brooklet_freeze::{Module, Source, sources};

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

/// Compiles all modules under `library`, and those under `own`, which take the place of others of
/// their name, less those that are missing; in the order of their names. What `own` has under the
/// name `module+.py` comes behind the source of `module.py`.
pub(crate) fn modules(
    library: &Path,
    own: &Path,
    missing: &[(&str, &str)],
) -> Result<Vec<Module>, Box<dyn Error>> {
    let mut all = sources(own, &is_wanted)?;
    let mut others = sources(library, &is_wanted)?;
    for source in &mut others {
        let more = own.join(source.path.replace(".py", "+.py"));
        if more.is_file() {
            source.text.push_str(&std::fs::read_to_string(more)?);
        }
    }
    all.extend(others);
    let is_missing = |name: &str| missing.iter().any(|(missing, _)| contains(missing, name));
    all.retain(|source| !is_missing(&source.name));
    // Ours come first, and stay so among those of one name.
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all.dedup_by(|other, own| other.name == own.name);
    Ok(all.iter().filter_map(compiled).collect())
}

fn compiled(source: &Source) -> Option<Module> {
    let module = source.compile(HOME);
    module
        .inspect_err(|error| println!("cargo:warning={error}"))
        .ok()
}

/// Whether a file or folder of a library belongs to ours.
fn is_wanted(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.strip_suffix(".py").unwrap_or(name);
    !stem.ends_with('+') && !LEFT_OUT.contains(&stem) && stem != "tests" && !is_prompt(folder, stem)
}

/// Whether a module is another, or in that package.
fn contains(package: &str, name: &str) -> bool {
    let rest = name.strip_prefix(package);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a module belongs to the interactive prompt, less what other modules take from it.
fn is_prompt(folder: &str, stem: &str) -> bool {
    const TAKEN: &[&str] = &["__init__", "pager", "trace", "types", "utils"];
    folder == "_pyrepl" && !TAKEN.contains(&stem)
}
