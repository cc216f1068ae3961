//! A Python with the native modules, and what scripts print in it.

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use brooklet_python::world::fetch::{Exchange, Failure, News, Request};
use brooklet_python::world::{ArchiveFile, Stream};
use brooklet_python::{Python, Setup, World};

/// A world that remembers what was printed.
#[derive(Default)]
struct Console {
    printed: std::cell::RefCell<String>,
    /// The archives of data.
    data: Option<brooklet_wheels::Packed>,
}

impl World for Console {
    fn now(&self) -> Duration {
        Duration::from_secs(1_772_600_767)
    }

    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }

    fn utc_offset_secs(&self, _at_secs: i64) -> i32 {
        0
    }

    fn time_zone(&self) -> String {
        "UTC".to_owned()
    }

    fn sleep(&self, _duration: Duration) {}

    fn can_suspend(&self) -> bool {
        false
    }

    fn yield_now(&self) {}

    fn random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }

    fn archive(&self, file: ArchiveFile) -> Option<Vec<u8>> {
        match file {
            ArchiveFile::Library => Some(brooklet_stdlib::REST.to_vec()),
            ArchiveFile::Data => Some(self.data.as_ref()?.data.clone()),
            ArchiveFile::MoreData => Some(self.data.as_ref()?.more.clone()),
        }
    }

    fn fetch(&self, _request: Request) -> Box<dyn Exchange> {
        Box::new(Nothing)
    }

    fn print(&self, _stream: Stream, text: &str) {
        self.printed.borrow_mut().push_str(text);
    }
}

struct Nothing;

impl Exchange for Nothing {
    fn news(&mut self) -> News {
        News::Failed(Failure::Unreachable)
    }
}

/// A Python in a world, with packages in its archives of data.
fn boot(world: &Rc<Console>, packages: Vec<&'static str>) -> Python {
    let python = Python::boot(Setup {
        world: world.clone(),
        library: brooklet_stdlib::CORE.to_vec(),
        folder: "/app".to_owned(),
        native_modules: brooklet_numpy::native_modules(),
        packages,
    });
    python.unwrap_or_else(|error| panic!("{error}"))
}

/// What a script prints, and how it ends.
fn print(python: &Python, world: &Console, source: &str) -> String {
    let ended = python.enter(|vm| {
        let ran = python
            .compile(vm, source, "/app/app.py", None)
            .and_then(|program| python.run_main(vm, &program));
        ran.err()
            .map(|exception| python.trace(vm, &exception).to_string())
    });
    let mut printed = world.printed.take();
    printed.push_str(&ended.unwrap_or_default());
    printed
}

/// What a script prints that has the names of the first native module, without NumPy's layer.
pub(crate) fn run(script: &str) -> String {
    let world = Rc::new(Console::default());
    let python = boot(&world, Vec::new());
    let files = python.files();
    for path in ["numpy/__init__.py", "numpy/_core/__init__.py"] {
        let folder = format!("/app/{}", path.trim_end_matches("/__init__.py"));
        let written = files
            .make_folders(&folder)
            .and_then(|()| files.write(&format!("/app/{path}"), b""));
        assert!(written.is_ok(), "{written:?}");
    }
    let source = format!("from numpy._core._multiarray_umath import *\n{script}");
    print(&python, &world, &source)
}

/// What a script prints that imports NumPy as it is shipped; nothing on a machine that cannot have
/// its wheel.
pub(crate) fn run_with_layer(script: &str) -> Option<String> {
    let world = Rc::new(Console {
        data: Some(brooklet_wheels::frozen(Path::new(env!(
            "CARGO_TARGET_TMPDIR"
        )))?),
        ..Console::default()
    });
    let python = boot(&world, vec!["numpy"]);
    Some(print(&python, &world, script))
}
