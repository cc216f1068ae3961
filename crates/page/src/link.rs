//! The line to the engine's worker.

use std::cell::RefCell;

use brooklet_client::Listening;
use brooklet_protocol::{MediaId, ToEngine, ToPage, wire};
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Event, MessageEvent, Worker};

use crate::dom::put;
use crate::media::MediaBytes;
use crate::signal::Signal;

/// What comes from the worker.
pub enum FromWorker {
    /// Messages of the engine.
    Messages(Vec<ToPage>),
    /// Bytes, and what messages call them.
    Bytes(MediaId, MediaBytes),
    /// The download is this far, in bytes; the total is 0 where it is not known.
    Progress {
        /// Bytes loaded.
        loaded: f64,
        /// Bytes in all.
        total: f64,
    },
    /// The engine has started, and takes messages in at these times.
    Ready(Listening),
    /// The worker has failed outside of the engine, such as when its script cannot be loaded.
    Failed,
    /// This worker is of no more use.
    Fatal {
        /// `panic`, `stack`, `memory` or `load`.
        reason: String,
        /// What it said.
        message: String,
    },
}

/// A worker and the listener to it.
pub struct Link {
    worker: Worker,
    signal: RefCell<Option<Signal>>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(Event)>,
}

impl Link {
    /// Listens to a worker and boots its engine.
    pub fn new(
        worker: Worker,
        jspi: bool,
        receive: impl Fn(FromWorker) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        let fail = receive.clone();
        let on_error =
            Closure::wrap(Box::new(move |_| fail(FromWorker::Failed)) as Box<dyn Fn(Event)>);
        let on_message = Closure::wrap(Box::new(move |event: MessageEvent| {
            if let Some(message) = read(&event.data()) {
                receive(message);
            }
        }) as Box<dyn Fn(MessageEvent)>);
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let boot = Object::new();
        Reflect::set(&boot, &"type".into(), &"boot".into())?;
        Reflect::set(&boot, &"jspi".into(), &jspi.into())?;
        worker.post_message(&boot)?;
        Ok(Self {
            worker,
            signal: RefCell::default(),
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Sends a message to the engine.
    pub fn send(&self, message: &ToEngine) {
        let bytes = Uint8Array::from(wire::encode(message).as_slice());
        let buffer = bytes.buffer();
        // A worker that is gone takes no message, and needs none.
        let _ = self
            .worker
            .post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }
}

impl Link {
    /// Gives the signal that ends the run under way, and agrees on the next one. Where the browser
    /// has no room for it, the run hears nothing until it ends.
    pub fn signal(&self) {
        // The last one is given by letting go of it.
        self.signal.take();
        if let Ok(signal) = Signal::new() {
            let message = Object::new();
            put(&message, "type", &"signal".into());
            put(&message, "address", &signal.address().into());
            // A text can be sent, also to a worker that is gone.
            let _ = self.worker.post_message(&message);
            self.signal.replace(Some(signal));
        }
    }

    /// Hands a file of the reader to the engine, or takes it back.
    pub fn send_file(&self, id: &str, file: Option<&Blob>) {
        let message = Object::new();
        let file = file.map_or(JsValue::UNDEFINED, JsValue::from);
        for (name, value) in [
            ("type", JsValue::from_str("file")),
            ("id", JsValue::from_str(id)),
            ("file", file),
        ] {
            put(&message, name, &value);
        }
        // A file can be sent, also to a worker that is gone.
        let _ = self.worker.post_message(&message);
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn read(data: &JsValue) -> Option<FromWorker> {
    if let Some(buffer) = data.dyn_ref::<ArrayBuffer>() {
        let bytes = Uint8Array::new(buffer).to_vec();
        return Some(match wire::decode(&bytes) {
            Ok(messages) => FromWorker::Messages(messages),
            Err(error) => FromWorker::Fatal {
                reason: "load".into(),
                message: error.to_string(),
            },
        });
    }
    let field = |name: &str| Reflect::get(data, &name.into()).ok();
    let text = |name: &str| {
        field(name)
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    };
    let number = |name: &str| {
        field(name)
            .and_then(|value| value.as_f64())
            .unwrap_or_default()
    };
    match text("type").as_str() {
        "bytes" => {
            let bytes = MediaBytes::of(&field("bytes")?)?;
            Some(FromWorker::Bytes(MediaId(text("id")), bytes))
        }
        "progress" => Some(FromWorker::Progress {
            loaded: number("loaded"),
            total: number("total"),
        }),
        "ready" => {
            let can_suspend = field("jspi").is_some_and(|jspi| jspi.is_truthy());
            Some(FromWorker::Ready(if can_suspend {
                Listening::Always
            } else {
                Listening::BetweenRuns
            }))
        }
        "fatal" => Some(FromWorker::Fatal {
            reason: text("reason"),
            message: text("message"),
        }),
        _ => None,
    }
}
