//! A Python on a world of the tests: a clock that they turn, a console that they read.

#![allow(dead_code, reason = "each file of tests takes what it needs")]

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::time::Duration;

use brooklet_python::world::fetch::{Exchange, Failure, News, Request};
use brooklet_python::world::sql::Library;
use brooklet_python::world::{ArchiveFile, Stream};
use brooklet_python::{NativeModule, Python, Setup, World};
use brooklet_sqlite::Sqlite;

/// A world without a machine behind it.
#[derive(Debug, Default)]
pub(crate) struct TestWorld {
    pub(crate) clock: Cell<Duration>,
    pub(crate) slept: Cell<Duration>,
    pub(crate) yields: Cell<u32>,
    /// How long letting messages in takes.
    pub(crate) breath_cost: Cell<Duration>,
    /// By how much each look at the clock moves it.
    pub(crate) step: Cell<Duration>,
    pub(crate) offset_secs: Cell<i32>,
    pub(crate) printed: RefCell<String>,
    pub(crate) library_asked: Cell<u32>,
    /// What servers answer, by address.
    pub(crate) answers: RefCell<BTreeMap<String, Vec<News>>>,
    /// What they were asked.
    pub(crate) asked: RefCell<Vec<Request>>,
}

/// 2026-03-04 05:06:07.25 UTC, a Wednesday.
pub(crate) const START: Duration = Duration::from_millis(1_772_600_767_250);

impl World for TestWorld {
    fn now(&self) -> Duration {
        START + self.clock.get()
    }

    fn monotonic(&self) -> Duration {
        self.clock.set(self.clock.get() + self.step.get());
        Duration::from_secs(100) + self.clock.get()
    }

    fn utc_offset_secs(&self, _at_secs: i64) -> i32 {
        self.offset_secs.get()
    }

    fn time_zone(&self) -> String {
        "Europe/Berlin".to_owned()
    }

    fn sleep(&self, duration: Duration) {
        self.slept.set(self.slept.get() + duration);
        self.clock.set(self.clock.get() + duration);
    }

    fn can_suspend(&self) -> bool {
        false
    }

    fn yield_now(&self) {
        self.yields.set(self.yields.get() + 1);
        self.clock.set(self.clock.get() + self.breath_cost.get());
    }

    fn random(&self, bytes: &mut [u8]) {
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = (index * 7 + 3) as u8;
        }
    }

    fn archive(&self, file: ArchiveFile) -> Option<Vec<u8>> {
        assert_eq!(file, ArchiveFile::Library);
        self.library_asked.set(self.library_asked.get() + 1);
        Some(brooklet_stdlib::REST.to_vec())
    }

    fn fetch(&self, request: Request) -> Box<dyn Exchange> {
        let answer = self.answers.borrow().get(&request.url).cloned();
        let unreachable = || vec![News::Failed(Failure::Unreachable)];
        self.asked.borrow_mut().push(request);
        Box::new(Recorded(answer.unwrap_or_else(unreachable).into()))
    }

    fn sql(&self) -> Option<Rc<dyn Library>> {
        Some(Rc::new(Sqlite::default()))
    }

    fn print(&self, _stream: Stream, text: &str) {
        self.printed.borrow_mut().push_str(text);
    }
}

/// A recorded answer; where it ends nothing ever comes.
struct Recorded(VecDeque<News>);

impl Exchange for Recorded {
    fn news(&mut self) -> News {
        self.0.pop_front().unwrap_or(News::None)
    }
}

/// A Python and its world.
pub(crate) struct Fixture {
    pub(crate) world: Rc<TestWorld>,
    pub(crate) python: Rc<Python>,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        Self::with_modules(Vec::new())
    }

    pub(crate) fn with_modules(native_modules: Vec<NativeModule>) -> Self {
        let world = Rc::new(TestWorld::default());
        let python = Python::boot(Setup {
            world: world.clone(),
            library: brooklet_stdlib::CORE.to_vec(),
            folder: "/app".to_owned(),
            native_modules,
            packages: Vec::new(),
        });
        let python = Rc::new(python.unwrap_or_else(|error| panic!("{error}")));
        Self { world, python }
    }

    /// Runs a script, and gives what it printed and how it ended.
    pub(crate) fn run(&self, source: &str) -> String {
        self.python
            .files()
            .write("/app/app.py", source.as_bytes())
            .expect("the folder is there");
        let ended = self.python.enter(|vm| {
            let ran = self
                .python
                .compile(vm, source, "/app/app.py", None)
                .and_then(|program| self.python.run_main(vm, &program));
            ran.err()
                .map(|exception| self.python.trace(vm, &exception).to_string())
        });
        let mut printed = self.world.printed.take();
        printed.push_str(&ended.unwrap_or_default());
        printed
    }
}

/// What a script prints, and how it ends, in a Python of its own.
pub(crate) fn run(source: &str) -> String {
    Fixture::new().run(source)
}

/// Runs a script whose checkpoint stops it at the `stop_at`th time.
pub(crate) fn stopped(source: &str, stop_at: u32, step: Duration) -> String {
    let fixture = Fixture::new();
    fixture.world.step.set(step);
    let times = Cell::new(0);
    fixture.python.set_checkpoint(Rc::new(move |vm| {
        times.set(times.get() + 1);
        if times.get() < stop_at {
            return Ok(());
        }
        Err(vm.new_exception_empty(vm.ctx.exceptions.keyboard_interrupt.to_owned()))
    }));
    let printed = fixture.run(source);
    printed.lines().last().unwrap_or_default().to_owned()
}
