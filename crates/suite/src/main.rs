//! Runs the cases of one test module of NumPy, and prints a line for each.
//!
//! `brooklet-suite SITE_PACKAGES ARCHIVES MODULE [FIRST] [PATTERN]`: the tests stand in
//! `SITE_PACKAGES`, where the crate `wheels` has put them; `ARCHIVES` has `data.wasm` and
//! `data-more.bin`. The cases before `FIRST` are left out, and those whose name has no `PATTERN`.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it is a program of this machine: it reads files and clocks, and says what it found"
)]

mod files;
mod world;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use brooklet_python::{Python, Setup};

use world::Machine;

const PYTEST: &str = include_str!("../py/pytest.py");
const RUNNER: &str = include_str!("../py/runner.py");

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [packages, archives, module, rest @ ..] = arguments.as_slice() else {
        eprintln!("usage: brooklet-suite SITE_PACKAGES ARCHIVES MODULE [FIRST] [PATTERN]");
        return ExitCode::FAILURE;
    };
    let first = rest.first().and_then(|first| first.parse().ok());
    let pattern = rest.get(1).cloned().unwrap_or_default();
    let act = || {
        run(
            Path::new(packages),
            archives.into(),
            module,
            first,
            &pattern,
        )
    };
    // Tests recurse deeper than the stack of a first thread allows where nothing is optimised.
    let thread = std::thread::Builder::new().stack_size(1 << 28);
    let ended = std::thread::scope(|scope| {
        let thread = thread.spawn_scoped(scope, act)?;
        thread
            .join()
            .map_err(|_| std::io::Error::other("the machine has panicked"))
    });
    match ended {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(
    packages: &Path,
    archives: PathBuf,
    module: &str,
    first: Option<u32>,
    pattern: &str,
) -> Result<(), String> {
    let python = Python::boot(Setup {
        world: Rc::new(Machine::new(archives)),
        library: brooklet_stdlib::CORE.to_vec(),
        folder: "/app".to_owned(),
        native_modules: brooklet_numpy::native_modules(),
        packages: vec!["numpy"],
    });
    let python = python.map_err(|error| error.to_string())?;
    files::write_tests(packages, &python).map_err(|error| error.to_string())?;
    for (name, source) in [("pytest.py", PYTEST), ("runner.py", RUNNER)] {
        files::write(&python, &format!("/app/{name}"), source.as_bytes())
            .map_err(|error| error.to_string())?;
    }
    let first = first.unwrap_or(0);
    let program = format!("import runner\nrunner.main({module:?}, {first}, {pattern:?})\n");
    python.enter(|vm| {
        let ran = python
            .compile(vm, &program, "/app/app.py", None)
            .and_then(|program| python.run_main(vm, &program));
        ran.map_err(|exception| python.trace(vm, &exception).to_string())
    })
}
