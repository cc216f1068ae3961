//! The records of one app as long as it runs: read once, written in batches, told to other tabs.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use brooklet_cache::disk::SharedIndex;
use brooklet_cache::{Batch, CacheEvent, Change, Id, Job, Key, Prefetch, RecordHeader, WriteQueue};
use brooklet_engine::Outlet as _;
use brooklet_protocol::ToPage;
use brooklet_protocol::message::ConsoleLevel;
use indexed_db_futures::database::Database;
use js_sys::futures::{JsFuture, spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{StorageEstimate, WorkerGlobalScope};

use super::records;
use super::tabs::Tabs;
use crate::outlet::Outlet;
use crate::pause::Pause;

/// The records of an app.
pub(crate) struct RecordDb {
    me: Weak<Self>,
    pub(super) app: String,
    pause: Rc<Pause>,
    outlet: Rc<Outlet>,
    database: RefCell<Option<Database>>,
    /// Whether the headers were read, or it is known that they cannot be.
    loaded: Cell<bool>,
    waiting: RefCell<Vec<js_sys::Function>>,
    /// The headers that were found, until somebody has them.
    found: RefCell<Vec<RecordHeader>>,
    prefetched: RefCell<HashMap<Id, Vec<u8>>>,
    attached: OnceCell<(Vec<Key>, SharedIndex)>,
    queue: RefCell<WriteQueue>,
    is_writing: Cell<bool>,
    has_warned: Cell<bool>,
    /// Whether the database belongs to a later version now.
    is_given_up: Cell<bool>,
    tabs: Option<Tabs>,
}

impl RecordDb {
    pub(super) fn new(app: &str, pause: Rc<Pause>, outlet: Rc<Outlet>) -> Rc<Self> {
        let follow = |me: Weak<Self>| {
            move |event| {
                if let Some(db) = me.upgrade() {
                    db.take_in(event);
                }
            }
        };
        Rc::new_cyclic(|me: &Weak<Self>| Self {
            me: me.clone(),
            app: app.to_owned(),
            pause,
            outlet,
            database: RefCell::default(),
            loaded: Cell::default(),
            waiting: RefCell::default(),
            found: RefCell::default(),
            prefetched: RefCell::default(),
            attached: OnceCell::new(),
            queue: RefCell::default(),
            is_writing: Cell::default(),
            has_warned: Cell::default(),
            is_given_up: Cell::default(),
            tabs: Tabs::listen(app, follow(me.clone())),
        })
    }

    /// Reads the headers, and the contents that are likely to be asked for.
    pub(super) async fn load(self: Rc<Self>) {
        if let Some(database) = self.database().await {
            match records::headers(&database).await {
                Ok((found, foreign)) => {
                    self.prefetch(&database, &found).await;
                    self.found.replace(found);
                    self.drop_keys(&database, foreign).await;
                }
                Err(error) => self.warn(&error.to_string()),
            }
        }
        self.loaded.set(true);
        self.hand_over();
        for resolve in self.waiting.take() {
            // It is a promise's own function, which does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
        self.wake();
        if let Some(quota) = quota().await {
            self.queue.borrow_mut().set_quota(quota);
        }
    }

    /// Waits until the headers are read.
    pub(super) async fn loaded(&self) {
        if !self.loaded.get() {
            let promise = js_sys::Promise::new(&mut |resolve, _| {
                self.waiting.borrow_mut().push(resolve);
            });
            // This promise is never rejected.
            let _ = JsFuture::from(promise).await;
        }
    }

    pub(super) fn is_loaded(&self) -> bool {
        self.loaded.get()
    }

    pub(super) fn is_attached(&self) -> bool {
        self.attached.get().is_some()
    }

    /// Says whose the records are, and who keeps account of them.
    pub(super) fn attach(self: &Rc<Self>, generations: Vec<Key>, index: SharedIndex) {
        // It is attached when it is new, and once.
        let _ = self.attached.set((generations, index));
        if self.loaded.get() {
            self.hand_over();
        }
    }

    fn hand_over(self: &Rc<Self>) {
        let Some((generations, index)) = self.attached.get() else {
            return;
        };
        let found = self.found.take();
        let foreign = index.borrow_mut().load(found, generations);
        let mut prefetched = self.prefetched.borrow_mut();
        for id in &foreign {
            prefetched.remove(id);
        }
        drop(prefetched);
        if !foreign.is_empty() {
            self.queue(Job::Remove(foreign));
        }
    }

    async fn prefetch(&self, database: &Database, headers: &[RecordHeader]) {
        let limits = if self.pause.can_suspend() {
            Prefetch::SOME
        } else {
            Prefetch::MOST
        };
        let ids = limits.choose(headers);
        // What does not come now comes when it is asked for.
        let contents = records::contents(database, &ids).await.unwrap_or_default();
        let mut prefetched = self.prefetched.borrow_mut();
        for (id, content) in ids.into_iter().zip(contents) {
            prefetched.extend(content.map(|content| (id, content)));
        }
    }

    /// A content that was read before it was asked for.
    pub(super) fn take_prefetched(&self, id: Id) -> Option<Vec<u8>> {
        self.prefetched.borrow_mut().remove(&id)
    }

    /// The content of a record.
    pub(super) async fn content(&self, id: Id) -> Option<Vec<u8>> {
        let database = self.database().await?;
        match records::contents(&database, &[id]).await {
            Ok(contents) => contents.into_iter().next().flatten(),
            Err(_) => {
                self.database.take();
                None
            }
        }
    }

    pub(super) fn wake(&self) {
        self.pause.wake();
    }

    /// Takes in what another tab has done.
    fn take_in(&self, event: CacheEvent) {
        let mut prefetched = self.prefetched.borrow_mut();
        match &event {
            CacheEvent::Written(header) => drop(prefetched.remove(&header.id)),
            CacheEvent::Removed(ids) | CacheEvent::Evicted(ids) => {
                for id in ids {
                    prefetched.remove(id);
                }
            }
            CacheEvent::Cleared => prefetched.clear(),
        }
        drop(prefetched);
        if let Some((_, index)) = self.attached.get() {
            index.borrow_mut().take_in(event);
        }
    }

    /// Notes something to be done, when the script lets go or has ended.
    pub(super) fn queue(self: &Rc<Self>, job: Job) {
        self.queue.borrow_mut().push(job);
        if !self.is_writing.replace(true) {
            let db = self.clone();
            spawn_local(async move {
                db.loaded().await;
                while let Some(batch) = db.next_batch() {
                    db.write(batch).await;
                }
                db.is_writing.set(false);
            });
        }
    }

    /// The index; an empty one before somebody keeps account.
    fn index(&self) -> SharedIndex {
        let attached = self.attached.get();
        attached.map_or_else(SharedIndex::default, |(_, index)| index.clone())
    }

    fn next_batch(&self) -> Option<Batch> {
        let index = self.index();
        self.queue.borrow_mut().next_batch(&index.borrow())
    }

    fn make_room(&self, batch: &mut Batch) -> Vec<Id> {
        let index = self.index();
        let now = js_sys::Date::now() / 1000.0;
        let mut queue = self.queue.borrow_mut();
        queue.make_room(batch, &index.borrow(), now)
    }

    /// Makes changes; where there is no room, others go first.
    async fn write(&self, mut batch: Batch) {
        self.tell(&batch.announced);
        let mut outcome = self.try_write(&batch.changes).await;
        if outcome.is_err() && batch.writes() {
            // There was no room after all, or the connection was cut.
            let more = self.make_room(&mut batch);
            if !more.is_empty() {
                // The next attempt tells whether that has helped.
                let _ = self.try_write(&[Change::Remove(more)]).await;
            }
            outcome = self.try_write(&batch.changes).await;
        }
        let index = self.index();
        let events = batch.finish(outcome.is_ok(), &mut index.borrow_mut());
        self.tell(&events);
        if let Err(reason) = outcome {
            self.warn(&reason);
        }
    }

    async fn try_write(&self, changes: &[Change]) -> Result<(), String> {
        let Some(database) = self.database().await else {
            // That was said when it could not be opened.
            return Ok(());
        };
        let result = records::change(&database, changes).await;
        result.map_err(|error| {
            // It may have been closed from outside: the next attempt opens it anew.
            self.database.take();
            error.to_string()
        })
    }

    fn tell(&self, events: &[CacheEvent]) {
        if let Some(tabs) = &self.tabs {
            for event in events {
                tabs.tell(event);
            }
        }
    }

    /// The database, opened anew if it was closed.
    async fn database(&self) -> Option<Database> {
        if let Some(database) = self.database.borrow().as_ref() {
            return Some(database.clone());
        }
        if self.is_given_up.get() {
            return None;
        }
        match records::open(&self.app).await {
            Ok(database) => {
                self.database.replace(Some(database.clone()));
                spawn_local(watch(database.clone(), self.me.clone()));
                Some(database)
            }
            Err(error) => {
                self.is_given_up.set(true);
                self.warn(&error.to_string());
                None
            }
        }
    }

    async fn drop_keys(&self, database: &Database, keys: Vec<String>) {
        if !keys.is_empty() {
            // What stays is found foreign again.
            let _ = records::remove(database, &keys).await;
        }
    }

    /// Says once that results are not kept.
    fn warn(&self, reason: &str) {
        if self.has_warned.replace(true) {
            return;
        }
        let text = format!(
            "Results of st.cache_data are kept in memory only, until this tab is closed: the browser does not store them ({reason})."
        );
        web_sys::console::warn_1(&JsValue::from_str(&text));
        self.outlet.send(ToPage::Console {
            level: ConsoleLevel::Warn,
            text,
        });
        self.outlet.flush();
    }
}

/// Lets go of the database when somebody deletes it, or needs it in a later version.
async fn watch(database: Database, db: Weak<RecordDb>) {
    let Ok(mut listener) = database.version_changes() else {
        return;
    };
    let change = listener.recv().await;
    let Some(db) = db.upgrade() else {
        return;
    };
    db.database.take();
    if let Some(change) = change {
        database.close();
        if change.new_version().is_some() {
            db.is_given_up.set(true);
            db.warn("another tab has a later version of this app; reload this one");
        }
    }
}

/// How many bytes the browser grants to this origin.
async fn quota() -> Option<f64> {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let estimate = scope.navigator().storage().estimate().ok()?;
    let estimate = JsFuture::from(estimate).await.ok()?;
    estimate.unchecked_into::<StorageEstimate>().get_quota()
}
