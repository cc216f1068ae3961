//! The files that an app keeps: `worker.js` has them in a database of the browser.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::pause::Pause;

/// Asks for the files of an app; `None` if there is no database, or no way to wait for it.
pub(crate) fn load(store: &Function, app: &str, pause: &Pause) -> Option<Vec<(String, Vec<u8>)>> {
    let asked = store.call1(&JsValue::UNDEFINED, &app.into()).ok()?;
    let entries = pause.until(asked.dyn_ref::<Promise>()?).ok()?;
    let entries: Array = entries.dyn_into().ok()?;
    let entries = entries.iter().filter_map(|entry| {
        let entry: Array = entry.dyn_into().ok()?;
        let bytes: Uint8Array = entry.get(1).dyn_into().ok()?;
        Some((entry.get(0).as_string()?, bytes.to_vec()))
    });
    Some(entries.collect())
}

/// Hands files over; those without content are forgotten.
pub(crate) fn save(store: &Function, app: &str, files: Vec<(String, Option<Vec<u8>>)>) {
    let entries: Array = files
        .into_iter()
        .map(|(path, bytes)| {
            let bytes = bytes.map(|bytes| Uint8Array::from(bytes.as_slice()));
            Array::of2(&path.into(), &bytes.map_or(JsValue::UNDEFINED, Into::into))
        })
        .collect();
    // What goes wrong there is said there.
    let _ = store.call2(&JsValue::UNDEFINED, &app.into(), &entries);
}
