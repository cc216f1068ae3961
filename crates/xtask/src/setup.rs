//! Finding what is missing on this machine and installing it.

use anyhow::Result;

use crate::project::Project;
use crate::{browser, node, rustup, tools};

/// Something a command cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Rust for this machine and for wasm32, with clippy and rustfmt.
    Rust,
    /// `cargo nextest`, `wasm-pack` and, at the locked version, the runner of wasm-bindgen that it calls.
    TestRunners,
    /// A browser and its driver.
    Browser,
    /// The npm packages that the shipped files come from.
    ShippedPackages,
    /// The npm packages of tests and benchmarks.
    TestPackages,
}

/// All there is to set up.
pub(crate) const ALL: [Need; 5] = [
    Need::Rust,
    Need::TestRunners,
    Need::Browser,
    Need::ShippedPackages,
    Need::TestPackages,
];

/// Makes sure of every need and gives the project with its toolchain chosen.
pub(crate) fn run(mut project: Project, needs: &[Need]) -> Result<Project> {
    if needs.contains(&Need::Rust) && project.toolchain.is_none() {
        let toolchain = rustup::choose(&project)?;
        println!("setup: {}", toolchain.version);
        project.toolchain = Some(toolchain);
    }
    for need in needs {
        match need {
            Need::Rust => {}
            Need::TestRunners => {
                tools::ensure(&project, &tools::wasm_bindgen(&project)?)?;
                tools::ensure(&project, &tools::wasm_pack())?;
                tools::ensure(&project, &tools::nextest())?;
            }
            Need::Browser => drop(browser::ensure(&project)?),
            Need::ShippedPackages => packages(&project, &["www"])?,
            Need::TestPackages => packages(&project, &["tests", "tests/e2e"])?,
        }
    }
    Ok(project)
}

fn packages(project: &Project, folders: &[&str]) -> Result<()> {
    node::ensure(project)?;
    folders
        .iter()
        .try_for_each(|folder| node::ensure_packages(project, folder))
}
