//! The way to the page: messages leave as transferred buffers, together where nobody waits.

use std::cell::RefCell;

use brooklet_protocol::{ToPage, wire};
use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

/// Collects messages and posts them.
///
/// What changes the picture leaves at once, and takes along what was held before it; the beginning
/// of a run and lines for the console wait for the next message or the next breath.
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

    fn send_bytes(&self, mime: &str, bytes: &[u8]) {
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        let parts = Array::of1(&Uint8Array::new_from_slice(bytes));
        // Where the browser has no room for the bytes, something must come in their place.
        let blob =
            Blob::new_with_u8_array_sequence_and_options(&parts, &options).or_else(|_| Blob::new());
        if let Ok(blob) = blob {
            // It goes as a handle: the bytes lie outside of both halves.
            let _ = self.post.call1(&JsValue::NULL, &blob);
        }
    }
}
