//! The files that the reader has handed over, as the browser holds them.

use brooklet_protocol::widget::FileRecord;
use web_sys::Blob;

/// The files by id.
pub type Uploads = brooklet_client::Uploads<Blob>;

/// Hands a file that a widget holds to the engine.
pub fn add(uploads: &Uploads, blob: &Blob, name: &str, mime: &str) -> FileRecord {
    uploads.add(blob.clone(), record(blob, name, mime))
}

/// Hands a file that goes with a message to the engine.
pub fn add_for_one_run(uploads: &Uploads, blob: &Blob, name: &str, mime: &str) -> FileRecord {
    uploads.add_for_one_run(blob.clone(), record(blob, name, mime))
}

fn record(blob: &Blob, name: &str, mime: &str) -> FileRecord {
    let part = || js_sys::Math::random().to_bits() >> 8;
    FileRecord {
        id: format!("{:014x}{:014x}", part(), part()),
        name: name.to_owned(),
        mime: mime.to_owned(),
        size: blob.size() as u64,
    }
}
