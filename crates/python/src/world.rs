//! The way out: everything that Python needs from the machine around it.

mod before_wait;
pub mod fetch;
pub mod storage;

use std::fmt;
use std::rc::Rc;
use std::time::Duration;

pub use before_wait::BeforeWait;
pub use brooklet_sql as sql;

use fetch::{Exchange, NoNetwork, Request};
use storage::Storage;

/// The machine around a Python: clock, sleep, chance, console. The browser's worker is one, the
/// test harness another. Nothing else in the workspace reads a clock or blocks.
pub trait World {
    /// Time since the Unix epoch, UTC.
    fn now(&self) -> Duration;

    /// Time since some fixed moment; it never runs backwards.
    fn monotonic(&self) -> Duration;

    /// The offset of local time from UTC in seconds, east positive, at a moment in seconds since
    /// the Unix epoch.
    fn utc_offset_secs(&self, at_secs: i64) -> i32;

    /// The name of the local time zone, such as `Europe/Berlin`.
    fn time_zone(&self) -> String;

    /// Blocks the caller for `duration`, or less if a message has come in meanwhile, or news of an
    /// exchange: the caller looks at the clock and at what interrupts it, and sleeps on.
    fn sleep(&self, duration: Duration);

    /// Whether messages come in while the caller sleeps or yields. Where the browser cannot
    /// suspend a run they wait for its end.
    fn can_suspend(&self) -> bool;

    /// Lets messages in without waiting for any. Called by long loops, every 12 to 50 milliseconds:
    /// the dearer it is, the less often.
    fn yield_now(&self);

    /// Has `act` called before each wait from now on: before the machine sleeps, lets messages in, or
    /// sends a request. Nobody looks at what a machine without waits leaves undone.
    fn before_wait(&self, _act: Rc<dyn Fn()>) {}

    /// Fills `bytes` with random ones.
    fn random(&self, bytes: &mut [u8]);

    /// An archive of modules: asked for at the first import that needs it. May block. `None` if it
    /// cannot be had.
    fn archive(&self, _file: ArchiveFile) -> Option<Vec<u8>> {
        None
    }

    /// A file that somebody has handed over, by its id.
    fn upload(&self, _id: &str) -> Option<Rc<dyn Upload>> {
        None
    }

    /// Sends a request. It need not block: the exchange tells when there is an answer.
    fn fetch(&self, _request: Request) -> Box<dyn Exchange> {
        Box::new(NoNetwork)
    }

    /// Where the files of an app are stored; `None` if nothing outlives this machine.
    fn storage(&self, _app: &str) -> Option<Rc<dyn Storage>> {
        None
    }

    /// SQLite: asked for when a program first needs it. May block. `None` if it cannot be had.
    fn sql(&self) -> Option<Rc<dyn sql::Library>> {
        None
    }

    /// Notes for whoever watches that something has gone on since a moment of [`World::monotonic`].
    fn note_time(&self, _what: &str, _since: Duration) {}

    /// Takes what the program prints.
    fn print(&self, stream: Stream, text: &str);
}

/// The archives of modules that are had when they are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArchiveFile {
    /// The rest of the standard library.
    Library,
    /// What an import of the packages of [`Setup::packages`](crate::Setup::packages) needs.
    Data,
    /// The rest of these packages.
    MoreData,
}

impl ArchiveFile {
    /// The name of the file, as the build makes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Library => "library.bin",
            Self::Data => "data.wasm",
            Self::MoreData => "data-more.bin",
        }
    }
}

/// A file that somebody has handed over. It can be read for as long as this is held.
pub trait Upload: fmt::Debug {
    /// All of its bytes, or why they cannot be had.
    fn read(&self) -> Result<Vec<u8>, String>;
}

/// Where printed text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}
