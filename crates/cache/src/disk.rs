//! The way out: a place for records that outlives the program.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use crate::digest::Key;
use crate::record::{Id, RecordHeader};
use crate::record_index::RecordIndex;

/// The index of an app, which its disk keeps up to date.
pub type SharedIndex = Rc<RefCell<RecordIndex>>;

/// The content of a record, made when it is written.
pub type Content = Box<dyn FnOnce() -> Vec<u8>>;

/// Keeps records. What fails there is said there, once; nothing here depends on it.
pub trait Disk: fmt::Debug {
    /// Begins to take into the index what is kept for an app of these generations, and what other tabs do.
    fn open(&self, app: &str, generations: &[Key], index: SharedIndex);

    /// Waits until the index knows what is kept.
    fn wait(&self);

    /// Waits for the content of a record; `None` if it is not there.
    fn read(&self, id: Id) -> Option<Vec<u8>>;

    /// Writes a record later. The index knows it when it is written.
    fn write(&self, header: RecordHeader, content: Content);

    /// Writes headers again, later.
    fn relabel(&self, headers: Vec<RecordHeader>);

    /// Removes records later.
    fn remove(&self, ids: Vec<Id>);

    /// Removes all records later.
    fn clear(&self);
}

/// No disk: everything ends with the program.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDisk;

impl Disk for NoDisk {
    fn open(&self, _app: &str, _generations: &[Key], _index: SharedIndex) {}
    fn wait(&self) {}
    fn read(&self, _id: Id) -> Option<Vec<u8>> {
        None
    }
    fn write(&self, _label: RecordHeader, _content: Content) {}
    fn relabel(&self, _labels: Vec<RecordHeader>) {}
    fn remove(&self, _ids: Vec<Id>) {}
    fn clear(&self) {}
}
