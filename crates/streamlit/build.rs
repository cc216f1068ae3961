//! Compiles what of the commands is written in Python.

use std::error::Error;

use brooklet_freeze::{Shown, freeze_crate_sources};

fn main() -> Result<(), Box<dyn Error>> {
    freeze_crate_sources("src", Shown::OnePlace("<streamlit>"))?;
    Ok(())
}
