//! The files that the reader has handed over, as the browser holds them.

use brooklet_protocol::widget::FileRecord;
use web_sys::Blob;

/// The files by id.
pub type Uploads = brooklet_client::Uploads<Blob>;

/// Hands a file to the engine.
pub fn add(uploads: &Uploads, blob: &Blob, name: &str, mime: &str) -> FileRecord {
    let part = || js_sys::Math::random().to_bits() >> 8;
    let record = FileRecord {
        id: format!("{:014x}{:014x}", part(), part()),
        name: name.to_owned(),
        mime: mime.to_owned(),
        size: blob.size() as u64,
    };
    uploads.add(blob.clone(), record)
}
