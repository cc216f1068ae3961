//! Measuring beside a peer, in one browser and one run.

use std::process::ExitCode;

use anyhow::Result;

use crate::page_program::Options;
use crate::project::Project;
use crate::{programs, shell};

/// Reads `--no-build`; `--runs N`, `--json FILE` and `--only WHAT` are for the benchmark itself.
pub(crate) fn options(arguments: &[String]) -> Result<Options> {
    Options::parse("bench", arguments, &["--runs", "--json", "--only"], &[])
}

/// Sets up, builds what is shipped, and measures.
pub(crate) fn run(project: Project, options: &Options) -> Result<ExitCode> {
    let (project, mut node) = options.prepare(project, "tests/bench/run.mjs")?;
    programs::make(&project, &[programs::COMMAND_LINE])?;
    let command_line = programs::path(&project, programs::COMMAND_LINE);
    node.env("BROOKLET_CLI", command_line);
    node.env("BROOKLET_CACHE", &project.cache);
    shell::run(&mut node)?;
    Ok(ExitCode::SUCCESS)
}
