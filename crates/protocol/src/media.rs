//! Bytes that a script shows or offers: images, sound, files to download, tables.
//!
//! A message names them by their content. The bytes themselves cross beside the messages, under the
//! same name, before the [`crate::ToPage::Media`] from which on they are the page's. Those of
//! tables ([`FRAME`]) come as an `ArrayBuffer` that is transferred; all others as a `Blob`, so that
//! they are copied once, out of the engine's memory, and the page never holds them in its own.

use serde::{Deserialize, Serialize};

/// The media type of tables: the byte form of crate `frame`.
pub const FRAME: &str = "application/vnd.brooklet.frame";

/// The name of some bytes of one media type: the same for the same content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MediaId(pub String);

/// A small picture that stands for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Icon {
    /// An emoji, a symbol such as `:material/home:`, or an address as the script has typed it.
    Text(String),
    /// A picture.
    Picture(MediaSource),
}

/// Where an element has its bytes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaSource {
    /// An address that the browser loads.
    Address(String),
    /// Bytes that the script has given.
    Bytes(MediaId),
}
