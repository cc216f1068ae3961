//! A machine that lets everything drawn and written leave before it waits.

use std::cell::OnceCell;
use std::rc::{Rc, Weak};
use std::time::Duration;

use brooklet_python::World;
use brooklet_python::world::fetch::{Exchange, Request};
use brooklet_python::world::sql::Library;
use brooklet_python::world::storage::Storage;
use brooklet_python::world::{ArchiveFile, Stream, Upload};
use brooklet_streamlit::App;

use crate::stored_files::StoredFiles;

/// The machine given, and the app whose elements and files must not wait while it sleeps.
pub(crate) struct FlushingWorld {
    inner: Rc<dyn World>,
    app: OnceCell<(Weak<App>, Weak<StoredFiles>)>,
}

impl FlushingWorld {
    /// Flushes nothing before [`FlushingWorld::watch`].
    pub(crate) fn new(inner: Rc<dyn World>) -> Self {
        Self {
            inner,
            app: OnceCell::new(),
        }
    }

    /// Says whose elements and files leave before each wait.
    pub(crate) fn watch(&self, app: &Rc<App>, files: &Rc<StoredFiles>) {
        // Set once, at boot; a second call would name the same app.
        let _ = self.app.set((Rc::downgrade(app), Rc::downgrade(files)));
    }

    fn flush(&self) {
        let Some((app, files)) = self.app.get() else {
            return;
        };
        if let Some(app) = app.upgrade() {
            app.flush();
        }
        if let Some(files) = files.upgrade() {
            files.store_if_due();
        }
    }
}

impl World for FlushingWorld {
    fn now(&self) -> Duration {
        self.inner.now()
    }

    fn monotonic(&self) -> Duration {
        self.inner.monotonic()
    }

    fn utc_offset_secs(&self, at_secs: i64) -> i32 {
        self.inner.utc_offset_secs(at_secs)
    }

    fn time_zone(&self) -> String {
        self.inner.time_zone()
    }

    fn sleep(&self, duration: Duration) {
        self.flush();
        self.inner.sleep(duration);
    }

    fn hears(&self) -> bool {
        self.inner.hears()
    }

    fn breathe(&self) {
        self.flush();
        self.inner.breathe();
    }

    fn random(&self, bytes: &mut [u8]) {
        self.inner.random(bytes);
    }

    fn archive(&self, file: ArchiveFile) -> Option<Vec<u8>> {
        self.inner.archive(file)
    }

    fn upload(&self, id: &str) -> Option<Rc<dyn Upload>> {
        self.inner.upload(id)
    }

    fn fetch(&self, request: Request) -> Box<dyn Exchange> {
        self.flush();
        self.inner.fetch(request)
    }

    fn storage(&self, app: &str) -> Option<Rc<dyn Storage>> {
        self.inner.storage(app)
    }

    fn sql(&self) -> Option<Rc<dyn Library>> {
        self.inner.sql()
    }

    fn note_time(&self, what: &str, since: Duration) {
        self.inner.note_time(what, since);
    }

    fn print(&self, stream: Stream, text: &str) {
        self.inner.print(stream, text);
    }
}
