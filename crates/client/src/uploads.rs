//! The files that the reader has handed over. The page keeps the handles, so that a new engine gets
//! them again; their bytes stay where the host has them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::widget::FileRecord;

/// How many runs a file outlives that no widget holds: the one under way when it came, and its own.
const SPARE_RUNS: u8 = 2;

/// The files by id.
pub struct Uploads<F> {
    files: RefCell<BTreeMap<String, Entry<F>>>,
    send: Send<F>,
}

/// The way of a file to the engine, or back.
pub type Send<F> = Box<dyn Fn((String, Option<F>))>;

struct Entry<F> {
    file: F,
    spare_runs: u8,
}

impl<F: Clone> Uploads<F> {
    /// No files yet; `send` hands one to the engine, or takes it back.
    pub fn new(send: Send<F>) -> Self {
        Self {
            files: RefCell::default(),
            send,
        }
    }

    /// Hands a file to the engine. The record names it by an id that no other file has.
    pub fn add(&self, file: F, mut record: FileRecord) -> FileRecord {
        if record.mime.is_empty() {
            "application/octet-stream".clone_into(&mut record.mime);
        }
        let entry = Entry {
            file: file.clone(),
            spare_runs: SPARE_RUNS,
        };
        self.files.borrow_mut().insert(record.id.clone(), entry);
        (self.send)((record.id.clone(), Some(file)));
        record
    }

    /// Hands all files to an engine that was started anew.
    pub fn send_all(&self) {
        for (id, entry) in &*self.files.borrow() {
            (self.send)((id.clone(), Some(entry.file.clone())));
        }
    }

    /// A run has ended: lets go of files that no widget holds any more.
    pub fn keep(&self, held: &BTreeSet<String>) {
        self.files.borrow_mut().retain(|id, entry| {
            if held.contains(id) {
                return true;
            }
            entry.spare_runs = entry.spare_runs.saturating_sub(1);
            if entry.spare_runs == 0 {
                (self.send)((id.clone(), None));
            }
            entry.spare_runs > 0
        });
    }

    /// The bytes of a file.
    pub fn get(&self, id: &str) -> Option<F> {
        let files = self.files.borrow();
        files.get(id).map(|entry| entry.file.clone())
    }
}
