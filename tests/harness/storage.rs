//! A storage in memory, which several apps can share as the tabs of a browser do.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use brooklet_python::world::storage::{
    Change, Lock, ReadOutcome, Storage, StoreError, StoreOutcome,
};

/// What is stored, and the tabs that share it. A clone is the same storage.
#[derive(Debug, Clone, Default)]
pub struct TestStorage(Rc<Records>);

#[derive(Debug, Default)]
struct Records {
    content: RefCell<BTreeMap<String, Vec<u8>>>,
    /// How many bytes there may be.
    room: Cell<Option<usize>>,
    /// How many transactions have succeeded.
    count: Cell<usize>,
    /// Whether what is asked for from now on is never answered.
    is_stuck: Cell<bool>,
    tabs: RefCell<Vec<Weak<Tab>>>,
    locks: RefCell<Vec<(String, Weak<Lock>)>>,
}

/// The storage as one tab has it.
#[derive(Debug)]
pub(crate) struct Tab {
    storage: TestStorage,
    foreign: RefCell<Vec<Change>>,
}

impl TestStorage {
    /// The names of what is stored.
    pub fn names(&self) -> Vec<String> {
        self.0.content.borrow().keys().cloned().collect()
    }

    /// Puts bytes under a name, whatever they are.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        let mut records = self.0.content.borrow_mut();
        records.insert(name.to_owned(), bytes.to_vec());
    }

    /// Changes what is stored under a name.
    ///
    /// # Panics
    /// If nothing is.
    pub fn spoil(&self, name: &str, spoil: impl Fn(&mut Vec<u8>)) {
        let mut records = self.0.content.borrow_mut();
        spoil(records.get_mut(name).expect("a record of this name"));
    }

    /// Says how many bytes there may be.
    pub fn set_room(&self, bytes: usize) {
        self.0.room.set(Some(bytes));
    }

    /// Answers nothing that is written from now on.
    pub fn get_stuck(&self) {
        self.0.is_stuck.set(true);
    }

    /// How many times something was stored.
    pub fn count(&self) -> usize {
        self.0.count.get()
    }

    pub(crate) fn tab(&self) -> Rc<Tab> {
        let tab = Rc::new(Tab {
            storage: self.clone(),
            foreign: RefCell::default(),
        });
        self.0.tabs.borrow_mut().push(Rc::downgrade(&tab));
        tab
    }
}

impl Storage for Tab {
    fn load(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let records = self.storage.0.content.borrow();
        Ok(records.clone().into_iter().collect())
    }

    fn store(&self, changes: Vec<Change>) -> StoreOutcome {
        let inner = &self.storage.0;
        if inner.is_stuck.get() {
            return StoreOutcome::default();
        }
        let mut records = inner.content.borrow().clone();
        for (name, content) in &changes {
            match content {
                Some(content) => records.insert(name.clone(), content.clone()),
                None => records.remove(name),
            };
        }
        let bytes: usize = records.values().map(Vec::len).sum();
        if inner.room.get().is_some_and(|room| bytes > room) {
            return Rc::new(OnceCell::from(Err(StoreError::Full)));
        }
        inner.content.replace(records);
        inner.count.set(inner.count.get() + 1);
        for tab in inner.tabs.borrow().iter().filter_map(Weak::upgrade) {
            if !std::ptr::eq(&raw const *tab, self) {
                tab.foreign.borrow_mut().extend(changes.iter().cloned());
            }
        }
        Rc::new(OnceCell::from(Ok(())))
    }

    fn read(&self, names: Vec<String>) -> ReadOutcome {
        let records = self.storage.0.content.borrow();
        let found = |name: String| {
            let content = records.get(&name).cloned();
            (name, content)
        };
        Rc::new(OnceCell::from(Ok(names.into_iter().map(found).collect())))
    }

    fn lock(&self, name: &str) -> Rc<Lock> {
        let lock = Rc::new(Lock::default());
        let mut locks = self.storage.0.locks.borrow_mut();
        locks.retain(|(_, lock)| lock.strong_count() > 0);
        let mut is_taken = false;
        for (_, other) in locks.iter().filter(|(known, _)| known == name) {
            if let Some(other) = other.upgrade() {
                other.want();
                is_taken |= other.is_granted();
            }
        }
        if !is_taken {
            lock.grant(Box::new(|| {}));
        }
        locks.push((name.to_owned(), Rc::downgrade(&lock)));
        lock
    }

    fn take_foreign(&self) -> Vec<Change> {
        self.foreign.take()
    }
}
