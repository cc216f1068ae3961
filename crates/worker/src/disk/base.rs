//! The records of one app as long as it runs: read once, written in batches, told to other tabs.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use brooklet_cache::disk::{Content, SharedLedger};
use brooklet_cache::{Id, Key, Label, News};
use brooklet_engine::Outlet as _;
use brooklet_protocol::ToPage;
use brooklet_protocol::message::ConsoleLevel;
use indexed_db_futures::database::Database;
use js_sys::Uint8Array;
use js_sys::futures::{JsFuture, spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{StorageEstimate, WorkerGlobalScope};

use super::records::{self, Change};
use super::tabs::Tabs;
use crate::outlet::Outlet;
use crate::pause::Pause;

/// How much the records of an app may take, if the browser grants it.
const MOST: usize = 1 << 30;
/// How much of the browser's quota they may take.
const SHARE: f64 = 0.5;
/// How many changes go in one transaction, and about how many bytes.
const BATCH: usize = 1000;
const BATCH_BYTES: usize = 16 << 20;
/// How many milliseconds pass before others go again for want of room: a browser may give back the
/// room of what was removed only later, and each try would cost more of what is stored.
const ROOM_PAUSE: f64 = 60_000.0;
/// Contents that come with the labels: up to this size, and this much together. A run that cannot
/// wait gets no others.
const AHEAD: Ahead = Ahead {
    each: 64 << 10,
    all: 1 << 20,
};
const AHEAD_BLOCKED: Ahead = Ahead {
    each: 16 << 20,
    all: 32 << 20,
};

#[derive(Debug, Clone, Copy)]
struct Ahead {
    each: usize,
    all: usize,
}

/// Something to be done to the records.
pub(super) enum Job {
    Write(Label, Content),
    Relabel(Vec<Label>),
    Remove(Vec<Id>),
    Clear,
}

/// The records of an app.
pub(crate) struct Base {
    me: Weak<Self>,
    pub(super) app: String,
    pause: Rc<Pause>,
    outlet: Rc<Outlet>,
    database: RefCell<Option<Database>>,
    /// Whether the labels were read, or it is known that they cannot be.
    loaded: Cell<bool>,
    waiting: RefCell<Vec<js_sys::Function>>,
    /// The labels that were found, until somebody has them.
    found: RefCell<Vec<Label>>,
    ahead: RefCell<HashMap<Id, Vec<u8>>>,
    attached: OnceCell<(Vec<Key>, SharedLedger)>,
    jobs: RefCell<Vec<Job>>,
    is_writing: Cell<bool>,
    has_warned: Cell<bool>,
    /// Whether the database belongs to a later version now.
    is_given_up: Cell<bool>,
    budget: Cell<usize>,
    /// When others went because the browser had no room, in milliseconds since 1970.
    made_room: Cell<f64>,
    tabs: Option<Tabs>,
}

impl Base {
    pub(super) fn new(app: &str, pause: Rc<Pause>, outlet: Rc<Outlet>) -> Rc<Self> {
        let hear = |me: Weak<Self>| {
            move |news| {
                if let Some(base) = me.upgrade() {
                    base.hear(news);
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
            ahead: RefCell::default(),
            attached: OnceCell::new(),
            jobs: RefCell::default(),
            is_writing: Cell::default(),
            has_warned: Cell::default(),
            is_given_up: Cell::default(),
            budget: Cell::new(MOST),
            made_room: Cell::new(0.0),
            tabs: Tabs::listen(app, hear(me.clone())),
        })
    }

    /// Reads the labels, and the contents that are likely to be asked for.
    pub(super) async fn load(self: Rc<Self>) {
        if let Some(database) = self.database().await {
            match records::labels(&database).await {
                Ok((found, strange)) => {
                    self.read_ahead(&database, &found).await;
                    self.found.replace(found);
                    self.drop_keys(&database, strange).await;
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
            self.budget.set(MOST.min((quota * SHARE) as usize));
        }
    }

    /// Waits until the labels are read.
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
    pub(super) fn attach(self: &Rc<Self>, writers: Vec<Key>, ledger: SharedLedger) {
        // It is attached when it is new, and once.
        let _ = self.attached.set((writers, ledger));
        if self.loaded.get() {
            self.hand_over();
        }
    }

    fn hand_over(self: &Rc<Self>) {
        let Some((writers, ledger)) = self.attached.get() else {
            return;
        };
        let found = self.found.take();
        let strangers = ledger.borrow_mut().load(found, writers);
        let mut ahead = self.ahead.borrow_mut();
        for id in &strangers {
            ahead.remove(id);
        }
        drop(ahead);
        if !strangers.is_empty() {
            self.queue(Job::Remove(strangers));
        }
    }

    async fn read_ahead(&self, database: &Database, labels: &[Label]) {
        let limits = if self.pause.hears() {
            AHEAD
        } else {
            AHEAD_BLOCKED
        };
        let mut recent: Vec<&Label> = labels
            .iter()
            .filter(|label| label.bytes <= limits.each)
            .collect();
        recent.sort_by(|one, other| other.used.total_cmp(&one.used));
        let mut room = limits.all;
        let fits = |label: &&Label| {
            let left = room.checked_sub(label.bytes);
            room = left.unwrap_or(room);
            left.is_some()
        };
        let ids: Vec<Id> = recent
            .into_iter()
            .take_while(fits)
            .map(|label| label.id)
            .collect();
        // What does not come now comes when it is asked for.
        let contents = records::contents(database, &ids).await.unwrap_or_default();
        let mut ahead = self.ahead.borrow_mut();
        for (id, content) in ids.into_iter().zip(contents) {
            ahead.extend(content.map(|content| (id, content)));
        }
    }

    /// A content that was read ahead.
    pub(super) fn take_ahead(&self, id: Id) -> Option<Vec<u8>> {
        self.ahead.borrow_mut().remove(&id)
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
    pub(super) fn hear(&self, news: News) {
        match &news {
            News::Written(label) => {
                self.ahead.borrow_mut().remove(&label.id);
            }
            News::Removed(ids) | News::Evicted(ids) => {
                let mut ahead = self.ahead.borrow_mut();
                for id in ids {
                    ahead.remove(id);
                }
            }
            News::Cleared => self.ahead.borrow_mut().clear(),
        }
        if let Some((_, ledger)) = self.attached.get() {
            ledger.borrow_mut().hear(news);
        }
    }

    /// Notes something to be done, when the script lets go or has ended.
    pub(super) fn queue(self: &Rc<Self>, job: Job) {
        self.jobs.borrow_mut().push(job);
        if !self.is_writing.replace(true) {
            let base = self.clone();
            spawn_local(async move {
                base.loaded().await;
                base.work().await;
                base.is_writing.set(false);
            });
        }
    }

    async fn work(&self) {
        loop {
            let mut changes = Vec::new();
            let mut bytes = 0;
            let mut jobs = self.jobs.take().into_iter();
            while changes.len() < BATCH && bytes < BATCH_BYTES {
                let Some(job) = jobs.next() else { break };
                match job {
                    Job::Write(mut label, content) => {
                        let content = content();
                        label.seal(&content);
                        bytes += content.len();
                        changes.push(Change::Write(label, Uint8Array::from(content.as_slice())));
                    }
                    Job::Relabel(labels) => changes.extend(labels.into_iter().map(Change::Relabel)),
                    Job::Remove(ids) => {
                        let keys = ids.iter().map(ToString::to_string).collect();
                        changes.push(Change::Remove(keys));
                        self.tell(&News::Removed(ids));
                    }
                    Job::Clear => {
                        changes.push(Change::Clear);
                        self.tell(&News::Cleared);
                    }
                }
            }
            let mut rest: Vec<Job> = jobs.collect();
            rest.append(&mut self.jobs.borrow_mut());
            self.jobs.replace(rest);
            if changes.is_empty() {
                return;
            }
            self.write(changes).await;
        }
    }

    /// Makes changes; where there is no room, others go first.
    async fn write(&self, mut changes: Vec<Change>) {
        let written: Vec<Label> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Write(label, _) => Some(label.clone()),
                _ => None,
            })
            .collect();
        let mut evicted = self.make_room(&written);
        if !evicted.is_empty() {
            changes.insert(
                0,
                Change::Remove(evicted.iter().map(ToString::to_string).collect()),
            );
        }
        let mut outcome = self.try_write(&changes).await;
        if outcome.is_err() && !written.is_empty() {
            // There was no room after all, or the connection was cut.
            let bytes: usize = written.iter().map(|label| label.bytes).sum();
            let more = if js_sys::Date::now() - self.made_room.get() < ROOM_PAUSE {
                Vec::new()
            } else {
                self.made_room.set(js_sys::Date::now());
                self.victims(bytes, &written)
            };
            if !more.is_empty() {
                let keys = more.iter().map(ToString::to_string).collect();
                let _ = self.try_write(&[Change::Remove(keys)]).await;
                evicted.extend(more);
            }
            outcome = self.try_write(&changes).await;
        }
        if !evicted.is_empty() {
            if let Some((_, ledger)) = self.attached.get() {
                let mut ledger = ledger.borrow_mut();
                for id in &evicted {
                    ledger.remove(*id);
                }
            }
            self.tell(&News::Evicted(evicted));
        }
        match outcome {
            Ok(()) => self.note(written),
            Err(reason) => self.warn(&reason),
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

    fn note(&self, written: Vec<Label>) {
        for label in written {
            if let Some((_, ledger)) = self.attached.get() {
                ledger.borrow_mut().insert(label.clone());
            }
            self.tell(&News::Written(label));
        }
    }

    fn make_room(&self, written: &[Label]) -> Vec<Id> {
        let room = |ledger: &SharedLedger| ledger.borrow().room_for(written, self.budget.get());
        self.attached
            .get()
            .map_or_else(Vec::new, |(_, ledger)| room(ledger))
    }

    fn victims(&self, bytes: usize, but: &[Label]) -> Vec<Id> {
        let attached = self.attached.get();
        attached.map_or_else(Vec::new, |(_, ledger)| ledger.borrow().victims(bytes, but))
    }

    fn tell(&self, news: &News) {
        if let Some(tabs) = &self.tabs {
            tabs.tell(news);
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
            // What stays is found strange again.
            let _ = records::change(database, &[Change::Remove(keys)]).await;
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
async fn watch(database: Database, base: Weak<Base>) {
    let Ok(mut listener) = database.version_changes() else {
        return;
    };
    let change = listener.recv().await;
    let Some(base) = base.upgrade() else {
        return;
    };
    base.database.take();
    if let Some(change) = change {
        database.close();
        if change.new_version().is_some() {
            base.is_given_up.set(true);
            base.warn("another tab has a later version of this app; reload this one");
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
