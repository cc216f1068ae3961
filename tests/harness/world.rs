//! A machine for tests: its clock stands still but for sleeping, and it keeps what is printed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use brooklet_python::World;
use brooklet_python::world::sql::Library;
use brooklet_python::world::storage::Storage;
use brooklet_python::world::{ArchiveFile, BeforeWait, Stream, Upload};

use brooklet_sqlite::Sqlite;
use brooklet_wheels::Packed;

use crate::TestStorage;
use crate::storage::Tab;

/// Noon on 1 March 2024, UTC.
#[allow(
    clippy::duration_suboptimal_units,
    reason = "a moment is counted in seconds since the epoch"
)]
const BEGIN: Duration = Duration::from_secs(1_709_294_400);

/// A machine whose clock moves only when somebody sleeps, and a little at each look.
#[derive(Default)]
pub struct TestWorld {
    passed: Cell<Duration>,
    looks: Cell<u32>,
    printed: RefCell<String>,
    seed: Cell<u64>,
    uploads: RefCell<BTreeMap<String, Vec<u8>>>,
    storage: RefCell<TestStorage>,
    tab: RefCell<Option<Rc<Tab>>>,
    data: RefCell<Option<Packed>>,
    before_wait: BeforeWait,
    in_next_sleep: RefCell<Option<Box<dyn FnOnce()>>>,
    can_suspend: Cell<bool>,
}

impl fmt::Debug for TestWorld {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TestWorld").finish_non_exhaustive()
    }
}

/// A file in memory.
#[derive(Debug)]
struct Memory(Vec<u8>);

impl Upload for Memory {
    fn read(&self) -> Result<Vec<u8>, String> {
        Ok(self.0.clone())
    }
}

impl TestWorld {
    /// Takes a file of the reader, or lets go of it.
    pub fn upload(&self, id: &str, bytes: Option<&[u8]>) {
        let mut uploads = self.uploads.borrow_mut();
        match bytes {
            Some(bytes) => uploads.insert(id.to_owned(), bytes.to_vec()),
            None => uploads.remove(id),
        };
    }

    /// The page is gone, and the files of the reader with it.
    pub(crate) fn forget_uploads(&self) {
        self.uploads.take();
    }

    /// Has the files of the app stored where others may look.
    pub fn set_storage(&self, storage: &TestStorage) {
        self.storage.replace(storage.clone());
    }

    /// Has the archives of data.
    pub fn set_data(&self, data: Packed) {
        self.data.replace(Some(data));
    }

    /// Where the files of the app are stored.
    pub fn stored(&self) -> TestStorage {
        self.storage.borrow().clone()
    }

    /// Has something happen while the script sleeps for the next time.
    pub(crate) fn in_next_sleep(&self, act: impl FnOnce() + 'static) {
        self.in_next_sleep.replace(Some(Box::new(act)));
    }

    /// Lets scripts wait for what others do.
    pub fn let_suspend(&self) {
        self.can_suspend.set(true);
    }

    /// Everything printed so far.
    pub fn printed(&self) -> String {
        self.printed.borrow().clone()
    }
}

impl World for TestWorld {
    fn now(&self) -> Duration {
        BEGIN + self.passed.get()
    }

    fn monotonic(&self) -> Duration {
        // Each look takes a microsecond, so that loops which wait for time to pass come to an end.
        self.looks.set(self.looks.get().wrapping_add(1));
        self.passed
            .set(self.passed.get() + Duration::from_micros(1));
        self.passed.get()
    }

    fn utc_offset_secs(&self, _at_secs: i64) -> i32 {
        0
    }

    fn time_zone(&self) -> String {
        "UTC".to_owned()
    }

    fn sleep(&self, duration: Duration) {
        self.before_wait.run();
        self.passed.set(self.passed.get() + duration);
        if let Some(act) = self.in_next_sleep.take() {
            act();
        }
    }

    fn can_suspend(&self) -> bool {
        self.can_suspend.get()
    }

    fn yield_now(&self) {
        self.before_wait.run();
    }

    fn before_wait(&self, act: Rc<dyn Fn()>) {
        self.before_wait.set(act);
    }

    fn random(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let next = self
                .seed
                .get()
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            self.seed.set(next);
            *byte = (next >> 56) as u8;
        }
    }

    fn archive(&self, file: ArchiveFile) -> Option<Vec<u8>> {
        match file {
            ArchiveFile::Library => Some(brooklet_stdlib::REST.to_vec()),
            ArchiveFile::Data => Some(self.data.borrow().as_ref()?.data.clone()),
            ArchiveFile::MoreData => Some(self.data.borrow().as_ref()?.more.clone()),
        }
    }

    fn upload(&self, id: &str) -> Option<Rc<dyn Upload>> {
        let bytes = self.uploads.borrow().get(id).cloned()?;
        Some(Rc::new(Memory(bytes)))
    }

    fn storage(&self, _app: &str) -> Option<Rc<dyn Storage>> {
        let tab = self.storage.borrow().tab();
        self.tab.replace(Some(Rc::clone(&tab)));
        Some(tab)
    }

    fn sql(&self) -> Option<Rc<dyn Library>> {
        Some(Rc::new(Sqlite::default()))
    }

    fn print(&self, _stream: Stream, text: &str) {
        self.printed.borrow_mut().push_str(text);
    }
}
