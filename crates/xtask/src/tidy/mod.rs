//! The walls: which crate may know which, what files may be called, and where things may stand.

mod arrows;
mod circles;
mod dropped;
mod format;
mod functions;
mod graph;
mod imports;
mod layout;
mod offenders;
mod rust_text;
mod words;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::project::{Project, WASM};
use crate::shell;

/// A tracked file (or one that would be), by its path from the top, with its text if it has any.
pub(crate) struct File {
    path: String,
    text: Option<String>,
    bytes: u64,
}

impl File {
    fn is_rust(&self) -> bool {
        let ending = Path::new(&self.path).extension();
        ending.is_some_and(|ending| ending == "rs")
    }
}

/// Prints what is wrong and fails if anything is.
pub(crate) fn check(project: &Project) -> Result<ExitCode> {
    let files = files(project)?;
    let mut problems = layout::check(&files);
    problems.extend(words::check(&files));
    problems.extend(dropped::check(&files));
    problems.extend(format::check(project, &files)?);
    let host = host(project)?;
    for platform in [host.as_str(), WASM] {
        let mut metadata = project.cargo();
        metadata.args([
            "metadata",
            "--format-version",
            "1",
            "--filter-platform",
            platform,
        ]);
        let graph = graph::Graph::parse(&shell::read(&mut metadata)?)?;
        problems.extend(arrows::check(&graph));
    }
    let mut findings = circles::check(&imports::read(&files));
    findings.extend(functions::check(&files));
    findings.extend(layout::long_files(&files));
    let (unlisted, notes) = offenders::settle(&findings);
    problems.extend(unlisted);
    problems.sort();
    problems.dedup();
    for note in notes {
        println!("tidy: note: {note}");
    }
    for problem in &problems {
        println!("tidy: {problem}");
    }
    if problems.is_empty() {
        println!(
            "tidy: {} files and the arrows between the crates are as they should be",
            files.len()
        );
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}

fn host(project: &Project) -> Result<String> {
    let facts = shell::read(project.command("rustc").arg("-vV"))?;
    let host = facts.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .context("rustc does not say which host it is for")
}

/// What git tracks or would track.
fn files(project: &Project) -> Result<Vec<File>> {
    let mut git = project.command("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let listed = shell::read(&mut git).context("tidy reads the clone's list of files from git")?;
    let mut files = Vec::new();
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        // A file that was removed is listed until the removal is recorded.
        let Ok(bytes) = std::fs::read(project.root.join(path)) else {
            continue;
        };
        files.push(File {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            text: String::from_utf8(bytes).ok(),
        });
    }
    Ok(files)
}

#[cfg(test)]
fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: Some(text.to_owned()),
        bytes: text.len() as u64,
    }
}
