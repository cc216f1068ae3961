//! Doing to apps what may go wrong, and counting what they lose.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::setup::{self, Need};
use crate::{browser, build, shell};

/// Where the table stands.
const TABLE: &str = "tests/faults/README.md";

/// How often, which faults, and whether the table is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Options {
    as_it_is: bool,
    passed_on: Vec<String>,
}

impl Options {
    /// Reads `--no-build` and `--update`; `--rounds N` and `--only WORD` are for the list of faults.
    pub(crate) fn parse(arguments: &[String]) -> Result<Options> {
        let mut options = Options::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--no-build" => options.as_it_is = true,
                "--update" => options
                    .passed_on
                    .extend(["--table".to_owned(), TABLE.to_owned()]),
                "--rounds" | "--only" => {
                    let value = arguments
                        .next()
                        .with_context(|| format!("{argument} takes a value"))?;
                    options.passed_on.extend([argument.clone(), value.clone()]);
                }
                unknown => bail!("faults does not know `{unknown}`"),
            }
        }
        Ok(options)
    }
}

/// Sets up, builds what is shipped, and goes through the list.
pub(crate) fn run(project: Project, options: &Options) -> Result<ExitCode> {
    let needs = [
        Need::Rust,
        Need::WasmBindgen,
        Need::ShippedPackages,
        Need::TestPackages,
        Need::Browser,
    ];
    let project = setup::run(project, &needs)?;
    if !options.as_it_is {
        build::build(&project, &build::Wish::release())?;
    }
    let browser = browser::ensure(&project)?;
    let mut node = project.command("node");
    node.env("BROOKLET_CHROMIUM", browser.program);
    node.env("BROOKLET_PKG", project.pkg());
    shell::run(node.arg("tests/faults/run.mjs").args(&options.passed_on))?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_handed_to_the_list() {
        let given = ["--no-build", "--rounds", "9", "--update"].map(str::to_owned);
        let options = Options::parse(&given).expect("they are known");
        assert!(options.as_it_is);
        assert_eq!(options.passed_on, ["--rounds", "9", "--table", TABLE]);
        assert!(Options::parse(&["--rounds".to_owned()]).is_err());
        assert!(Options::parse(&["--often".to_owned()]).is_err());
    }
}
