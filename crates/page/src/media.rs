//! The bytes that a script has given, as the browser holds them: with an address, or as a table.

use crate::dom::revoke;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use brooklet_frame::Frame;
use brooklet_protocol::{Icon, MediaId, MediaSource};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Url, console};

use crate::address::is_harmless_source;

/// The bytes that the script has given.
pub type Media = brooklet_client::Media<MediaBytes>;

/// Bytes as they come from the worker.
#[derive(Debug)]
pub enum MediaBytes {
    /// For the browser to show.
    Blob(Addressed),
    /// A table, for us to read.
    Frame(Table),
}

/// A handle that has an address for as long as it is held.
#[derive(Debug)]
pub struct Addressed {
    blob: Blob,
    /// Made when the first element asks for it.
    address: OnceCell<Option<String>>,
}

/// A table. It is taken into our own memory once, when the first element asks for it.
#[derive(Debug)]
pub struct Table {
    buffer: RefCell<Option<ArrayBuffer>>,
    frame: OnceCell<Rc<Frame>>,
}

impl MediaBytes {
    /// What a message carries, if it is any of these.
    pub fn of(value: &JsValue) -> Option<Self> {
        if let Some(blob) = value.dyn_ref::<Blob>() {
            return Some(blob.clone().into());
        }
        let buffer: ArrayBuffer = value.dyn_ref().cloned()?;
        Some(Self::Frame(Table {
            buffer: RefCell::new(Some(buffer)),
            frame: OnceCell::new(),
        }))
    }
}

impl From<Blob> for MediaBytes {
    fn from(blob: Blob) -> Self {
        Self::Blob(Addressed {
            blob,
            address: OnceCell::new(),
        })
    }
}

impl Addressed {
    fn address(&self) -> Option<String> {
        let make = || Url::create_object_url_with_blob(&self.blob).ok();
        self.address.get_or_init(make).clone()
    }
}

impl Drop for Addressed {
    fn drop(&mut self) {
        if let Some(Some(address)) = self.address.get() {
            revoke(address);
        }
    }
}

impl Table {
    fn frame(&self) -> Rc<Frame> {
        let read = || {
            let bytes = self.buffer.take().map(|buffer| Uint8Array::new(&buffer));
            let frame = Frame::decode(bytes.map_or_else(Vec::new, |bytes| bytes.to_vec()));
            Rc::new(frame.unwrap_or_else(|error| {
                console::error_1(&error.to_string().into());
                Frame::default()
            }))
        };
        self.frame.get_or_init(read).clone()
    }
}

/// What elements find among the bytes.
pub trait MediaExt {
    /// The address of a picture that a sign is, and nothing for an emoji or a symbol.
    fn address_of_icon(&self, sign: &Icon) -> Option<String>;

    /// The address of a source, for as long as an element of the page uses it.
    fn address(&self, source: &MediaSource) -> Option<String>;

    /// A table, for as long as an element of the page uses it.
    fn frame(&self, id: &MediaId) -> Option<Rc<Frame>>;
}

impl MediaExt for Media {
    fn address_of_icon(&self, sign: &Icon) -> Option<String> {
        let address = match sign {
            Icon::Text(text) if text.contains(['/', '.']) && !text.starts_with(":material") => {
                Some(text.clone())
            }
            Icon::Text(_) => None,
            Icon::Picture(source) => self.address(source),
        };
        address.filter(|address| is_harmless_source(address))
    }

    fn address(&self, source: &MediaSource) -> Option<String> {
        match source {
            MediaSource::Address(address) => Some(address.clone()),
            MediaSource::Bytes(id) => match &*self.get(id)? {
                MediaBytes::Blob(blob) => blob.address(),
                MediaBytes::Frame(_) => None,
            },
        }
    }

    fn frame(&self, id: &MediaId) -> Option<Rc<Frame>> {
        match &*self.get(id)? {
            MediaBytes::Frame(table) => Some(table.frame()),
            MediaBytes::Blob(_) => None,
        }
    }
}
