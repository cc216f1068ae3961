//! Runs Python's own tests of `sqlite3` in our Python, over the SQLite of this machine.
//!
//! `sqlite_suite FOLDER [WORD…]`: FOLDER is `lib/python3.x/test` of a Python; of its cases those run
//! whose names hold one of the words. The last line says how many passed.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "it is a tool of this machine"
)]

#[path = "../tests/harness/mod.rs"]
mod harness;

use std::path::Path;
use std::process::ExitCode;

/// What the tests take from Python's own support, as far as a tab has it.
const SUPPORT: &str = include_str!("sqlite_suite/support.py");
const RUN: &str = include_str!("sqlite_suite/run.py");

fn main() -> ExitCode {
    let thread = std::thread::Builder::new().stack_size(512 << 20).spawn(run);
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(true)) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn run() -> bool {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, words @ ..] = arguments.as_slice() else {
        println!("sqlite_suite FOLDER [WORD…]");
        return false;
    };
    let fixture = harness::Fixture::new();
    let files = fixture.python.files();
    let mut written = files.write("/app/test/__init__.py", b"").is_ok();
    written &= files.write("/app/support.py", SUPPORT.as_bytes()).is_ok();
    let entries = Path::new(folder).join("test_sqlite3").read_dir();
    for entry in entries.into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Ok(content) = std::fs::read(entry.path()) {
            written &= files
                .write(&format!("/app/test/test_sqlite3/{name}"), &content)
                .is_ok();
        }
    }
    let words = format!("WORDS = {words:?}\n");
    let printed = fixture.run(&format!("{words}{RUN}"));
    println!("{printed}");
    written && printed.contains(" passed of ")
}
