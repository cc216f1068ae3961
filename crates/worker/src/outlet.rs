//! The way to the page: messages leave as transferred buffers, together where nobody waits.

use std::cell::RefCell;

use brooklet_protocol::{MediaId, ToPage, media, wire};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

/// Collects messages and posts them.
///
/// What changes the picture leaves at once, and takes along what was held before it; the beginning
/// of a run and lines for the console wait for the next message or the next yield.
#[derive(Debug)]
pub(crate) struct Outlet {
    post: Function,
    held: RefCell<Vec<ToPage>>,
}

impl Outlet {
    pub(crate) fn new(post: Function) -> Self {
        Self {
            post,
            held: RefCell::default(),
        }
    }

    /// Posts what is held.
    pub(crate) fn flush(&self) {
        let messages = self.held.take();
        if messages.is_empty() {
            return;
        }
        let buffer = Uint8Array::from(wire::encode(&messages).as_slice()).buffer();
        // The function is worker.js's own and does not throw: a failure to post has no listener.
        let _ = self.post.call1(&JsValue::NULL, &buffer);
    }
}

impl brooklet_engine::Outlet for Outlet {
    fn send(&self, message: ToPage) {
        let can_wait = matches!(
            message,
            ToPage::RunStarted { .. } | ToPage::Console { .. } | ToPage::Media(_)
        );
        self.held.borrow_mut().push(message);
        if !can_wait {
            self.flush();
        }
    }

    fn send_bytes(&self, id: &MediaId, mime: &str, pieces: &[&[u8]]) {
        let copied = copied(pieces);
        let (bytes, moved): (JsValue, Array) = if mime == media::FRAME {
            let buffer = copied.buffer();
            (buffer.clone().into(), Array::of1(&buffer))
        } else {
            // It goes as a handle: the bytes lie outside of both halves.
            match blob(&copied, mime) {
                Some(blob) => (blob.into(), Array::new()),
                None => return,
            }
        };
        let message = Object::new();
        for (name, value) in [
            ("type", "bytes".into()),
            ("id", id.0.as_str().into()),
            ("bytes", bytes),
        ] {
            // An object of ours takes every field.
            let _ = Reflect::set(&message, &name.into(), &value);
        }
        let _ = self.post.call2(&JsValue::NULL, &message, &moved);
    }
}

/// Pieces, one behind the other, outside of our memory.
fn copied(pieces: &[&[u8]]) -> Uint8Array {
    let len = pieces.iter().map(|piece| piece.len()).sum::<usize>();
    let all = Uint8Array::new_with_length(len as u32);
    let mut begin = 0;
    for piece in pieces {
        let end = begin + piece.len() as u32;
        all.subarray(begin, end).copy_from(piece);
        begin = end;
    }
    all
}

/// Bytes as a handle. Where the browser has no room for them, an empty one comes in their place.
fn blob(bytes: &Uint8Array, mime: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(bytes);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    blob.or_else(|_| Blob::new()).ok()
}
