//! The files that the reader has handed over. The page keeps the handles, so that a new engine gets
//! them again; their bytes stay where the host has them. Those that widgets hold are stored for a page
//! that goes on with the session.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::manifest::KeptSession;
use brooklet_protocol::widget::FileRecord;
use brooklet_protocol::{WidgetStates, WidgetValue};

/// How many runs a file outlives that no widget holds: the one under way when it came, and its own.
const SPARE_RUNS: u8 = 2;

/// The files by id.
pub struct Uploads<F> {
    files: RefCell<BTreeMap<String, Entry<F>>>,
    act: Box<dyn Fn(UploadAction<F>)>,
}

/// What is to be done with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadAction<F> {
    /// The engine is to have it.
    Send(String, F),
    /// The engine is to let go of it.
    TakeBack(String),
    /// It is to be stored for a page that goes on with the session.
    Store(FileRecord, F),
    /// It need not be stored any more.
    Discard(String),
}

struct Entry<F> {
    file: F,
    spare_runs: u8,
    is_stored: bool,
}

impl<F: Clone> Uploads<F> {
    /// No files yet; `act` does what is to be done with each.
    pub fn new(act: Box<dyn Fn(UploadAction<F>)>) -> Self {
        Self {
            files: RefCell::default(),
            act,
        }
    }

    /// Hands a file to the engine and stores it. The record names it by an id that no other file has.
    pub fn add(&self, file: F, record: FileRecord) -> FileRecord {
        let record = self.add_for_one_run(file.clone(), record);
        if let Some(entry) = self.files.borrow_mut().get_mut(&record.id) {
            entry.is_stored = true;
        }
        (self.act)(UploadAction::Store(record.clone(), file));
        record
    }

    /// Hands a file to the engine for the run to come, as a part of a message: no page that comes after
    /// this one has a use for it.
    pub fn add_for_one_run(&self, file: F, mut record: FileRecord) -> FileRecord {
        if record.mime.is_empty() {
            "application/octet-stream".clone_into(&mut record.mime);
        }
        self.insert(record.id.clone(), file.clone(), false);
        (self.act)(UploadAction::Send(record.id.clone(), file));
        record
    }

    /// Takes over the files that an earlier page has stored.
    pub(crate) fn restore(&self, files: Vec<(String, F)>) {
        for (id, file) in files {
            self.insert(id, file, true);
        }
    }

    fn insert(&self, id: String, file: F, is_stored: bool) {
        let entry = Entry {
            file,
            spare_runs: SPARE_RUNS,
            is_stored,
        };
        self.files.borrow_mut().insert(id, entry);
    }

    /// Hands all files to an engine that was started anew.
    pub fn send_all(&self) {
        for (id, entry) in &*self.files.borrow() {
            (self.act)(UploadAction::Send(id.clone(), entry.file.clone()));
        }
    }

    /// A run has ended: lets go of files that no widget holds any more.
    pub fn keep(&self, held: &BTreeSet<String>) {
        self.files.borrow_mut().retain(|id, entry| {
            if held.contains(id) {
                return true;
            }
            entry.spare_runs = entry.spare_runs.saturating_sub(1);
            if entry.spare_runs > 0 {
                return true;
            }
            (self.act)(UploadAction::TakeBack(id.clone()));
            if entry.is_stored {
                (self.act)(UploadAction::Discard(id.clone()));
            }
            false
        });
    }

    /// Takes from values the files that are not there; gives their names.
    pub(crate) fn drop_missing(&self, states: &mut WidgetStates) -> Vec<String> {
        let present = self.files.borrow();
        let mut missing = Vec::new();
        states.retain(|_, value| {
            let WidgetValue::Files(files) = value else {
                return true;
            };
            let had_some = !files.is_empty();
            files.retain(|file| {
                let is_there = present.contains_key(&file.id);
                if !is_there {
                    missing.push(file.name.clone());
                }
                is_there
            });
            !had_some || !files.is_empty()
        });
        missing
    }

    /// The bytes of a file.
    pub fn get(&self, id: &str) -> Option<F> {
        let files = self.files.borrow();
        files.get(id).map(|entry| entry.file.clone())
    }
}

/// The files that the widgets of a kept session hold.
pub fn held_by(kept: &KeptSession) -> BTreeSet<String> {
    let states = kept.session.widget_states.values();
    ids(states.chain(kept.held_back.values()))
}

/// The ids of the files among some values.
pub(crate) fn ids<'a>(values: impl Iterator<Item = &'a WidgetValue>) -> BTreeSet<String> {
    let files = values.filter_map(|value| match value {
        WidgetValue::Files(files) => Some(files),
        _ => None,
    });
    files.flatten().map(|file| file.id.clone()).collect()
}
