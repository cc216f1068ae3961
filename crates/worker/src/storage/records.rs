//! The database: one store, contents by their names.

use brooklet_python::world::storage::{Change, StoreError};
use indexed_db_futures::OpenDbResult;
use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr as _;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

/// Goes up when the store changes. A browser does not open a database of a later version.
const VERSION: u8 = 1;
const FILES: &str = "files";
/// What a browser calls it when there is no room.
const QUOTA_ERROR: &str = "QuotaExceededError";

/// Opens the database of an app, or makes it.
pub(super) async fn open(app: &str) -> OpenDbResult<Database> {
    Database::open(format!("brooklet:{app}"))
        .with_version(VERSION)
        .with_on_upgrade_needed(|_, database| {
            database.create_object_store(FILES).build()?;
            Ok(())
        })
        .await
}

/// All records. What is none of ours is left alone.
pub(super) async fn all(database: &Database) -> indexed_db_futures::Result<Vec<(String, Vec<u8>)>> {
    let transaction = database.transaction(FILES).build()?;
    let store = transaction.object_store(FILES)?;
    let names = store.get_all_keys::<JsValue>().primitive()?;
    let contents = store.get_all::<JsValue>().primitive()?;
    let (names, contents) = (names.await?, contents.await?);
    let mut found = Vec::new();
    for (name, content) in names.zip(contents) {
        let content = content?.dyn_into::<Uint8Array>().ok();
        if let (Some(name), Some(content)) = (name?.as_string(), content) {
            found.push((name, content.to_vec()));
        }
    }
    Ok(found)
}

/// The records of these names, as they are now.
pub(super) async fn some(
    database: &Database,
    names: Vec<String>,
) -> indexed_db_futures::Result<Vec<Change>> {
    let transaction = database.transaction(FILES).build()?;
    let store = transaction.object_store(FILES)?;
    let mut asked = Vec::with_capacity(names.len());
    for name in names {
        let request = store.get::<JsValue, _, _>(name.as_str()).primitive()?;
        asked.push((name, request));
    }
    let mut found = Vec::with_capacity(asked.len());
    for (name, request) in asked {
        let content: Option<JsValue> = request.await?;
        let content = content.and_then(|content| content.dyn_into::<Uint8Array>().ok());
        found.push((name, content.map(|content| content.to_vec())));
    }
    Ok(found)
}

/// Makes all changes, or none. All requests leave before this first waits.
pub(super) async fn change(database: &Database, changes: &[Change]) -> Result<(), StoreError> {
    let refused = |error: indexed_db_futures::error::Error| StoreError::Refused(error.to_string());
    let transaction = database
        .transaction(FILES)
        .with_mode(TransactionMode::Readwrite)
        .build()
        .map_err(refused)?;
    put_all(&transaction, changes).map_err(refused)?;
    let inner = transaction.as_sys().clone();
    transaction.commit().await.map_err(|error| {
        // The transaction knows better than its events why it was aborted.
        match inner.error() {
            Some(reason) if reason.name() == QUOTA_ERROR => StoreError::Full,
            Some(reason) => StoreError::Refused(reason.message()),
            None => refused(error),
        }
    })
}

fn put_all(
    transaction: &indexed_db_futures::transaction::Transaction<'_>,
    changes: &[Change],
) -> indexed_db_futures::Result<()> {
    let store = transaction.object_store(FILES)?;
    for (name, content) in changes {
        // The requests are answered in their order; only the end of them all is waited for.
        match content {
            Some(content) => {
                let content = JsValue::from(Uint8Array::from(content.as_slice()));
                drop(store.put(content).with_key(name.as_str()).primitive()?);
            }
            None => drop(store.delete(name.as_str()).primitive()?),
        }
    }
    Ok(())
}
