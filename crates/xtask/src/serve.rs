//! The playground on localhost.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use brooklet_serve::{Handler, Mount, Site, listen};

use crate::build;
use crate::project::Project;
use crate::setup::{self, Need};

/// How to serve.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Options {
    port: Option<u16>,
    dev: bool,
    as_it_is: bool,
}

impl Options {
    /// Reads `--port N`, `--dev` and `--no-build`.
    pub(crate) fn parse(arguments: &[String]) -> Result<Options> {
        let mut options = Options::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--dev" => options.dev = true,
                "--no-build" => options.as_it_is = true,
                "--port" => {
                    let port = arguments.next().and_then(|port| port.parse().ok());
                    options.port = Some(port.context("--port takes a number from 0 to 65535")?);
                }
                unknown => bail!("serve does not know `{unknown}`"),
            }
        }
        Ok(options)
    }
}

/// Builds, then serves until the program is ended.
pub(crate) fn run(project: Project, options: &Options) -> Result<ExitCode> {
    // A port that is taken is said before minutes are spent on building.
    let (listener, address) = listen(options.port)?;
    let root = project.root.clone();
    if !options.as_it_is {
        let needs = [Need::Rust, Need::ShippedPackages];
        let project = setup::run(project, &needs)?;
        build::build(
            &project,
            &if options.dev {
                build::Options::dev()
            } else {
                build::Options::release()
            },
        )?;
    }
    let site = Site::new(vec![
        Mount::new("/", root.join("www")),
        Mount::new("/pkg/", root.join("pkg")),
        Mount::new("/examples/", root.join("examples")),
    ]);
    println!("serve: {address} (Ctrl+C ends it)");
    let handler: Handler = Arc::new(move |request| site.answer(request));
    brooklet_serve::serve(&listener, &handler);
    Ok(ExitCode::SUCCESS)
}
