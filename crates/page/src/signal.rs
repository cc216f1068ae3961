//! The signal for a run that can be told nothing else: an address that is there until the run is to
//! end. Its worker asks for it now and then, which it can do without an answer from this page.

use crate::dom::revoke;
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, Url};

/// A signal that has not been given. To drop it gives it.
#[derive(Debug)]
pub struct Signal {
    address: String,
}

impl Signal {
    /// A new one; an error where the browser has no room for it.
    pub fn new() -> Result<Self, JsValue> {
        let blob = Blob::new_with_str_sequence(&Array::of1(&"-".into()))?;
        let address = Url::create_object_url_with_blob(&blob)?;
        Ok(Self { address })
    }

    /// What the worker asks for.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Signal {
    fn drop(&mut self) {
        revoke(&self.address);
    }
}
