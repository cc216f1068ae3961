//! What is kept of a result where it outlives the program: its content, and a label that is known
//! without reading it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digest::{Digest, Key};

/// Changes when labels or contents look different: older records are strangers then.
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
pub struct Label {
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
    pub is_wanted: bool,
    /// Which program has written it.
    pub writer: Key,
    /// What [`Label::seal`] makes of the content.
    seal: Key,
}

impl Label {
    /// The label of a content that is not sealed yet.
    pub fn new(id: Id, name: String, now: f64, is_wanted: bool, writer: Key) -> Self {
        Self {
            schema: SCHEMA,
            id,
            name,
            since: now,
            used: now,
            bytes: 0,
            is_wanted,
            writer,
            seal: Key(0),
        }
    }

    /// Binds the content to the label.
    pub fn seal(&mut self, content: &[u8]) {
        self.bytes = content.len();
        self.seal = self.seal_of(content);
    }

    /// Whether a content is the one that was sealed, whole, and written by who the label says.
    pub fn fits(&self, content: &[u8]) -> bool {
        self.seal == self.seal_of(content)
    }

    fn seal_of(&self, content: &[u8]) -> Key {
        let mut digest = Digest::default();
        digest.kind(self.schema);
        for key in [self.id.function, self.id.call, self.writer] {
            digest.bytes(&key.0.to_le_bytes());
        }
        digest.bytes(&self.since.to_le_bytes());
        digest.bytes(content);
        digest.key()
    }

    /// The label as bytes.
    ///
    /// # Panics
    /// Never: it holds nothing that has no byte form.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a label has a byte form")
    }

    /// The label that bytes hold; `None` if it was written by another version, or is broken.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        if bytes.first() != Some(&SCHEMA) {
            return None;
        }
        let (label, rest): (Self, _) = postcard::take_from_bytes(bytes).ok()?;
        let is_sound = rest.is_empty() && label.since.is_finite() && label.used.is_finite();
        is_sound.then_some(label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label() -> Label {
        let id = Id {
            function: Key(7),
            call: Key(u128::MAX),
        };
        let mut label = Label::new(id, "app.load".to_owned(), 12.5, true, Key(3));
        label.seal(b"tea");
        label
    }

    #[test]
    fn an_id_is_written_with_as_many_digits_whatever_it_is() {
        let zeros = "0".repeat(31);
        let expected = format!("{zeros}7{}", "f".repeat(32));
        assert_eq!(label().id.to_string(), expected);
    }

    #[test]
    fn a_label_is_read_as_it_is_written() {
        assert_eq!(Label::decode(&label().encode()), Some(label()));
    }

    #[test]
    fn what_is_no_label_is_not_read() {
        let bytes = label().encode();
        assert_eq!(Label::decode(&[]), None);
        assert_eq!(Label::decode(&bytes[..bytes.len() - 1]), None);
        let longer = [bytes.as_slice(), &[0]].concat();
        assert_eq!(Label::decode(&longer), None);
        let mut newer = bytes;
        newer[0] += 1;
        assert_eq!(Label::decode(&newer), None);
    }

    #[test]
    fn only_the_sealed_content_fits() {
        assert!(label().fits(b"tea"));
        assert!(!label().fits(b"te"));
        assert!(!label().fits(b"tee"));
        let foreign = Label {
            writer: Key(4),
            ..label()
        };
        assert!(!foreign.fits(b"tea"));
        let younger = Label {
            since: 13.0,
            ..label()
        };
        assert!(!younger.fits(b"tea"));
    }
}
