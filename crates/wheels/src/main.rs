//! Writes `data.wasm`, `data-more.bin` and their licences into the folder given.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use brooklet_wheels::{licences, pack, site_packages};

/// The wheels cannot be had here; nothing is wrong with the rest.
const UNAVAILABLE: u8 = 3;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(cache), target) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: brooklet-wheels CACHE [FOLDER]");
        return ExitCode::FAILURE;
    };
    let packages = match site_packages(&cache) {
        Ok(packages) => packages,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(UNAVAILABLE);
        }
    };
    match target.map_or(Ok(()), |target| write(&packages, &target)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(packages: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let packed = pack(packages)?;
    fs::write(target.join("data.wasm"), packed.data)?;
    fs::write(target.join("data-more.bin"), packed.more)?;
    fs::write(target.join("data.LICENSE"), licences(packages)?)?;
    Ok(())
}
