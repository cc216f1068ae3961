//! Measuring beside a peer, in one browser and one run.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::setup::{self, Need};
use crate::{browser, build, shell};

/// What to measure and where to write it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    as_it_is: bool,
    passed_on: Vec<String>,
}

impl Wish {
    /// Reads `--no-build`; `--runs N`, `--json FILE` and `--only WHAT` are for the benchmark itself.
    pub(crate) fn parse(arguments: &[String]) -> Result<Wish> {
        let mut wish = Wish::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--no-build" => wish.as_it_is = true,
                "--runs" | "--json" | "--only" => {
                    let value = arguments
                        .next()
                        .with_context(|| format!("{argument} takes a value"))?;
                    wish.passed_on.extend([argument.clone(), value.clone()]);
                }
                unknown => bail!("bench does not know `{unknown}`"),
            }
        }
        Ok(wish)
    }
}

/// Sets up, builds what is shipped, and measures.
pub(crate) fn run(project: Project, wish: &Wish) -> Result<ExitCode> {
    let needs = [
        Need::Rust,
        Need::WasmBindgen,
        Need::ShippedPackages,
        Need::TestPackages,
        Need::Browser,
    ];
    let project = setup::run(project, &needs)?;
    let mut cli = project.cargo();
    if !wish.as_it_is {
        build::build(&project, &build::Wish::release())?;
    }
    shell::run(cli.args(["build", "--quiet", "--package", "brooklet-cli"]))?;
    let browser = browser::ensure(&project)?;
    let mut node = project.command("node");
    node.env("BROOKLET_CHROMIUM", browser.program);
    node.env("BROOKLET_CLI", project.target.join("debug/brooklet"));
    node.env("BROOKLET_PKG", project.pkg());
    node.env("BROOKLET_CACHE", &project.cache);
    shell::run(node.arg("tests/bench/run.mjs").args(&wish.passed_on))?;
    Ok(ExitCode::SUCCESS)
}
