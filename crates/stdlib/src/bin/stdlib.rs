//! Writes `stdlib.wasm` and `library.bin` into the folder given.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: brooklet-stdlib FOLDER");
        return ExitCode::FAILURE;
    };
    let files = [
        ("stdlib.wasm", brooklet_stdlib::CORE),
        ("library.bin", brooklet_stdlib::REST),
    ];
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Err(error) = std::fs::write(&path, bytes) {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
