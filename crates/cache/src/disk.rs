//! The way out: a place for records that outlives the program.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use crate::digest::Key;
use crate::ledger::Ledger;
use crate::record::{Id, Label};

/// The ledger of an app, which its disk keeps up to date.
pub type SharedLedger = Rc<RefCell<Ledger>>;

/// The content of a record, made when it is written.
pub type Content = Box<dyn FnOnce() -> Vec<u8>>;

/// Keeps records. What fails there is said there, once; nothing here depends on it.
pub trait Disk: fmt::Debug {
    /// Begins to take into the ledger what is kept for an app by `writers`, and what other tabs do.
    fn open(&self, app: &str, writers: &[Key], ledger: SharedLedger);

    /// Waits until the ledger knows what is kept.
    fn wait(&self);

    /// Waits for the content of a record; `None` if it is not there.
    fn read(&self, id: Id) -> Option<Vec<u8>>;

    /// Writes a record later. The ledger knows it when it is written.
    fn write(&self, label: Label, content: Content);

    /// Writes labels again, later.
    fn relabel(&self, labels: Vec<Label>);

    /// Removes records later.
    fn remove(&self, ids: Vec<Id>);

    /// Removes all records later.
    fn clear(&self);
}

/// No disk: everything ends with the program.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDisk;

impl Disk for NoDisk {
    fn open(&self, _app: &str, _writers: &[Key], _ledger: SharedLedger) {}
    fn wait(&self) {}
    fn read(&self, _id: Id) -> Option<Vec<u8>> {
        None
    }
    fn write(&self, _label: Label, _content: Content) {}
    fn relabel(&self, _labels: Vec<Label>) {}
    fn remove(&self, _ids: Vec<Id>) {}
    fn clear(&self) {}
}
