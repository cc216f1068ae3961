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
pub(crate) struct Wish {
    port: Option<u16>,
    dev: bool,
    as_it_is: bool,
}

impl Wish {
    /// Reads `--port N`, `--dev` and `--no-build`.
    pub(crate) fn parse(arguments: &[String]) -> Result<Wish> {
        let mut wish = Wish::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--dev" => wish.dev = true,
                "--no-build" => wish.as_it_is = true,
                "--port" => {
                    let port = arguments.next().and_then(|port| port.parse().ok());
                    wish.port = Some(port.context("--port takes a number from 0 to 65535")?);
                }
                unknown => bail!("serve does not know `{unknown}`"),
            }
        }
        Ok(wish)
    }
}

/// Builds, then serves until the program is ended.
pub(crate) fn run(project: Project, wish: &Wish) -> Result<ExitCode> {
    // A port that is taken is said before minutes are spent on building.
    let (listener, address) = listen(wish.port)?;
    let root = project.root.clone();
    if !wish.as_it_is {
        let needs = [Need::Rust, Need::WasmBindgen, Need::ShippedPackages];
        let project = setup::run(project, &needs)?;
        build::build(
            &project,
            &if wish.dev {
                build::Wish::dev()
            } else {
                build::Wish::release()
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
