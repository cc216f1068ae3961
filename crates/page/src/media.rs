//! The bytes that a script has given: images, sound, files to download, tables.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_frame::Frame;
use brooklet_protocol::{MediaId, MediaSource, Sign, WidgetId};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Url, console};

use crate::text::address::is_harmless_source;

/// The bytes by name. They outlive the engine that has sent them.
#[derive(Default)]
pub struct Media {
    known: RefCell<BTreeMap<MediaId, Entry>>,
    /// What has come ahead of the message that speaks of it.
    arrived: RefCell<BTreeMap<MediaId, MediaBytes>>,
    /// Who waits for a file that the script makes now.
    promised: RefCell<BTreeMap<WidgetId, Taker>>,
    ask: Option<Box<dyn Fn(WidgetId)>>,
}

/// A file that the script has made and its name, or why there is none.
type Made = Result<(MediaId, String), String>;

type Taker = Box<dyn FnOnce(Made)>;

/// Bytes as they come from the worker.
#[derive(Debug, Clone)]
pub enum MediaBytes {
    /// For the browser to show: a handle.
    Blob(Blob),
    /// A table, for us to read.
    Frame(ArrayBuffer),
}

impl MediaBytes {
    /// What a message carries, if it is any of these.
    pub fn of(value: &JsValue) -> Option<Self> {
        if let Some(blob) = value.dyn_ref::<Blob>() {
            return Some(Self::Blob(blob.clone()));
        }
        value.dyn_ref().cloned().map(Self::Frame)
    }
}

#[derive(Debug)]
struct Entry {
    content: Content,
    /// Made when the first element asks for it.
    address: Option<String>,
}

#[derive(Debug)]
enum Content {
    Blob(Blob),
    Frame(Rc<Frame>),
}

impl Content {
    /// A table is taken into our own memory once, and stays as it is there.
    fn of(bytes: MediaBytes) -> Self {
        match bytes {
            MediaBytes::Blob(blob) => Self::Blob(blob),
            MediaBytes::Frame(buffer) => {
                let frame = Frame::decode(Uint8Array::new(&buffer).to_vec());
                let frame = frame.unwrap_or_else(|error| {
                    console::error_1(&error.to_string().into());
                    Frame::default()
                });
                Self::Frame(Rc::new(frame))
            }
        }
    }
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

    /// Takes bytes that messages call `id`.
    pub fn take(&self, id: MediaId, bytes: MediaBytes) {
        self.arrived.borrow_mut().insert(id, bytes);
    }

    /// The messages come to speak of these bytes. They may have come long before, while messages of
    /// an earlier run still waited to be read.
    pub fn name(&self, id: MediaId) {
        let Some(bytes) = self.arrived.borrow_mut().remove(&id) else {
            return;
        };
        // An engine that was started anew sends again what is here: addresses in use stay.
        self.known.borrow_mut().entry(id).or_insert_with(|| Entry {
            content: Content::of(bytes),
            address: None,
        });
    }

    /// A table, for as long as an element of the page uses it.
    pub fn frame(&self, id: &MediaId) -> Option<Rc<Frame>> {
        match &self.known.borrow().get(id)?.content {
            Content::Frame(frame) => Some(frame.clone()),
            Content::Blob(_) => None,
        }
    }

    /// The engine has ended: it names nothing more, and makes no more files.
    pub fn engine_ended(&self) {
        self.arrived.borrow_mut().clear();
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
                let Content::Blob(blob) = &entry.content else {
                    return None;
                };
                if entry.address.is_none() {
                    entry.address = Url::create_object_url_with_blob(blob).ok();
                }
                entry.address.clone()
            }
        }
    }
}
