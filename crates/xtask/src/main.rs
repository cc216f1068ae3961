//! What the project does to itself: build, serve, test, bench, size, tidy, set-up.
#![allow(
    clippy::print_stdout,
    reason = "a command-line tool speaks to its reader"
)]

mod bench;
mod browser;
mod browsers;
mod build;
mod debian;
mod faults;
mod node;
mod page_program;
mod programs;
mod project;
mod rust;
mod rustup;
mod serve;
mod setup;
mod shell;
mod size;
mod stage;
mod suite;
mod test;
mod test_wheels;
mod tidy;
mod toolchain;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;

const HELP: &str = "\
cargo xtask COMMAND

  setup   find what is missing on this machine and install it (the others do so too)
  build   make pkg/                       [--dev] [--only PART]
  serve   make pkg/ and serve the playground on localhost
                                          [--dev] [--port N] [--no-build]
  test    everything that must hold: format, lints, walls, tests, sizes;
          in Chromium, and in Firefox and WebKit where they can be had
                                          [--only STAGE] [--skip STAGE] [--list]
  bench   measure beside Pyodide and Streamlit in one browser
                                          [--runs N] [--no-build] [--json FILE]
  faults  end workers, fill disks, spoil records, and count what apps lose
                                          [--rounds N] [--only WORD] [--no-build] [--update]
  suite   run the tests that come with NumPy, and compare with the ledger
                                          [numpy] [--module NAME] [--case NAME] [--update]
  size    weigh pkg/ against the budget
  tidy    check the walls between the crates, names, lengths and the layout
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("xtask: {failure:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(ExitCode::FAILURE);
    };
    if command == "help" || command == "--help" || command == "-h" {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let project = Project::open()?;
    match command.as_str() {
        "setup" => setup::run(project, &setup::ALL).map(|_| ExitCode::SUCCESS),
        "build" => build::run(project, &build::Options::parse(rest)?),
        "serve" => serve::run(project, &serve::Options::parse(rest)?),
        "test" => test::run(project, &test::Options::parse(rest)?),
        "bench" => bench::run(project, &bench::options(rest)?),
        "faults" => faults::run(project, &faults::options(rest)?),
        "suite" => suite::run(project, &suite::Options::parse(rest)?),
        "size" => size::run(&project),
        "tidy" => tidy::check(&project),
        unknown => bail!("there is no command `{unknown}`\n\n{HELP}"),
    }
}
