//! A disk in memory, which several apps can share as the tabs of a browser do.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use brooklet_cache::disk::{Content, SharedIndex};
use brooklet_cache::{CacheEvent, Disk, Id, Key, RecordHeader, RecordIndex};

/// What is on the disk, and the tabs that share it. A clone is the same disk.
#[derive(Debug, Clone, Default)]
pub struct TestDisk(Rc<RefCell<Records>>);

#[derive(Debug, Default)]
struct Records {
    kept: BTreeMap<Id, (RecordHeader, Vec<u8>)>,
    tabs: Vec<Weak<RefCell<RecordIndex>>>,
}

/// The disk as one tab has it.
#[derive(Debug)]
pub(crate) struct Tab {
    disk: TestDisk,
    index: RefCell<SharedIndex>,
}

impl TestDisk {
    /// The names of the functions whose results are there, sorted.
    pub fn names(&self) -> Vec<String> {
        let records = self.0.borrow();
        let mut names: Vec<_> = records
            .kept
            .values()
            .map(|(header, _)| header.name.clone())
            .collect();
        names.sort();
        names
    }

    /// Spoils the content of every record.
    pub fn spoil(&self, spoil: impl Fn(&mut Vec<u8>)) {
        for (_, content) in self.0.borrow_mut().kept.values_mut() {
            spoil(content);
        }
    }

    pub(crate) fn tab(&self) -> Tab {
        Tab {
            disk: self.clone(),
            index: RefCell::default(),
        }
    }
}

impl Tab {
    fn tell(&self, event: &CacheEvent) {
        let own = self.index.borrow();
        for tab in &self.disk.0.borrow().tabs {
            if let Some(index) = tab.upgrade().filter(|index| !Rc::ptr_eq(index, &own)) {
                index.borrow_mut().take_in(event.clone());
            }
        }
    }
}

impl Disk for Tab {
    fn open(&self, _app: &str, generations: &[Key], index: SharedIndex) {
        let mut records = self.disk.0.borrow_mut();
        records.tabs.push(Rc::downgrade(&index));
        let headers = records.kept.values().map(|(header, _)| header.clone());
        let foreign = index.borrow_mut().load(headers.collect(), generations);
        for id in foreign {
            records.kept.remove(&id);
        }
        self.index.replace(index);
    }

    fn wait(&self) {}

    fn read(&self, id: Id) -> Option<Vec<u8>> {
        let records = self.disk.0.borrow();
        records.kept.get(&id).map(|(_, content)| content.clone())
    }

    fn write(&self, mut header: RecordHeader, content: Content) {
        let content = content();
        header.bind(&content);
        let mut records = self.disk.0.borrow_mut();
        records.kept.insert(header.id, (header.clone(), content));
        drop(records);
        self.index.borrow().borrow_mut().insert(header.clone());
        self.tell(&CacheEvent::Written(header));
    }

    fn relabel(&self, headers: Vec<RecordHeader>) {
        for header in headers {
            if let Some(record) = self.disk.0.borrow_mut().kept.get_mut(&header.id) {
                record.0 = header;
            }
        }
    }

    fn remove(&self, ids: Vec<Id>) {
        for id in &ids {
            self.disk.0.borrow_mut().kept.remove(id);
        }
        self.tell(&CacheEvent::Removed(ids));
    }

    fn clear(&self) {
        self.disk.0.borrow_mut().kept.clear();
        self.tell(&CacheEvent::Cleared);
    }
}
