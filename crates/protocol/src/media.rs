//! Bytes that a script shows or offers: images, sound, files to download.
//!
//! A message names them by their content. The bytes themselves cross beside the messages, as one
//! `Blob` before each [`crate::ToPage::Media`]: they are copied once, out of the engine's memory,
//! and the page never holds them in its own.

use serde::{Deserialize, Serialize};

/// The name of some bytes of one media type: the same for the same content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MediaId(pub String);

/// A small picture that stands for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
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
