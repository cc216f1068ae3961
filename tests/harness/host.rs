//! What is around the page of an app under test: a memory instead of a browser.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_client::{Client, Effect, Host, MemorySurface};
use brooklet_engine::Outlet;
use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::message::{ConsoleLevel, PageChange, StoredFile};
use brooklet_protocol::navigation::Navigation;
use brooklet_protocol::{Manifest, MediaId, Outcome, ToEngine, ToPage};
use brooklet_session::query::{self, Parameter};

use crate::TestWorld;

/// Bytes that a script has given, and their media type.
pub type Bytes = (String, Vec<u8>);

/// What is around the page.
pub(crate) struct TestHost {
    pub(crate) page: MemorySurface,
    pub(crate) seen: RefCell<Seen>,
    /// What the engine is to be told.
    pub(crate) outgoing: RefCell<Vec<ToEngine>>,
    world: Rc<TestWorld>,
    pub(crate) config: BTreeMap<String, String>,
}

/// What has come out of the engine beside elements.
#[derive(Default)]
pub(crate) struct Seen {
    /// How each run has ended.
    pub(crate) outcomes: Vec<Outcome>,
    /// The fragments that are to run again and again, and after how many milliseconds.
    pub(crate) repeats: BTreeMap<String, u32>,
    /// What the address of the page says.
    pub(crate) query: String,
    pub(crate) navigation: Navigation,
    /// The path of a page that is not there.
    pub(crate) missing: Option<String>,
    /// The last change of the page as a whole.
    pub(crate) change: PageChange,
    pub(crate) warnings: Vec<String>,
    pub(crate) stored_files: Vec<StoredFile>,
    /// The archive of the stored files that was asked for.
    pub(crate) archive: Option<MediaId>,
    /// The files of the reader that are stored for a later page, by id.
    pub(crate) uploads: BTreeMap<String, Vec<u8>>,
}

impl TestHost {
    pub(crate) fn new(world: Rc<TestWorld>, config: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self {
            page: MemorySurface::default(),
            seen: RefCell::default(),
            outgoing: RefCell::default(),
            world,
            config: config.iter().map(owned).collect(),
        }
    }

    fn manifest(&self, files: BTreeMap<String, Vec<u8>>) -> Manifest {
        let files = files.into_iter();
        Manifest {
            entrypoint: "app.py".to_owned(),
            files: files
                .map(|(path, bytes)| (path, FileBytes(bytes)))
                .collect(),
            config: self.config.clone(),
            ..Manifest::default()
        }
    }
}

impl Host for TestHost {
    type Surface = MemorySurface;
    type Media = Bytes;
    type File = Vec<u8>;

    fn perform(&self, effect: Effect<Vec<u8>>) {
        let mut seen = self.seen.borrow_mut();
        let mut outgoing = self.outgoing.borrow_mut();
        match effect {
            Effect::Open(files, restored) => {
                let mut manifest = self.manifest(files);
                manifest.restored = restored;
                manifest.query.clone_from(&seen.query);
                outgoing.push(ToEngine::Open(manifest));
            }
            Effect::Send(message) => outgoing.push(message),
            Effect::SendFile(id, file) => self.world.upload(&id, file.as_deref()),
            Effect::StoreFile(record, file) => drop(seen.uploads.insert(record.id, file)),
            Effect::DiscardFile(id) => drop(seen.uploads.remove(&id)),
            Effect::Repeat(fragment_id, interval_ms) => {
                seen.repeats.insert(fragment_id, interval_ms);
            }
            Effect::StopRepeating(ids) => seen.repeats.retain(|id, _| !ids.contains(id)),
            Effect::StopAllRepeating => seen.repeats.clear(),
            Effect::Visit(_, query) => seen.query = query,
            Effect::WriteParameter(name, values) => {
                let mut all = query::parse(&seen.query);
                match values {
                    Some(values) if values.is_empty() => {
                        all.insert(name, Parameter::One(String::new()));
                    }
                    Some(values) => drop(all.insert(name, Parameter::Many(values))),
                    None => drop(all.shift_remove(&name)),
                }
                seen.query = query::print(&all);
            }
            Effect::Navigate(navigation) => seen.navigation = navigation,
            Effect::ChangePage(change) => {
                if let Some(query) = &change.query {
                    seen.query.clone_from(query);
                }
                seen.change = change;
            }
            Effect::Console(ConsoleLevel::Log, _) => {}
            Effect::Console(_, text) => seen.warnings.push(text),
            Effect::ShowStoredFiles(files) => seen.stored_files = files,
            Effect::SaveStoredFiles(archive) => seen.archive = Some(archive),
            // Time does not pass by itself, and nobody looks at the chrome.
            _ => {}
        }
    }

    fn query(&self) -> Option<String> {
        Some(self.seen.borrow().query.clone())
    }
}

/// The way of the engine to the page.
pub(crate) struct Door(pub(crate) Rc<Client<TestHost>>);

impl Outlet for Door {
    fn send(&self, message: ToPage) {
        let mut seen = self.0.host().seen.borrow_mut();
        match &message {
            ToPage::RunEnded { outcome, .. } => seen.outcomes.push(outcome.clone()),
            ToPage::PageNotFound { path } => seen.missing = Some(path.clone()),
            _ => {}
        }
        drop(seen);
        // A page would start another worker then; the engine of a test stays.
        if !matches!(message, ToPage::StoredFilesReset(_)) {
            self.0.receive(message);
        }
    }

    fn send_bytes(&self, id: &MediaId, mime: &str, pieces: &[&[u8]]) {
        let bytes = (mime.to_owned(), pieces.concat());
        self.0.parts().media.take(id.clone(), bytes);
    }
}
