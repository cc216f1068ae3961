//! The files that the reader has handed over, where the browser stores them for a page that goes on
//! with the session. A script of its own does that, which is fetched when there are such files.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::session_store::{Arrival, SessionStore, local_storage, new_id};
use crate::lazy::{self, Done, UPLOADS};

/// What a session calls the name under which its files are stored.
const PART: &str = "uploads";

/// Where the files of this tab are stored.
pub(super) struct UploadStore {
    session: Rc<SessionStore>,
    app: String,
    /// The name under which those of this page are.
    owner: String,
    /// The name under which those of the page before are, if it has stored any.
    former: RefCell<Option<String>>,
}

impl UploadStore {
    /// The store of an app's files.
    pub(super) fn new(session: Rc<SessionStore>, app: String) -> Self {
        let former = session.read(PART);
        Self {
            session,
            app,
            owner: new_id(),
            former: RefCell::new(former),
        }
    }

    /// Stores a file; `fail` is told why it is not.
    pub(super) fn store(&self, id: &str, file: &Blob, fail: Box<dyn FnOnce(String)>) {
        if !self.session.is_kept() {
            return;
        }
        self.session.write(PART, &self.owner);
        let done = move |stored: Result<JsValue, JsValue>| {
            if let Err(error) = stored {
                fail(reason(&error));
            }
        };
        self.ask("store", &self.owner, &id.into(), file, Box::new(done));
    }

    /// Stores a file no more.
    pub(super) fn discard(&self, id: &str) {
        if self.session.is_kept() {
            // What stays is swept later.
            let done = Box::new(drop);
            self.ask(
                "discard",
                &self.owner,
                &id.into(),
                &JsValue::UNDEFINED,
                done,
            );
        }
    }

    /// Takes over files of the page before; gives those that are there, by id.
    pub(super) fn take(
        &self,
        ids: &BTreeSet<String>,
        then: impl FnOnce(Vec<(String, Blob)>) + 'static,
    ) {
        if ids.is_empty() {
            return then(Vec::new());
        }
        let Some(former) = self.former.take() else {
            return then(Vec::new());
        };
        self.session.write(PART, &self.owner);
        let ids: Array = ids.iter().map(|id| JsValue::from_str(id)).collect();
        let done = Box::new(|pairs| then(found(pairs)));
        self.ask("take", &self.owner, &former.into(), &ids, done);
    }

    /// The session of this page is a new one: the files of the one before are of no use.
    pub(super) fn begin_anew(&self) {
        self.session.remove(PART);
        let arrival = web_sys::window().map(|window| Arrival::of(&window));
        if !matches!(arrival, Some(Arrival::Reload | Arrival::Discarded)) {
            // This tab may be the copy of one that has them yet.
            self.former.take();
        }
    }

    /// Removes what no tab will ask for, if anything was ever stored. Nobody waits for it.
    pub(super) fn sweep(&self) {
        let former = self.former.take();
        let name = format!("brooklet-uploads {}", self.app);
        let mark = local_storage().and_then(|storage| storage.get_item(&name).ok()?);
        if former.is_some() || mark.is_some() {
            let (former, none) = (former.unwrap_or_default(), JsValue::UNDEFINED);
            // What stays is swept the next time.
            self.ask("sweep", &former, &none, &none, Box::new(drop));
        }
    }

    fn ask(&self, name: &'static str, owner: &str, one: &JsValue, two: &JsValue, then: Done) {
        let arguments = vec![
            self.app.as_str().into(),
            owner.into(),
            one.clone(),
            two.clone(),
        ];
        lazy::ask(UPLOADS, name, arguments, then);
    }
}

/// Pairs of ids and files.
fn found(pairs: Result<JsValue, JsValue>) -> Vec<(String, Blob)> {
    let Ok(pairs) = pairs else {
        return Vec::new();
    };
    let pairs: Array = pairs.unchecked_into();
    let pairs = pairs.iter().filter_map(|pair| {
        let pair: Array = pair.unchecked_into();
        Some((pair.get(0).as_string()?, pair.get(1).unchecked_into()))
    });
    pairs.collect()
}

/// Why a file is not stored.
fn reason(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok();
    message
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| "what stores it does not load".to_owned())
}
