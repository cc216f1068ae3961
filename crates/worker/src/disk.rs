//! The results of cached functions in a database of the browser, one per app, shared by its tabs.
//!
//! Python waits here for what it reads, and never for what it writes.

mod record_db;
mod records;
mod tabs;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use brooklet_cache::disk::{Content, SharedIndex};
use brooklet_cache::{Disk, Id, Job, Key, RecordHeader};
use js_sys::Promise;
use js_sys::futures::{future_to_promise, spawn_local};
use wasm_bindgen::JsValue;

use crate::outlet::Outlet;
use crate::pause::Pause;
use record_db::RecordDb;

/// How long a script waits for a database that does not answer; then it goes on without.
const READ_TIMEOUT: Duration = Duration::from_secs(3);

/// The databases of the browser.
pub(crate) struct BrowserDisk {
    pause: Rc<Pause>,
    outlet: Rc<Outlet>,
    db: RefCell<Option<Rc<RecordDb>>>,
}

impl fmt::Debug for BrowserDisk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BrowserDisk")
            .finish_non_exhaustive()
    }
}

impl BrowserDisk {
    pub(crate) fn new(pause: Rc<Pause>, outlet: Rc<Outlet>) -> Self {
        Self {
            pause,
            outlet,
            db: RefCell::default(),
        }
    }

    /// Begins to read what an app has kept, before its engine asks for it.
    pub(crate) fn prepare(&self, app: &str) -> Rc<RecordDb> {
        if let Some(db) = self.db.borrow().as_ref()
            && db.app == app
            && !db.is_attached()
        {
            return db.clone();
        }
        let db = RecordDb::new(app, self.pause.clone(), self.outlet.clone());
        spawn_local(db.clone().load());
        self.db.replace(Some(db.clone()));
        db
    }

    /// Resolves when what the app has kept is read.
    pub(crate) fn prepared(&self) -> Promise {
        let db = self.db.borrow().clone();
        future_to_promise(async move {
            if let Some(db) = db {
                db.loaded().await;
            }
            Ok(JsValue::UNDEFINED)
        })
    }

    fn with_db(&self, act: impl FnOnce(&Rc<RecordDb>)) {
        if let Some(db) = self.db.borrow().as_ref() {
            act(db);
        }
    }

    /// Waits until `is_done`; whether it is.
    fn wait_until(&self, is_done: impl Fn() -> bool) -> bool {
        let end = self.pause.monotonic() + READ_TIMEOUT;
        while !is_done() {
            let rest = end.saturating_sub(self.pause.monotonic());
            if !self.pause.can_suspend() || rest.is_zero() {
                return false;
            }
            // What comes in ends the sleep.
            self.pause.sleep(rest);
        }
        true
    }
}

impl Disk for BrowserDisk {
    fn open(&self, app: &str, generations: &[Key], index: SharedIndex) {
        self.prepare(app).attach(generations.to_vec(), index);
    }

    fn wait(&self) {
        let db = self.db.borrow().clone();
        if let Some(db) = db {
            self.wait_until(|| db.is_loaded());
        }
    }

    fn read(&self, id: Id) -> Option<Vec<u8>> {
        let db = self.db.borrow().clone()?;
        if let Some(content) = db.take_prefetched(id) {
            return Some(content);
        }
        let answer: Rc<RefCell<Option<Vec<u8>>>> = Rc::default();
        let has_come = Rc::new(Cell::new(false));
        let (give, came) = (answer.clone(), has_come.clone());
        spawn_local(async move {
            give.replace(db.content(id).await);
            came.set(true);
            db.wake();
        });
        self.wait_until(|| has_come.get());
        answer.take()
    }

    fn write(&self, header: RecordHeader, content: Content) {
        self.with_db(|db| db.queue(Job::Write(header, content)));
    }

    fn relabel(&self, headers: Vec<RecordHeader>) {
        self.with_db(|db| db.queue(Job::Relabel(headers)));
    }

    fn remove(&self, ids: Vec<Id>) {
        self.with_db(|db| db.queue(Job::Remove(ids)));
    }

    fn clear(&self) {
        self.with_db(|db| db.queue(Job::Clear));
    }
}
