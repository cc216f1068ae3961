//! The files that the reader has handed over. The page keeps the handles, so that a new engine gets
//! them again; their bytes stay where the browser has them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::widget::FileRecord;
use web_sys::Blob;

/// How many runs a file outlives that no widget holds: the one under way when it came, and its own.
const SPARE_RUNS: u8 = 2;

/// The files by id.
#[derive(Default)]
pub struct Uploads {
    files: RefCell<BTreeMap<String, Entry>>,
    send: Option<Send>,
}

/// The way of a file to the engine, or back.
pub type Send = Box<dyn Fn(&str, Option<&Blob>)>;

struct Entry {
    blob: Blob,
    spare_runs: u8,
}

impl Uploads {
    /// No files yet; `send` hands one to the engine, or takes it back.
    pub fn new(send: Send) -> Self {
        Self {
            files: RefCell::default(),
            send: Some(send),
        }
    }

    /// Hands a file to the engine.
    pub fn add(&self, blob: &Blob, name: &str, mime: &str) -> FileRecord {
        let part = || js_sys::Math::random().to_bits() >> 8;
        let id = format!("{:014x}{:014x}", part(), part());
        let entry = Entry {
            blob: blob.clone(),
            spare_runs: SPARE_RUNS,
        };
        self.files.borrow_mut().insert(id.clone(), entry);
        self.tell(&id, Some(blob));
        let mime = if mime.is_empty() {
            "application/octet-stream"
        } else {
            mime
        };
        FileRecord {
            id,
            name: name.to_owned(),
            mime: mime.to_owned(),
            size: blob.size() as u64,
        }
    }

    /// Hands all files to an engine that was started anew.
    pub fn send_all(&self) {
        for (id, entry) in &*self.files.borrow() {
            self.tell(id, Some(&entry.blob));
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
                self.tell(id, None);
            }
            entry.spare_runs > 0
        });
    }

    /// The bytes of a file.
    pub fn get(&self, id: &str) -> Option<Blob> {
        let files = self.files.borrow();
        files.get(id).map(|entry| entry.blob.clone())
    }

    fn tell(&self, id: &str, blob: Option<&Blob>) {
        if let Some(send) = &self.send {
            send(id, blob);
        }
    }
}
