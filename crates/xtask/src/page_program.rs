//! Programs of Node.js that drive the shipped page in a browser: benchmarks, faults.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::setup::{self, Need};
use crate::{browser, build};

/// What such a program is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Whether the page is taken as it was built last.
    pub(crate) as_it_is: bool,
    /// What the program reads itself.
    pub(crate) passed_on: Vec<String>,
}

impl Options {
    /// Reads `--no-build`; what is in `with_value` is passed on with its value, and each of `flags` as
    /// what it stands for.
    pub(crate) fn parse(
        command: &str,
        arguments: &[String],
        with_value: &[&str],
        flags: &[(&str, &[&str])],
    ) -> Result<Options> {
        let mut options = Options::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if argument == "--no-build" {
                options.as_it_is = true;
            } else if with_value.contains(&argument.as_str()) {
                let value = arguments
                    .next()
                    .with_context(|| format!("{argument} takes a value"))?;
                options.passed_on.extend([argument.clone(), value.clone()]);
            } else if let Some((_, meaning)) = flags.iter().find(|(flag, _)| flag == argument) {
                let meaning = meaning.iter().map(|part| (*part).to_owned());
                options.passed_on.extend(meaning);
            } else {
                bail!("{command} does not know `{argument}`");
            }
        }
        Ok(options)
    }

    /// Sets up, builds what is shipped unless it is taken as it is, and gives the program with the
    /// page and the browser that it drives.
    pub(crate) fn prepare(&self, project: Project, script: &str) -> Result<(Project, Command)> {
        let needs = [
            Need::Rust,
            Need::ShippedPackages,
            Need::TestPackages,
            Need::Browser,
        ];
        let project = setup::run(project, &needs)?;
        if !self.as_it_is {
            build::build(&project, &build::Options::release())?;
        }
        let browser = browser::ensure(&project)?;
        let mut node = project.command("node");
        node.env("BROOKLET_CHROMIUM", browser.program);
        node.env("BROOKLET_PKG", project.pkg());
        node.arg(script).args(&self.passed_on);
        Ok((project, node))
    }
}
