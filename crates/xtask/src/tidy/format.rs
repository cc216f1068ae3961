//! The format of files that `cargo fmt` does not find: a macro with a list declares their modules.

use std::path::Path;

use anyhow::{Context, Result};

use super::File;
use crate::project::Project;

/// The folders of such files.
const LISTED: [&str; 2] = ["crates/page/src/element/", "crates/protocol/src/element/"];

/// Says which of them are not formatted.
pub(super) fn check(project: &Project, files: &[File]) -> Result<Vec<String>> {
    let mut rustfmt = project.command("rustfmt");
    rustfmt
        .current_dir(&project.root)
        .args(["--check", "--files-with-diff"])
        .args(listed(files));
    let output = rustfmt.output().context("cannot start `rustfmt`")?;
    let names = String::from_utf8_lossy(&output.stdout);
    let names = names.lines().map(Path::new);
    let names = names.map(|name| name.strip_prefix(&project.root).unwrap_or(name));
    Ok(names
        .map(|name| problem(&name.display().to_string()))
        .collect())
}

fn listed(files: &[File]) -> impl Iterator<Item = &str> {
    let files = files.iter().filter(|file| file.is_rust());
    let paths = files.map(|file| file.path.as_str());
    paths.filter(|path| {
        let mut names = LISTED.iter().filter_map(|folder| path.strip_prefix(folder));
        names.any(|name| name != "mod.rs" && !name.contains('/'))
    })
}

fn problem(path: &str) -> String {
    format!("{path} is not formatted: `rustfmt {path}` does it, `cargo fmt` does not find it")
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn files_of_lists_are_looked_at() {
        let files = [
            "crates/page/src/element/mod.rs",
            "crates/page/src/element/slider.rs",
            "crates/page/src/element/slider.css",
            "crates/page/src/element/slider/thumb.rs",
            "crates/page/src/app.rs",
        ];
        let files = files.map(|path| file(path, ""));
        let looked_at: Vec<&str> = listed(&files).collect();
        assert_eq!(looked_at, ["crates/page/src/element/slider.rs"]);
    }

    #[test]
    fn a_problem_says_what_mends_it() {
        assert!(problem("a.rs").contains("`rustfmt a.rs`"));
    }
}
