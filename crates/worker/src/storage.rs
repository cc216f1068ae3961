//! The records of an app in a database of the browser, shared by its tabs: the files it has written.

mod locks;
mod records;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::Future;
use std::rc::{Rc, Weak};
use std::task::{Context, Waker};
use std::time::Duration;

use brooklet_python::world::storage::{
    Change, Lock, ReadOutcome, Storage, StoreError, StoreOutcome,
};
use indexed_db_futures::database::Database;
use js_sys::futures::{JsFuture, future_to_promise, spawn_local};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::pause::Pause;

/// How long an app waits for what is stored. A disk may be busy for long, with what an earlier worker
/// has left to it, and to go on without would show the app as if nothing had ever been written.
const READ_TIMEOUT: Duration = Duration::from_mins(1);

type Loaded = Result<Vec<(String, Vec<u8>)>, StoreError>;

/// The storages that were asked for.
#[derive(Debug)]
pub(crate) struct Storages {
    pause: Rc<Pause>,
    open: RefCell<Vec<Rc<BrowserStorage>>>,
}

impl Storages {
    pub(crate) fn new(pause: Rc<Pause>) -> Self {
        Self {
            pause,
            open: RefCell::default(),
        }
    }

    /// The storage of an app.
    pub(crate) fn get(&self, app: &str) -> Rc<BrowserStorage> {
        let mut open = self.open.borrow_mut();
        if let Some(known) = open.iter().find(|storage| storage.app == app) {
            return Rc::clone(known);
        }
        let storage = BrowserStorage::new(app, Rc::clone(&self.pause));
        open.push(Rc::clone(&storage));
        storage
    }

    /// Begins to read what an app has stored, before its engine asks for it.
    pub(crate) fn prepare(&self, app: &str) {
        self.get(app).begin_to_load();
    }

    /// Resolves when it is read.
    pub(crate) fn prepared(&self) -> Promise {
        let open = self.open.borrow().clone();
        future_to_promise(async move {
            for storage in open {
                storage.loaded().await;
            }
            Ok(JsValue::UNDEFINED)
        })
    }
}

/// The records of one app.
pub(crate) struct BrowserStorage {
    me: Weak<Self>,
    app: String,
    pause: Rc<Pause>,
    database: RefCell<Option<Database>>,
    is_loading: Cell<bool>,
    /// What was read, until somebody has it.
    found: RefCell<Option<Loaded>>,
    waiting: RefCell<Vec<js_sys::Function>>,
    foreign: RefCell<Vec<Change>>,
    /// The names of what is being stored: what is read of them meanwhile is older.
    under_way: RefCell<Vec<String>>,
    /// The locks that were asked for, by the names of their records.
    locks: RefCell<Vec<(String, Weak<Lock>)>>,
    tabs: Option<Tabs>,
}

/// The line to the other tabs.
struct Tabs {
    channel: BroadcastChannel,
    /// Called by the browser for as long as this is held.
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl fmt::Debug for BrowserStorage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BrowserStorage")
            .field("app", &self.app)
            .finish_non_exhaustive()
    }
}

impl BrowserStorage {
    fn new(app: &str, pause: Rc<Pause>) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            app: app.to_owned(),
            pause,
            database: RefCell::default(),
            is_loading: Cell::default(),
            found: RefCell::default(),
            waiting: RefCell::default(),
            foreign: RefCell::default(),
            under_way: RefCell::default(),
            locks: RefCell::default(),
            tabs: Tabs::listen(app, me.clone()),
        })
    }

    fn begin_to_load(&self) {
        let Some(this) = self.me.upgrade() else {
            return;
        };
        if self.found.borrow().is_some() || self.is_loading.replace(true) {
            return;
        }
        spawn_local(async move {
            let found = this.read_all().await;
            this.found.replace(Some(found));
            this.is_loading.set(false);
            for resolve in this.waiting.take() {
                // It is a promise's own function, which does not throw.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
            this.pause.wake();
        });
    }

    async fn loaded(&self) {
        if self.is_loading.get() {
            let promise = Promise::new(&mut |resolve, _| {
                self.waiting.borrow_mut().push(resolve);
            });
            // This promise is never rejected.
            let _ = JsFuture::from(promise).await;
        }
    }

    async fn read_all(&self) -> Loaded {
        let database = self.database().await?;
        let found = records::all(&database).await;
        found.map_err(|error| StoreError::Refused(error.to_string()))
    }

    /// The database, opened anew if it was closed.
    async fn database(&self) -> Result<Database, StoreError> {
        if let Some(database) = self.database.borrow().as_ref() {
            return Ok(database.clone());
        }
        let opened = records::open(&self.app).await;
        let database = opened.map_err(|error| StoreError::Refused(error.to_string()))?;
        self.database.replace(Some(database.clone()));
        spawn_local(release_on_demand(database.clone(), self.me.clone()));
        Ok(database)
    }

    /// Makes all changes, or none. A database that was closed from outside is opened once more.
    async fn write(self: Rc<Self>, changes: Vec<Change>, outcome: StoreOutcome) {
        let mut result = self.try_write(&changes).await;
        if matches!(result, Err(StoreError::Refused(_))) {
            self.database.take();
            result = self.try_write(&changes).await;
        }
        let mut under_way = self.under_way.borrow_mut();
        for (name, _) in &changes {
            if let Some(place) = under_way.iter().position(|known| known == name) {
                under_way.swap_remove(place);
            }
        }
        drop(under_way);
        if result.is_ok()
            && let Some(tabs) = &self.tabs
        {
            tabs.tell(changes.iter().map(|(name, _)| name.as_str()));
        }
        // It is set here only.
        let _ = outcome.set(result);
        self.pause.wake();
    }

    async fn try_write(&self, changes: &[Change]) -> Result<(), StoreError> {
        let database = self.database().await?;
        records::change(&database, changes).await
    }

    async fn try_read(&self, names: Vec<String>) -> Result<Vec<Change>, StoreError> {
        let database = self.database().await?;
        let found = records::some(&database, names).await;
        found.map_err(|error| StoreError::Refused(error.to_string()))
    }

    /// Another tab wants to have a record for itself.
    fn hear_wish(&self, name: &str) {
        let locks = self.locks.borrow().clone();
        for (_, lock) in locks.iter().filter(|(known, _)| known == name) {
            if let Some(lock) = lock.upgrade() {
                lock.want();
            }
        }
    }

    /// Reads what another tab has stored.
    fn hear(&self, names: Vec<String>) {
        let Some(this) = self.me.upgrade() else {
            return;
        };
        spawn_local(async move {
            // What cannot be read now is read when the app is opened.
            if let Ok(found) = this.try_read(names).await {
                let under_way = this.under_way.borrow();
                let newer = found
                    .into_iter()
                    .filter(|(name, _)| !under_way.contains(name));
                this.foreign.borrow_mut().extend(newer);
                this.pause.wake();
            }
        });
    }
}

