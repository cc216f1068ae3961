//! A toolchain of Debian's packages, for machines where rustup cannot fetch one.
//!
//! Debian ships rustc with its library source but without a standard library for wasm32: it is
//! built here once and copied beside the others, so that from then on it is an ordinary target.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::{Project, WASM};
use crate::rust::{examine, examine_at, has_wasm};
use crate::shell;
use crate::toolchain::Toolchain;

/// Its name in rustup, where rustup is there to know it by.
const NAME: &str = "brooklet";

const PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-clippy",
    "rustfmt-web",
];

/// The toolchain, if it was set up before.
pub(crate) fn installed(project: &Project) -> Result<Toolchain> {
    examine(project, Some(NAME.to_owned()))
        .or_else(|_| examine_at(project, None, Some(PathBuf::from("/usr/bin"))))
}

/// Installs the packages, makes the library for wasm32 and gives the toolchain.
pub(crate) fn toolchain(project: &Project) -> Result<Toolchain> {
    println!("setup: installing Debian's Rust packages");
    install(&PACKAGES)?;
    let linker = newest_linker()?;
    install(&[&linker])?;
    add_wasm(project, &linker)?;
    if project.find("rustup").is_some() {
        shell::run(
            project
                .command("rustup")
                .args(["toolchain", "link", NAME, "/usr"]),
        )?;
    }
    installed(project)
}

/// `apt-get install`, as root or by a sudo that asks no password.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!(
            "this is no Debian (no apt-get); please install by hand: {}",
            packages.join(" ")
        );
    }
    let apt = |arguments: &[&str]| {
        let mut command = if is_root() {
            Command::new("apt-get")
        } else {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "apt-get"]);
            sudo
        };
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-qq"])
            .args(arguments);
        shell::read(&mut command).map(drop)
    };
    let mut wanted = vec!["install", "-y", "--no-install-recommends"];
    wanted.extend(packages);
    if apt(&wanted).is_ok() {
        return Ok(());
    }
    apt(&["update"]).context("cannot refresh Debian's package lists (root or sudo is needed)")?;
    apt(&wanted).with_context(|| format!("cannot install {}", packages.join(" ")))
}

fn is_root() -> bool {
    shell::read(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

/// The `lld-N` package of the LLVM that Debian's rustc was built with.
fn newest_linker() -> Result<String> {
    let facts = shell::read(Command::new("/usr/bin/rustc").arg("-vV"))?;
    llvm_major(&facts)
        .map(|major| format!("lld-{major}"))
        .context("/usr/bin/rustc does not say which LLVM it has")
}

fn llvm_major(facts: &str) -> Option<&str> {
    let version = facts
        .lines()
        .find_map(|line| line.strip_prefix("LLVM version: "))?;
    version.split('.').next()
}

/// Builds the standard library for wasm32 out of its source and puts it into Debian's sysroot.
fn add_wasm(project: &Project, linker: &str) -> Result<()> {
    let sysroot = shell::read(Command::new("/usr/bin/rustc").args(["--print", "sysroot"]))?;
    let rustlib = Path::new(sysroot.trim()).join("lib/rustlib");
    if has_wasm(Path::new(sysroot.trim())) {
        return Ok(());
    }
    println!("setup: building the standard library for {WASM} (about a minute, once)");
    let host = rustlib.join(host_triple()?).join("bin");
    fs::create_dir_all(&host)?;
    let lld = host.join("rust-lld");
    if !lld.exists() {
        std::os::unix::fs::symlink(Path::new("/usr/bin").join(linker), lld)?;
    }
    let empty = project.cache.join("wasm-std");
    write_empty_crate(&empty)?;
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo
        .current_dir(&empty)
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        // Fat link-time optimisation takes the library's bitcode.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", empty.join("target"))
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN")
        .args([
            "build",
            "-Z",
            "build-std=std,panic_abort,panic_unwind,test,proc_macro",
        ])
        .args(["--target", WASM, "--release"]);
    shell::run(&mut cargo)?;
    let built = empty.join("target").join(WASM).join("release/deps");
    let lib = rustlib.join(WASM).join("lib");
    fs::create_dir_all(&lib).with_context(|| format!("cannot write to {}", lib.display()))?;
    for entry in built.read_dir()? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_library = path
            .extension()
            .is_some_and(|extension| extension == "rlib");
        if is_library && !name.starts_with("libempty-") {
            fs::copy(&path, lib.join(name))?;
        }
    }
    Ok(())
}

fn host_triple() -> Result<String> {
    let facts = shell::read(Command::new("/usr/bin/rustc").arg("-vV"))?;
    let host = facts.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .context("/usr/bin/rustc does not say which host it is for")
}

fn write_empty_crate(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    let manifest = "[package]\nname = \"empty\"\nedition = \"2021\"\n\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_linker_is_that_of_rustcs_llvm() {
        assert_eq!(llvm_major("host: x\nLLVM version: 22.1.6\n"), Some("22"));
        assert_eq!(llvm_major("host: x\n"), None);
    }
}
