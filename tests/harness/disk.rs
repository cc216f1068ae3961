//! A disk in memory, which several apps can share as the tabs of a browser do.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use brooklet_cache::disk::{Content, SharedLedger};
use brooklet_cache::{Disk, Id, Key, Label, Ledger, News};

/// What is on the disk, and the tabs that share it. A clone is the same disk.
#[derive(Debug, Clone, Default)]
pub struct TestDisk(Rc<RefCell<Records>>);

#[derive(Debug, Default)]
struct Records {
    kept: BTreeMap<Id, (Label, Vec<u8>)>,
    tabs: Vec<Weak<RefCell<Ledger>>>,
}

/// The disk as one tab has it.
#[derive(Debug)]
pub(crate) struct Tab {
    disk: TestDisk,
    ledger: RefCell<SharedLedger>,
}

impl TestDisk {
    /// The names of the functions whose results are there, sorted.
    pub fn names(&self) -> Vec<String> {
        let records = self.0.borrow();
        let mut names: Vec<_> = records
            .kept
            .values()
            .map(|(label, _)| label.name.clone())
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
            ledger: RefCell::default(),
        }
    }
}

impl Tab {
    fn tell(&self, news: &News) {
        let own = self.ledger.borrow();
        for tab in &self.disk.0.borrow().tabs {
            if let Some(ledger) = tab.upgrade().filter(|ledger| !Rc::ptr_eq(ledger, &own)) {
                ledger.borrow_mut().hear(news.clone());
            }
        }
    }
}

impl Disk for Tab {
    fn open(&self, _app: &str, writers: &[Key], ledger: SharedLedger) {
        let mut records = self.disk.0.borrow_mut();
        records.tabs.push(Rc::downgrade(&ledger));
        let labels = records.kept.values().map(|(label, _)| label.clone());
        let strange = ledger.borrow_mut().load(labels.collect(), writers);
        for id in strange {
            records.kept.remove(&id);
        }
        self.ledger.replace(ledger);
    }

    fn wait(&self) {}

    fn read(&self, id: Id) -> Option<Vec<u8>> {
        let records = self.disk.0.borrow();
        records.kept.get(&id).map(|(_, content)| content.clone())
    }

    fn write(&self, mut label: Label, content: Content) {
        let content = content();
        label.seal(&content);
        let mut records = self.disk.0.borrow_mut();
        records.kept.insert(label.id, (label.clone(), content));
        drop(records);
        self.ledger.borrow().borrow_mut().insert(label.clone());
        self.tell(&News::Written(label));
    }

    fn relabel(&self, labels: Vec<Label>) {
        for label in labels {
            if let Some(record) = self.disk.0.borrow_mut().kept.get_mut(&label.id) {
                record.0 = label;
            }
        }
    }

    fn remove(&self, ids: Vec<Id>) {
        for id in &ids {
            self.disk.0.borrow_mut().kept.remove(id);
        }
        self.tell(&News::Removed(ids));
    }

    fn clear(&self) {
        self.disk.0.borrow_mut().kept.clear();
        self.tell(&News::Cleared);
    }
}
