//! Messages as bytes, so that one transferred buffer carries any number of them.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes that are no message of this version.
#[derive(Debug, thiserror::Error)]
#[error("a message between page and worker cannot be read: {0}")]
pub struct WireError(#[from] postcard::Error);

/// Which form the types of this crate have: bytes of another form cannot be told by their looks.
pub const LAYOUT: u64 = {
    let digits = env!("LAYOUT").as_bytes();
    let mut number = 0_u64;
    let mut place = 0;
    while place < digits.len() {
        number = number * 10 + (digits[place] - b'0') as u64;
        place += 1;
    }
    number
};

/// A message as bytes.
///
/// # Panics
/// Never for the types of this crate: they hold nothing that has no byte form.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("the messages of this crate always have a byte form")
}

/// What `bytes` begin with, and the rest of them.
pub fn decode_first<T: DeserializeOwned>(bytes: &[u8]) -> Result<(T, &[u8]), WireError> {
    Ok(postcard::take_from_bytes(bytes)?)
}

/// The message that `bytes` hold.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WireError> {
    Ok(postcard::from_bytes(bytes)?)
}
