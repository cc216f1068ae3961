//! The browsers beside Chromium that tests drive.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::debian;
use crate::project::Project;

/// A browser that tests can drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DrivenBrowser {
    /// What `tests/browsers` calls it.
    pub(crate) name: &'static str,
    /// The program that is started: the browser where it can be driven by itself, else its driver.
    pub(crate) program: PathBuf,
}

type Find = fn(&Project) -> Result<DrivenBrowser>;

const BROWSERS: [(&str, Find); 2] = [("firefox", firefox), ("webkit", webkit)];

/// The browsers that are here or can be installed. What cannot be had is said, and is no failure.
pub(crate) fn ensure(project: &Project) -> Vec<DrivenBrowser> {
    let mut found = Vec::new();
    for (name, find) in BROWSERS {
        match find(project) {
            Ok(browser) => found.push(browser),
            Err(failure) => println!("browsers: without {name}: {failure:#}"),
        }
    }
    found
}

/// Firefox, which needs no driver.
fn firefox(project: &Project) -> Result<DrivenBrowser> {
    let program = || {
        project
            .find("firefox-esr")
            .or_else(|| project.find("firefox"))
    };
    if program().is_none() {
        println!("setup: installing Firefox");
        debian::install(&["firefox-esr"])?;
    }
    Ok(DrivenBrowser {
        name: "firefox",
        program: program().context("`firefox-esr` is not on PATH")?,
    })
}

/// The driver of `WebKit`'s own small browser, which must have a screen.
fn webkit(project: &Project) -> Result<DrivenBrowser> {
    let driver = || project.find("WebKitWebDriver");
    if driver().is_none() || project.find("Xvfb").is_none() {
        println!("setup: installing WebKitGTK with its driver, and Xvfb");
        debian::install(&["webkit2gtk-driver", "xvfb"])?;
    }
    Ok(DrivenBrowser {
        name: "webkit",
        program: driver().context("`WebKitWebDriver` is not on PATH")?,
    })
}
