//! What a request is answered with.

use std::path::PathBuf;

use crate::news::Subscription;

/// An answer to a request.
#[derive(Debug)]
pub enum Answer {
    /// The file at this path, or "not found" if there is none.
    File(PathBuf),
    /// These bytes.
    Bytes {
        /// Their `Content-Type`.
        kind: &'static str,
        /// The content.
        bytes: Vec<u8>,
    },
    /// "Look there instead": an address, relative to the request's.
    Elsewhere(String),
    /// News as they come, as server-sent events.
    News(Subscription),
    /// There is no such thing.
    NotFound,
}

impl Answer {
    /// A page of HTML.
    #[must_use]
    pub fn html(text: impl Into<String>) -> Answer {
        Answer::Bytes {
            kind: "text/html; charset=utf-8",
            bytes: text.into().into_bytes(),
        }
    }
}
