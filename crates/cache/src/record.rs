//! What is kept of a result where it outlives the program: its content, and a header that is known
//! without reading it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digest::{Digest, Key};

/// Changes when headers or contents look different: older records are foreign then.
const SCHEMA: u8 = 1;

/// Which result: of which function, for which arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Id {
    /// The function.
    pub function: Key,
    /// Its arguments.
    pub call: Key,
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}{:032x}", self.function.0, self.call.0)
    }
}

/// What is known of a record without its content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordHeader {
    schema: u8,
    /// Which result it is.
    pub id: Id,
    /// The name of the function, for people.
    pub name: String,
    /// When it was computed, in seconds since the Unix epoch.
    pub since: f64,
    /// When it was last asked for.
    pub used: f64,
    /// How many bytes its content has.
    pub bytes: usize,
    /// Whether the script has asked for it to be kept; others make room first.
    pub persist: bool,
    /// What it is bound to: a version of the app, or its function alone.
    pub generation: Key,
    /// What [`RecordHeader::bind`] makes of the content.
    checksum: Key,
}

impl RecordHeader {
    /// The header of a content that is not bound to it yet.
    pub fn new(id: Id, name: String, now: f64, persist: bool, generation: Key) -> Self {
        Self {
            schema: SCHEMA,
            id,
            name,
            since: now,
            used: now,
            bytes: 0,
            persist,
            generation,
            checksum: Key(0),
        }
    }

    /// Binds the content to the header.
    pub fn bind(&mut self, content: &[u8]) {
        self.bytes = content.len();
        self.checksum = self.checksum_of(content);
    }

    /// Whether a content is the one that was bound to it, whole, and of the generation that it says.
    pub fn fits(&self, content: &[u8]) -> bool {
        self.checksum == self.checksum_of(content)
    }

    fn checksum_of(&self, content: &[u8]) -> Key {
        let mut digest = Digest::default();
        digest.kind(self.schema);
        for key in [self.id.function, self.id.call, self.generation] {
            digest.bytes(&key.0.to_le_bytes());
        }
        digest.bytes(&self.since.to_le_bytes());
        digest.bytes(content);
        digest.key()
    }

    /// The header as bytes.
    ///
    /// # Panics
    /// Never: it holds nothing that has no byte form.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a header has a byte form")
    }

    /// The header that bytes hold; `None` if it was written by another version, or is broken.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        if bytes.first() != Some(&SCHEMA) {
            return None;
        }
        let (header, rest): (Self, _) = postcard::take_from_bytes(bytes).ok()?;
        let is_sound = rest.is_empty() && header.since.is_finite() && header.used.is_finite();
        is_sound.then_some(header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> RecordHeader {
        let id = Id {
            function: Key(7),
            call: Key(u128::MAX),
        };
        let mut header = RecordHeader::new(id, "app.load".to_owned(), 12.5, true, Key(3));
        header.bind(b"tea");
        header
    }

    #[test]
    fn an_id_is_written_with_as_many_digits_whatever_it_is() {
        let zeros = "0".repeat(31);
        let expected = format!("{zeros}7{}", "f".repeat(32));
        assert_eq!(header().id.to_string(), expected);
    }

    #[test]
    fn a_label_is_read_as_it_is_written() {
        assert_eq!(RecordHeader::decode(&header().encode()), Some(header()));
    }

    #[test]
    fn what_is_no_label_is_not_read() {
        let bytes = header().encode();
        assert_eq!(RecordHeader::decode(&[]), None);
        assert_eq!(RecordHeader::decode(&bytes[..bytes.len() - 1]), None);
        let longer = [bytes.as_slice(), &[0]].concat();
        assert_eq!(RecordHeader::decode(&longer), None);
        let mut newer = bytes;
        newer[0] += 1;
        assert_eq!(RecordHeader::decode(&newer), None);
    }

    #[test]
    fn only_the_bound_content_fits() {
        assert!(header().fits(b"tea"));
        assert!(!header().fits(b"te"));
        assert!(!header().fits(b"tee"));
        let foreign = RecordHeader {
            generation: Key(4),
            ..header()
        };
        assert!(!foreign.fits(b"tea"));
        let younger = RecordHeader {
            since: 13.0,
            ..header()
        };
        assert!(!younger.fits(b"tea"));
    }
}
