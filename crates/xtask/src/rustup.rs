//! Choosing a Rust toolchain that can build both halves, and getting one where none is.

use anyhow::{Result, anyhow, bail};

use crate::project::{Project, WASM};
use crate::rust::{OLDEST, examine};
use crate::toolchain::{PINNED, Toolchain};
use crate::{debian, shell};

/// The toolchain in use if it will do, else the pinned one by rustup, else Debian's.
pub(crate) fn choose(project: &Project) -> Result<Toolchain> {
    let in_use = examine(project, None);
    if let Ok(toolchain) = in_use {
        return Ok(toolchain);
    }
    let pinned = Some(PINNED.to_owned());
    if let Ok(toolchain) = examine(project, pinned.clone()) {
        return Ok(toolchain);
    }
    if let Ok(toolchain) = debian::installed(project) {
        return Ok(toolchain);
    }
    let complaint = in_use.expect_err("handled above");
    println!("setup: the Rust in use will not do: {complaint}");
    let by_rustup = install_pinned(project).and_then(|()| examine(project, pinned));
    let refusal = match by_rustup {
        Ok(toolchain) => return Ok(toolchain),
        Err(refusal) => refusal,
    };
    println!(
        "setup: rustup cannot help ({})",
        last_line(&refusal.to_string())
    );
    debian::toolchain(project).map_err(|failure| {
        anyhow!(
            "no Rust to build with. Needed: rustc {}.{} or newer with {WASM}, clippy and rustfmt.\n\
             In use: {complaint}\nrustup: {refusal:#}\nDebian's packages: {failure:#}\n\
             Install rustup (or Rust {PINNED} in another way) and try again.",
            OLDEST.0,
            OLDEST.1
        )
    })
}

fn install_pinned(project: &Project) -> Result<()> {
    if project.find("rustup").is_none() {
        bail!("it is not installed");
    }
    println!("setup: installing Rust {PINNED} with {WASM}, clippy and rustfmt by rustup");
    let mut rustup = project.command("rustup");
    rustup.args([
        "toolchain",
        "install",
        PINNED,
        "--profile",
        "minimal",
        "--no-self-update",
    ]);
    rustup.args(["-c", "clippy", "-c", "rustfmt", "-t", WASM]);
    shell::run(&mut rustup)
}

fn last_line(text: &str) -> &str {
    text.trim_end().lines().last().unwrap_or_default()
}
