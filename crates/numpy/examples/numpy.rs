//! Runs a script of this machine in our Python, with packages from wheels.
//!
//! `numpy WHEELS SCRIPT [ARGUMENT…]`: every wheel in the folder is installed first. Files that the
//! script writes stay in memory.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "it is a tool of this machine"
)]

use std::cell::Cell;
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use brooklet_python::world::fetch::{Exchange, Failure, News, Request};
use brooklet_python::world::{ArchiveFile, Stream};
use brooklet_python::{Python, Setup, World};

struct Machine {
    started: Instant,
    seed: Cell<u64>,
}

impl World for Machine {
    fn now(&self) -> Duration {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }

    fn utc_offset_secs(&self, _at_secs: i64) -> i32 {
        0
    }

    fn time_zone(&self) -> String {
        "UTC".to_owned()
    }

    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }

    fn hears(&self) -> bool {
        false
    }

    fn breathe(&self) {}

    fn random(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let next = self
                .seed
                .get()
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            self.seed.set(next);
            *byte = (next >> 33) as u8;
        }
    }

    fn archive(&self, file: ArchiveFile) -> Option<Vec<u8>> {
        (file == ArchiveFile::Library).then(|| brooklet_stdlib::REST.to_vec())
    }

    fn fetch(&self, _request: Request) -> Box<dyn Exchange> {
        Box::new(Nothing)
    }

    fn print(&self, _stream: Stream, text: &str) {
        print!("{text}");
    }
}

/// There is no network.
struct Nothing;

impl Exchange for Nothing {
    fn news(&mut self) -> News {
        News::Failed(Failure::Unreachable)
    }
}

fn main() -> ExitCode {
    let thread = std::thread::Builder::new().stack_size(512 << 20).spawn(run);
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(true)) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

#[allow(
    clippy::too_many_lines,
    reason = "it is one program from top to bottom"
)]
fn run() -> bool {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wheels, script, rest @ ..] = arguments.as_slice() else {
        println!("numpy WHEELS SCRIPT [ARGUMENT…]");
        return false;
    };
    let world = Rc::new(Machine {
        started: Instant::now(),
        seed: Cell::new(42),
    });
    let setup = Setup {
        world,
        library: brooklet_stdlib::CORE.to_vec(),
        folder: "/app".to_owned(),
        native_modules: brooklet_numpy::native_modules(),
        packages: Vec::new(),
    };
    let python = match Python::boot(setup) {
        Ok(python) => python,
        Err(error) => {
            println!("{error}");
            return false;
        }
    };
    for wheel in wheels_in(Path::new(wheels)) {
        let Ok(bytes) = std::fs::read(&wheel) else {
            continue;
        };
        if let Err(error) = python.enter(|vm| python.install_wheel(bytes, vm)) {
            println!("{}: {error}", wheel.display());
        }
    }
    // As in the archives that are shipped: these give docstrings to what is native, nothing else.
    for name in ["_add_newdocs.py", "_add_newdocs_scalars.py"] {
        let path = format!("/lib/python3.14/site-packages/numpy/_core/{name}");
        if python.files().write(&path, b"").is_err() {
            println!("{path} cannot be emptied");
        }
    }
    let Ok(source) = std::fs::read_to_string(script) else {
        println!("{script} cannot be read");
        return false;
    };
    python.enter(|vm| {
        let mut argv = vec![vm.ctx.new_str("app.py").into()];
        argv.extend(
            rest.iter()
                .map(|argument| vm.ctx.new_str(argument.as_str()).into()),
        );
        let arguments = vm.ctx.new_list(argv[1..].to_vec());
        let given = vm.builtins.set_attr("ARGUMENTS", arguments, vm);
        let ran = given
            .and_then(|()| python.compile(vm, &source, "/app/app.py", None))
            .and_then(|program| python.run_main(vm, &program));
        match ran {
            Ok(()) => true,
            Err(exception) => {
                println!("{}", python.trace(vm, &exception));
                false
            }
        }
    })
}

fn wheels_in(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut wheels: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "whl"))
        .collect();
    wheels.sort();
    wheels
}
