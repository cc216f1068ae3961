//! The results of cached functions in a database of the browser, one per app, shared by its tabs.
//!
//! Python waits here for what it reads, and never for what it writes.

mod base;
mod records;
mod tabs;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use brooklet_cache::disk::{Content, SharedLedger};
use brooklet_cache::{Disk, Id, Key, Label};
use js_sys::Promise;
use js_sys::futures::{future_to_promise, spawn_local};
use wasm_bindgen::JsValue;

use crate::outlet::Outlet;
use crate::pause::Pause;
use base::{Base, Job};

/// How long a script waits for a database that does not answer; then it goes on without.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long one look lasts; what comes in ends it sooner.
const LOOK: Duration = Duration::from_millis(100);

/// The databases of the browser.
pub(crate) struct BrowserDisk {
    pause: Rc<Pause>,
    outlet: Rc<Outlet>,
    base: RefCell<Option<Rc<Base>>>,
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
            base: RefCell::default(),
        }
    }

    /// Begins to read what an app has kept, before its engine asks for it.
    pub(crate) fn prepare(&self, app: &str) -> Rc<Base> {
        if let Some(base) = self.base.borrow().as_ref()
            && base.app == app
            && !base.is_attached()
        {
            return base.clone();
        }
        let base = Base::new(app, self.pause.clone(), self.outlet.clone());
        spawn_local(base.clone().load());
        self.base.replace(Some(base.clone()));
        base
    }

    /// Resolves when what the app has kept is read.
    pub(crate) fn prepared(&self) -> Promise {
        let base = self.base.borrow().clone();
        future_to_promise(async move {
            if let Some(base) = base {
                base.loaded().await;
            }
            Ok(JsValue::UNDEFINED)
        })
    }

    fn with_base(&self, act: impl FnOnce(&Rc<Base>)) {
        if let Some(base) = self.base.borrow().as_ref() {
            act(base);
        }
    }

    /// Waits until `is_done`; whether it is.
    fn wait_until(&self, is_done: impl Fn() -> bool) -> bool {
        let end = self.pause.monotonic() + PATIENCE;
        while !is_done() {
            if !self.pause.hears() || self.pause.monotonic() > end {
                return false;
            }
            self.pause.sleep(LOOK);
        }
        true
    }
}

impl Disk for BrowserDisk {
    fn open(&self, app: &str, writers: &[Key], ledger: SharedLedger) {
        self.prepare(app).attach(writers.to_vec(), ledger);
    }

    fn wait(&self) {
        let base = self.base.borrow().clone();
        if let Some(base) = base {
            self.wait_until(|| base.is_loaded());
        }
    }

    fn read(&self, id: Id) -> Option<Vec<u8>> {
        let base = self.base.borrow().clone()?;
        if let Some(content) = base.take_ahead(id) {
            return Some(content);
        }
        let answer: Rc<RefCell<Option<Vec<u8>>>> = Rc::default();
        let has_come = Rc::new(Cell::new(false));
        let (give, came) = (answer.clone(), has_come.clone());
        spawn_local(async move {
            give.replace(base.content(id).await);
            came.set(true);
            base.wake();
        });
        self.wait_until(|| has_come.get());
        answer.take()
    }

    fn write(&self, label: Label, content: Content) {
        self.with_base(|base| base.queue(Job::Write(label, content)));
    }

    fn relabel(&self, labels: Vec<Label>) {
        self.with_base(|base| base.queue(Job::Relabel(labels)));
    }

    fn remove(&self, ids: Vec<Id>) {
        self.with_base(|base| base.queue(Job::Remove(ids)));
    }

    fn clear(&self) {
        self.with_base(|base| base.queue(Job::Clear));
    }
}
