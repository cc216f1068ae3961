//! Compiles what of the native modules is written in Python.

use std::error::Error;

use brooklet_freeze::{Shown, freeze_crate_sources};

fn main() -> Result<(), Box<dyn Error>> {
    freeze_crate_sources("py", Shown::FilesIn("numpy/_native"))?;
    Ok(())
}
