//! What the tabs of one app tell each other about its records.

use brooklet_cache::CacheEvent;
use brooklet_protocol::wire;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// A line to the other tabs.
#[derive(Debug)]
pub(super) struct Tabs {
    channel: BroadcastChannel,
    /// Called by the browser for as long as this is held.
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// `None` where the browser has no such thing.
    pub(super) fn listen(app: &str, hear: impl Fn(CacheEvent) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(&format!("brooklet-cache:{app}")).ok()?;
        let listener = Closure::new(move |event: MessageEvent| {
            let bytes = event.data().dyn_into::<Uint8Array>().ok();
            // Another version of this code may speak another way.
            let event = bytes.and_then(|bytes| wire::decode::<CacheEvent>(&bytes.to_vec()).ok());
            if let Some(event) = event {
                hear(event);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    pub(super) fn tell(&self, event: &CacheEvent) {
        let bytes = Uint8Array::from(wire::encode(event).as_slice());
        // A tab that cannot be told finds out when it reads.
        let _ = self.channel.post_message(&bytes);
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
