//! The records in the database: headers in one store, contents in another, by the same keys.

use brooklet_cache::{Change, Id, RecordHeader};
use indexed_db_futures::OpenDbResult;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

/// Goes up when the stores change. A browser does not open a database of a later version.
const VERSION: u8 = 1;
const HEADERS: &str = "labels";
const CONTENTS: &str = "contents";

/// Opens the database of an app, or makes it.
pub(super) async fn open(app: &str) -> OpenDbResult<Database> {
    Database::open(format!("brooklet-cache:{app}"))
        .with_version(VERSION)
        .with_on_upgrade_needed(|_, database| {
            for store in [HEADERS, CONTENTS] {
                database.create_object_store(store).build()?;
            }
            Ok(())
        })
        .await
}

/// All headers, and the keys of records that are none of ours.
pub(super) async fn headers(
    database: &Database,
) -> indexed_db_futures::Result<(Vec<RecordHeader>, Vec<String>)> {
    let transaction = database.transaction(HEADERS).build()?;
    let store = transaction.object_store(HEADERS)?;
    let keys = store.get_all_keys::<JsValue>().primitive()?;
    let headers = store.get_all::<JsValue>().primitive()?;
    let (keys, headers) = (keys.await?, headers.await?);
    let mut found = Vec::new();
    let mut foreign = Vec::new();
    for (key, header) in keys.zip(headers) {
        let key = key?.as_string().unwrap_or_default();
        let bytes = header?.dyn_into::<Uint8Array>().ok();
        let header = bytes.and_then(|bytes| RecordHeader::decode(&bytes.to_vec()));
        match header.filter(|header| header.id.to_string() == key) {
            Some(header) => found.push(header),
            None => foreign.push(key),
        }
    }
    Ok((found, foreign))
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
        .transaction([HEADERS, CONTENTS])
        .with_mode(TransactionMode::Readwrite)
        .build()?;
    let headers = transaction.object_store(HEADERS)?;
    let contents = transaction.object_store(CONTENTS)?;
    let bytes = |header: &RecordHeader| JsValue::from(Uint8Array::from(header.encode().as_slice()));
    for change in changes {
        // The requests are answered in their order; only the end of them all is waited for.
        match change {
            Change::Write(header, content) => {
                let key = header.id.to_string();
                drop(
                    contents
                        .put(JsValue::from(Uint8Array::from(content.as_slice())))
                        .with_key(key.clone())
                        .primitive()?,
                );
                drop(headers.put(bytes(header)).with_key(key).primitive()?);
            }
            Change::Relabel(header) => {
                let key = header.id.to_string();
                drop(headers.put(bytes(header)).with_key(key).primitive()?);
            }
            Change::Remove(ids) => {
                for id in ids {
                    let key = id.to_string();
                    drop(contents.delete(key.as_str()).primitive()?);
                    drop(headers.delete(key.as_str()).primitive()?);
                }
            }
            Change::Clear => {
                drop(contents.clear()?);
                drop(headers.clear()?);
            }
        }
    }
    transaction.commit().await
}

/// Removes what stands under these keys, which need not be those of records.
pub(super) async fn remove(database: &Database, keys: &[String]) -> indexed_db_futures::Result<()> {
    let transaction = database
        .transaction([HEADERS, CONTENTS])
        .with_mode(TransactionMode::Readwrite)
        .build()?;
    for store in [HEADERS, CONTENTS] {
        let store = transaction.object_store(store)?;
        for key in keys {
            drop(store.delete(key.as_str()).primitive()?);
        }
    }
    transaction.commit().await
}
