//! Writes `NAME.js` and `NAME_bg.wasm` into the folder given, as the program `wasm-bindgen` does.
//!
//! That program comes with a server for tests and all it needs: taking its library alone compiles sooner.

use std::ffi::OsString;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

/// Leaves out the names of functions, a tenth of the bytes: a panic tells its place without them.
const SHIPPED: &str = "--shipped";

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let (program, name, folder, is_shipped) = match arguments.as_slice() {
        [program, name, folder] => (program, name, folder, false),
        [program, name, folder, option] if option == SHIPPED => (program, name, folder, true),
        _ => {
            eprintln!("usage: brooklet-bindgen PROGRAM NAME FOLDER [{SHIPPED}]");
            return ExitCode::FAILURE;
        }
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(program)
        .out_name(&name.to_string_lossy())
        .typescript(false)
        .omit_default_module_path(false)
        .remove_name_section(is_shipped)
        .remove_producers_section(is_shipped);
    let made = bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error:#}", program.display());
            ExitCode::FAILURE
        }
    }
}
