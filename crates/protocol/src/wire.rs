//! Messages as bytes, so that one transferred buffer carries any number of them.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes that are no message of this version.
#[derive(Debug, thiserror::Error)]
#[error("a message between page and worker cannot be read: {0}")]
pub struct WireError(#[from] postcard::Error);

/// A message as bytes.
///
/// # Panics
/// Never for the types of this crate: they hold nothing that has no byte form.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("the messages of this crate always have a byte form")
}

/// The message that `bytes` hold.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WireError> {
    Ok(postcard::from_bytes(bytes)?)
}