impl Storage for BrowserStorage {
    fn load(&self) -> Loaded {
        self.begin_to_load();
        let end = self.pause.monotonic() + READ_TIMEOUT;
        loop {
            if let Some(found) = self.found.take() {
                return found;
            }
            let rest = end.saturating_sub(self.pause.monotonic());
            if !self.pause.can_suspend() || rest.is_zero() {
                let reason = "its database does not answer".to_owned();
                return Err(StoreError::Refused(reason));
            }
            // What comes in ends the sleep.
            self.pause.sleep(rest);
        }
    }

    fn store(&self, changes: Vec<Change>) -> StoreOutcome {
        let outcome = StoreOutcome::default();
        if let Some(this) = self.me.upgrade() {
            let names = changes.iter().map(|(name, _)| name);
            self.under_way.borrow_mut().extend(names.cloned());
            let is_older = |name: &String| changes.iter().any(|(newer, _)| newer == name);
            self.foreign
                .borrow_mut()
                .retain(|(name, _)| !is_older(name));
            let mut job = Box::pin(this.write(changes, Rc::clone(&outcome)));
            // The requests leave now, even if the script does not let go for long.
            let mut context = Context::from_waker(Waker::noop());
            if job.as_mut().poll(&mut context).is_pending() {
                spawn_local(job);
            }
        }
        outcome
    }

    fn read(&self, names: Vec<String>) -> ReadOutcome {
        let outcome = ReadOutcome::default();
        if let Some(this) = self.me.upgrade() {
            let outcome = Rc::clone(&outcome);
            spawn_local(async move {
                // It is set here only.
                let _ = outcome.set(this.try_read(names).await);
                this.pause.wake();
            });
        }
        outcome
    }

    fn lock(&self, name: &str) -> Rc<Lock> {
        let pause = Rc::clone(&self.pause);
        let wake = move || pause.wake();
        let lock = locks::ask(&format!("brooklet-files:{}:{name}", self.app), wake);
        let mut locks = self.locks.borrow_mut();
        locks.retain(|(_, lock)| lock.strong_count() > 0);
        locks.push((name.to_owned(), Rc::downgrade(&lock)));
        if let Some(tabs) = &self.tabs {
            tabs.tell_wish(name);
        }
        lock
    }

    fn take_foreign(&self) -> Vec<Change> {
        self.foreign.take()
    }
}

impl Tabs {
    /// `None` where the browser has no such thing.
    fn listen(app: &str, storage: Weak<BrowserStorage>) -> Option<Self> {
        let channel = BroadcastChannel::new(&format!("brooklet-files:{app}")).ok()?;
        let listener = Closure::new(move |event: MessageEvent| {
            let (data, Some(storage)) = (event.data(), storage.upgrade()) else {
                return;
            };
            if let Some(name) = data.as_string() {
                storage.hear_wish(&name);
            } else if let Ok(names) = data.dyn_into::<Array>() {
                storage.hear(names.iter().filter_map(|name| name.as_string()).collect());
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    fn tell<'a>(&self, names: impl Iterator<Item = &'a str>) {
        let names: Array = names.map(JsValue::from_str).collect();
        // A tab that cannot be told finds out when it is opened.
        let _ = self.channel.post_message(&names);
    }

    /// Asks the others to let go of a record.
    fn tell_wish(&self, name: &str) {
        // A tab that cannot be asked lets go at the end of its run.
        let _ = self.channel.post_message(&JsValue::from_str(name));
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// Lets go of the database when somebody deletes it, or needs it in a later version.
async fn release_on_demand(database: Database, storage: Weak<BrowserStorage>) {
    let Ok(mut listener) = database.version_changes() else {
        return;
    };
    let change = listener.recv().await;
    if let Some(storage) = storage.upgrade() {
        storage.database.take();
    }
    if change.is_some() {
        database.close();
    }
}
