//! The bytes that a script has given: images, sound, files to download.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use brooklet_protocol::{MediaId, MediaSource, Sign, WidgetId};
use web_sys::{Blob, Url};

use crate::text::address::is_harmless_source;

/// The bytes by name. They outlive the engine that has sent them.
#[derive(Default)]
pub struct Media {
    known: RefCell<BTreeMap<MediaId, Entry>>,
    /// What has come and has no name yet.
    nameless: RefCell<VecDeque<Blob>>,
    /// Who waits for a file that the script makes now.
    promised: RefCell<BTreeMap<WidgetId, Taker>>,
    ask: Option<Box<dyn Fn(WidgetId)>>,
}

/// A file that the script has made and its name, or why there is none.
type Made = Result<(MediaId, String), String>;

type Taker = Box<dyn FnOnce(Made)>;

#[derive(Debug)]
struct Entry {
    blob: Blob,
    /// Made when the first element asks for it.
    address: Option<String>,
}

impl Drop for Entry {
    fn drop(&mut self) {
        if let Some(address) = &self.address {
            // It fails for no text.
            let _ = Url::revoke_object_url(address);
        }
    }
}

impl Media {
    /// No bytes yet; `ask` asks the script for the file that a download button promises.
    pub fn new(ask: Box<dyn Fn(WidgetId)>) -> Self {
        Self {
            ask: Some(ask),
            ..Self::default()
        }
    }

    /// Asks the script for the file that a download button promises.
    pub fn promise(&self, id: &WidgetId, taker: impl FnOnce(Made) + 'static) {
        let taker = Box::new(taker);
        self.promised.borrow_mut().insert(id.clone(), taker);
        if let Some(ask) = &self.ask {
            ask(id.clone());
        }
    }

    /// The script has made a file, or has failed to.
    pub fn keep_promise(&self, id: &WidgetId, file: Made) {
        let taker = self.promised.borrow_mut().remove(id);
        if let Some(taker) = taker {
            taker(file);
        }
    }

    /// Takes bytes, which [`Media::name`] will name.
    pub fn take(&self, blob: Blob) {
        self.nameless.borrow_mut().push_back(blob);
    }

    /// Names the bytes that came first of those without a name.
    pub fn name(&self, id: MediaId) {
        let Some(blob) = self.nameless.borrow_mut().pop_front() else {
            return;
        };
        // An engine that was started anew sends again what is here: addresses in use stay.
        self.known.borrow_mut().entry(id).or_insert(Entry {
            blob,
            address: None,
        });
    }

    /// The engine has ended: it names nothing more, and makes no more files.
    pub fn engine_ended(&self) {
        self.nameless.borrow_mut().clear();
        for (_, taker) in self.promised.take() {
            taker(Err("Python has ended before the file was made.".to_owned()));
        }
    }

    /// Lets go of all bytes but these.
    pub fn keep(&self, ids: &[MediaId]) {
        self.known.borrow_mut().retain(|id, _| ids.contains(id));
    }

    /// The address of a picture that a sign is, and nothing for an emoji or a symbol.
    pub fn address_of_sign(&self, sign: &Sign) -> Option<String> {
        let address = match sign {
            Sign::Text(text) if text.contains(['/', '.']) && !text.starts_with(":material") => {
                Some(text.clone())
            }
            Sign::Text(_) => None,
            Sign::Picture(source) => self.address(source),
        };
        address.filter(|address| is_harmless_source(address))
    }

    /// The address of a source, for as long as an element of the page uses it.
    pub fn address(&self, source: &MediaSource) -> Option<String> {
        match source {
            MediaSource::Address(address) => Some(address.clone()),
            MediaSource::Bytes(id) => {
                let mut known = self.known.borrow_mut();
                let entry = known.get_mut(id)?;
                if entry.address.is_none() {
                    entry.address = Url::create_object_url_with_blob(&entry.blob).ok();
                }
                entry.address.clone()
            }
        }
    }
}
