//! Words that must not stand in files, or only in some.

use std::path::Path;

use super::File;

/// Folders of one machine that no file may name.
const MACHINE_FOLDERS: [&str; 3] = ["work", "root", "farm"];

/// Files that may ask which machine they are compiled for: the doors, the one of the interpreter
/// that must, and the stand-in for a crate whose functions know no state.
const KNOWS_TARGET: [&str; 6] = [
    "crates/sqlite/src/lib.rs",
    "crates/names/",
    "crates/worker/",
    "crates/page/",
    "crates/xtask/",
    "crates/python/src/stack.rs",
];

/// Crates that may hold state outside of values: the doors, and that stand-in.
const HOLDS_STATE: [&str; 5] = [
    // Blocks of memory that nobody uses, as an allocator keeps them.
    "crates/array/src/raw/memory.rs",
    "crates/names/",
    "crates/worker/",
    "crates/page/",
    "crates/xtask/",
];

/// Gives what is wrong.
pub(crate) fn check(files: &[File]) -> Vec<String> {
    let mut problems = Vec::new();
    for file in files {
        let Some(text) = &file.text else { continue };
        for (index, line) in text.lines().enumerate() {
            let complaint = complain(&file.path, line);
            problems.extend(complaint.map(|text| format!("{}:{}: {text}", file.path, index + 1)));
        }
    }
    problems
}

fn complain(path: &str, line: &str) -> Option<&'static str> {
    if path.contains("lock") {
        return names_host(path, line).then_some("a lock file records a host to download from");
    }
    if names_machine_folder(line) {
        return Some("a path of one machine");
    }
    let is_rust = Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "rs");
    let in_any = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
    if is_rust && line.contains("target_arch") && !in_any(&KNOWS_TARGET) {
        return Some("only the doors ask which machine they are compiled for");
    }
    let holds_state = line.contains("thread_local!") || line.contains("static mut ");
    if is_rust && holds_state && !in_any(&HOLDS_STATE) {
        return Some("state is held in values, not in statics");
    }
    None
}

fn names_machine_folder(line: &str) -> bool {
    MACHINE_FOLDERS.iter().any(|folder| {
        let needle = format!("/{folder}/");
        line.match_indices(&needle).any(|(place, _)| {
            let before = line[..place].chars().next_back();
            !before.is_some_and(|letter| letter.is_alphanumeric() || "_.-})".contains(letter))
        })
    })
}

fn names_host(path: &str, line: &str) -> bool {
    if path.ends_with("package-lock.json") {
        return line.contains("\"resolved\": \"http");
    }
    let source = line.strip_prefix("source = \"");
    source.is_some_and(|source| !source.contains("github.com/rust-lang/crates.io-index"))
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    fn problems(path: &str, text: &str) -> usize {
        check(&[file(path, text)]).len()
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        let home = format!("cd /{}/x", "root");
        assert_eq!(problems("README.md", &home), 1);
        assert_eq!(
            problems("tests/e2e/a.mjs", &format!("open('/{}/x')", "work")),
            1
        );
        assert_eq!(
            problems("README.md", "https://example.org/framework/work-flow"),
            0
        );
        assert_eq!(problems("www/app.js", "a.b/work/c"), 0);
    }

    #[test]
    fn hosts_in_lock_files_are_found() {
        let npm = "      \"resolved\": \"https://mirror.example/x.tgz\",";
        assert_eq!(problems("www/package-lock.json", npm), 1);
        let usual = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        assert_eq!(problems("Cargo.lock", usual), 0);
        assert_eq!(
            problems(
                "Cargo.lock",
                "source = \"registry+https://mirror.example/\""
            ),
            1
        );
    }

    #[test]
    fn only_doors_ask_for_the_machine() {
        let line = "#[cfg(target_arch = \"wasm32\")]";
        assert_eq!(problems("crates/engine/src/lib.rs", line), 1);
        assert_eq!(problems("crates/worker/src/lib.rs", line), 0);
    }

    #[test]
    fn only_doors_hold_state() {
        assert_eq!(problems("crates/session/src/lib.rs", "thread_local! {"), 1);
        assert_eq!(problems("crates/page/src/lib.rs", "thread_local! {"), 0);
    }
}
