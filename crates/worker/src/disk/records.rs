//! The records in the database: labels in one store, contents in another, by the same keys.

use brooklet_cache::{Id, Label};
use indexed_db_futures::OpenDbResult;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

/// Goes up when the stores change. A browser does not open a database of a later version.
const VERSION: u8 = 1;
const LABELS: &str = "labels";
const CONTENTS: &str = "contents";

/// One change of the records.
pub(super) enum Change {
    /// A label and its content.
    Write(Label, Uint8Array),
    /// A label whose content is there.
    Relabel(Label),
    Remove(Vec<String>),
    Clear,
}

/// Opens the database of an app, or makes it.
pub(super) async fn open(app: &str) -> OpenDbResult<Database> {
    Database::open(format!("brooklet-cache:{app}"))
        .with_version(VERSION)
        .with_on_upgrade_needed(|_, database| {
            for store in [LABELS, CONTENTS] {
                database.create_object_store(store).build()?;
            }
            Ok(())
        })
        .await
}

/// All labels, and the keys of records that are none of ours.
pub(super) async fn labels(
    database: &Database,
) -> indexed_db_futures::Result<(Vec<Label>, Vec<String>)> {
    let transaction = database.transaction(LABELS).build()?;
    let store = transaction.object_store(LABELS)?;
    let keys = store.get_all_keys::<JsValue>().primitive()?;
    let labels = store.get_all::<JsValue>().primitive()?;
    let (keys, labels) = (keys.await?, labels.await?);
    let mut found = Vec::new();
    let mut strange = Vec::new();
    for (key, label) in keys.zip(labels) {
        let key = key?.as_string().unwrap_or_default();
        let bytes = label?.dyn_into::<Uint8Array>().ok();
        let label = bytes.and_then(|bytes| Label::decode(&bytes.to_vec()));
        match label.filter(|label| label.id.to_string() == key) {
            Some(label) => found.push(label),
            None => strange.push(key),
        }
    }
    Ok((found, strange))
}

/// The contents of records; `None` for those that are not there.
pub(super) async fn contents(
    database: &Database,
    ids: &[Id],
) -> indexed_db_futures::Result<Vec<Option<Vec<u8>>>> {
    let transaction = database.transaction(CONTENTS).build()?;
    let store = transaction.object_store(CONTENTS)?;
    let mut asked = Vec::with_capacity(ids.len());
    for id in ids {
        asked.push(store.get::<JsValue, _, _>(id.to_string()).primitive()?);
    }
    let mut contents = Vec::with_capacity(ids.len());
    for request in asked {
        let value: Option<JsValue> = request.await?;
        let bytes = value.and_then(|value| value.dyn_into::<Uint8Array>().ok());
        contents.push(bytes.map(|bytes| bytes.to_vec()));
    }
    Ok(contents)
}

/// Makes all changes, or none.
pub(super) async fn change(
    database: &Database,
    changes: &[Change],
) -> indexed_db_futures::Result<()> {
    let transaction = database
        .transaction([LABELS, CONTENTS])
        .with_mode(TransactionMode::Readwrite)
        .build()?;
    let labels = transaction.object_store(LABELS)?;
    let contents = transaction.object_store(CONTENTS)?;
    let bytes = |label: &Label| JsValue::from(Uint8Array::from(label.encode().as_slice()));
    for change in changes {
        // The requests are answered in their order; only the end of them all is waited for.
        match change {
            Change::Write(label, content) => {
                let key = label.id.to_string();
                drop(
                    contents
                        .put(JsValue::from(content))
                        .with_key(key.clone())
                        .primitive()?,
                );
                drop(labels.put(bytes(label)).with_key(key).primitive()?);
            }
            Change::Relabel(label) => {
                let key = label.id.to_string();
                drop(labels.put(bytes(label)).with_key(key).primitive()?);
            }
            Change::Remove(keys) => {
                for key in keys {
                    drop(contents.delete(key.as_str()).primitive()?);
                    drop(labels.delete(key.as_str()).primitive()?);
                }
            }
            Change::Clear => {
                drop(contents.clear()?);
                drop(labels.clear()?);
            }
        }
    }
    transaction.commit().await
}
