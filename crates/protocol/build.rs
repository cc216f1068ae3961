//! Tells the crate which form its types have, by a digest of their sources.

#![allow(
    clippy::disallowed_methods,
    reason = "the sources of a build are files"
)]

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src");
    println!("cargo::rerun-if-changed=src");
    let mut sources = Vec::new();
    gather(&folder, &mut sources)?;
    sources.sort();
    let mut hasher = DefaultHasher::new();
    for source in sources {
        fs::read(source)?.hash(&mut hasher);
    }
    println!("cargo::rustc-env=LAYOUT={}", hasher.finish());
    Ok(())
}

fn gather(folder: &Path, sources: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, sources)?;
        } else {
            sources.push(path);
        }
    }
    Ok(())
}
