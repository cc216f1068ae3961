//! The bytes that a script has given: images, sound, files to download.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use brooklet_protocol::{MediaId, MediaSource};
use web_sys::{Blob, Url};

/// The bytes by name. They outlive the engine that has sent them.
#[derive(Debug, Default)]
pub struct Media {
    known: RefCell<BTreeMap<MediaId, Entry>>,
    /// What has come and has no name yet.
    nameless: RefCell<VecDeque<Blob>>,
}

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

    /// Forgets what has no name: the engine that would have named it has ended.
    pub fn forget_nameless(&self) {
        self.nameless.borrow_mut().clear();
    }

    /// Lets go of all bytes but these.
    pub fn keep(&self, ids: &[MediaId]) {
        self.known.borrow_mut().retain(|id, _| ids.contains(id));
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
