//! Where files stand, what they are called and how long they are.

use std::collections::BTreeSet;

use super::File;
use super::offenders::{Finding, Rule};

/// What is visible at the top of the clone.
const TOP: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "crates",
    "examples",
    "pkg",
    "tests",
    "webdriver.json",
    "www",
];

/// Names that say nothing: where no better one is found, the wall is wrong.
const NAMELESS: [&str; 9] = [
    "utils", "util", "helpers", "helper", "common", "misc", "manager", "types", "shared",
];

/// Lines that a file may have; at 400 it asks to be split.
const MOST_LINES: usize = 500;

/// The largest file without a reason, in bytes.
const LARGEST: u64 = 1 << 20;

/// Gives what is wrong.
pub(crate) fn check(files: &[File]) -> Vec<String> {
    let mut problems = Vec::new();
    problems.extend(files.iter().filter_map(misplaced));
    problems.extend(files.iter().filter_map(nameless));
    problems.extend(files.iter().filter_map(too_large));
    problems.extend(files.iter().filter_map(untold));
    problems.extend(files.iter().filter_map(unlinted));
    problems.extend(unlisted(files));
    problems
}

/// Finds the files that are too long.
pub(crate) fn long_files(files: &[File]) -> Vec<Finding> {
    lengths(files)
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| Finding {
            rule: Rule::LongFile,
            place: path.to_owned(),
            text: format!(
                "{path} has {lines} lines; {MOST_LINES} is the limit: split it by its ideas"
            ),
        })
        .collect()
}

fn lengths(files: &[File]) -> impl Iterator<Item = (&str, usize)> {
    let written = files.iter().filter(|file| {
        [".rs", ".js", ".mjs", ".css"]
            .iter()
            .any(|ending| file.path.ends_with(ending))
    });
    written.filter_map(|file| Some((file.path.as_str(), file.text.as_ref()?.lines().count())))
}

fn misplaced(file: &File) -> Option<String> {
    let top = file.path.split('/').next().unwrap_or_default();
    let belongs = top.starts_with('.') || TOP.contains(&top);
    (!belongs).then(|| format!("{top} stands at the top of the clone, which is fixed"))
}

fn nameless(file: &File) -> Option<String> {
    // Modules of Python's world are named as programs import them.
    if file.path.starts_with("crates/stdlib/lib/") {
        return None;
    }
    let bad = file.path.split('/').find(|part| {
        let stem = part.split('.').next().unwrap_or_default();
        NAMELESS.contains(&stem.to_ascii_lowercase().as_str())
    })?;
    Some(format!(
        "{}: `{bad}` says nothing; name the idea",
        file.path
    ))
}

fn too_large(file: &File) -> Option<String> {
    (file.bytes > LARGEST).then(|| format!("{} is larger than a megabyte", file.path))
}

/// A file of Rust begins with one sentence that says what it holds.
fn untold(file: &File) -> Option<String> {
    let is_told = file
        .text
        .as_deref()
        .is_some_and(|text| text.starts_with("//! "));
    (file.is_rust() && !is_told)
        .then(|| format!("{} does not begin with what it holds (`//! …`)", file.path))
}

/// A crate takes the lints of the workspace it is in.
fn unlinted(file: &File) -> Option<String> {
    let is_crate = file.path.ends_with("/Cargo.toml");
    // A package that stands apart has no workspace to take them from.
    let is_linted = file.text.as_deref().is_some_and(|text| {
        text.contains("[lints]\nworkspace = true") || text.contains("\n[workspace]\n")
    });
    (is_crate && !is_linted)
        .then(|| format!("{} does not take the lints of the workspace", file.path))
}

/// Crates that the map leaves out.
fn unlisted(files: &[File]) -> Vec<String> {
    let crates: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| {
            file.path
                .strip_prefix("crates/")?
                .strip_suffix("/Cargo.toml")
        })
        .collect();
    let map = files.iter().find(|file| file.path == "crates/README.md");
    let Some(map) = map.and_then(|file| file.text.as_deref()) else {
        return vec!["crates/README.md, the map, is missing".to_owned()];
    };
    let missing = crates
        .into_iter()
        .filter(|name| !map.contains(&format!("`{name}`")));
    missing
        .map(|name| format!("crates/README.md does not tell of `{name}`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    fn problems(files: &[(&str, &str)]) -> Vec<String> {
        let mut all = vec![file("crates/README.md", "`page` is a crate")];
        all.extend(files.iter().map(|(path, text)| file(path, text)));
        check(&all)
    }

    #[test]
    fn the_top_is_fixed() {
        assert!(problems(&[("README.md", ""), (".ci/run", ""), ("www/index.html", "")]).is_empty());
        assert_eq!(problems(&[("docs/a.md", "")]).len(), 1);
    }

    #[test]
    fn names_that_say_nothing_are_found() {
        assert_eq!(
            problems(&[("crates/page/src/utils.rs", "//! It.")]).len(),
            1
        );
        assert_eq!(
            problems(&[("crates/page/src/helpers/dom.rs", "//! It.")]).len(),
            1
        );
        assert!(problems(&[("crates/page/src/typescript.rs", "//! It.")]).is_empty());
    }

    const LINTED: &str = "[lints]\nworkspace = true\n";

    #[test]
    fn a_file_must_say_what_it_holds() {
        assert!(problems(&[("crates/page/src/lib.rs", "//! The page.\n")]).is_empty());
        assert_eq!(
            problems(&[("crates/page/src/lib.rs", "use std::fmt;\n")]).len(),
            1
        );
    }

    #[test]
    fn a_crate_must_take_the_lints() {
        assert_eq!(
            problems(&[("crates/page/Cargo.toml", "[package]")]).len(),
            1
        );
    }

    #[test]
    fn a_crate_must_stand_on_the_map() {
        assert!(problems(&[("crates/page/Cargo.toml", LINTED)]).is_empty());
        assert_eq!(problems(&[("crates/attic/Cargo.toml", LINTED)]).len(), 1);
        assert_eq!(check(&[]), ["crates/README.md, the map, is missing"]);
    }

    #[test]
    fn long_files_are_found() {
        let lines = |count: usize| file("tests/e2e/a.mjs", &"x\n".repeat(count));
        assert!(long_files(&[lines(MOST_LINES)]).is_empty());
        assert_eq!(long_files(&[lines(MOST_LINES + 1)]).len(), 1);
    }

    #[test]
    fn large_files_are_found() {
        assert_eq!(
            problems(&[("www/film.svg", &"x".repeat(1 + (1 << 20)))]).len(),
            1
        );
    }
}
