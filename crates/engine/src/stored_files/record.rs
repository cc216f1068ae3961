//! A stored file as bytes: what it is, what it was made from, and a checksum.

use std::time::Duration;

use brooklet_cache::{Digest, Key};

/// Changes when records look different. Those of a later version are left alone.
const SCHEMA: u8 = 1;
/// Schema, kind, time, original, checksum.
const HEADER_BYTES: usize = 1 + 1 + 8 + 16 + 16;

/// What is stored for a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    /// A folder that the script has made.
    Folder,
    /// The app brings something there that the script has removed.
    Removed,
}

/// What is stored of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) kind: Kind,
    /// When it last changed, since the Unix epoch.
    pub(super) modified: Duration,
    /// The digest of the app's own file in whose stead it stands; 0 if there was none.
    pub(super) original: Key,
    pub(super) content: Vec<u8>,
}

/// Why bytes are no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// A later version of this code has written it.
    Later,
    /// It is not what was written.
    Broken,
}

/// What the content of a file is known by.
pub(super) fn digest(content: &[u8]) -> Key {
    let mut digest = Digest::default();
    digest.bytes(content);
    digest.key()
}

impl Record {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES + self.content.len());
        bytes.push(SCHEMA);
        bytes.push(match self.kind {
            Kind::File => 0,
            Kind::Folder => 1,
            Kind::Removed => 2,
        });
        let micros = u64::try_from(self.modified.as_micros()).unwrap_or(u64::MAX);
        bytes.extend(micros.to_le_bytes());
        bytes.extend(self.original.0.to_le_bytes());
        bytes.extend(checksum(&bytes, &self.content).0.to_le_bytes());
        bytes.extend(&self.content);
        bytes
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        match bytes.first() {
            Some(&SCHEMA) => {}
            Some(schema) if *schema > SCHEMA => return Err(Unreadable::Later),
            _ => return Err(Unreadable::Broken),
        }
        let (header, content) = bytes
            .split_at_checked(HEADER_BYTES)
            .ok_or(Unreadable::Broken)?;
        let (fields, sum) = header.split_at(HEADER_BYTES - 16);
        if checksum(fields, content).0.to_le_bytes() != sum {
            return Err(Unreadable::Broken);
        }
        let kind = match fields[1] {
            0 => Kind::File,
            1 => Kind::Folder,
            2 => Kind::Removed,
            _ => return Err(Unreadable::Broken),
        };
        let micros: [u8; 8] = fields[2..10].try_into().map_err(|_| Unreadable::Broken)?;
        let original: [u8; 16] = fields[10..].try_into().map_err(|_| Unreadable::Broken)?;
        Ok(Self {
            kind,
            modified: Duration::from_micros(u64::from_le_bytes(micros)),
            original: Key(u128::from_le_bytes(original)),
            content: content.to_vec(),
        })
    }
}

fn checksum(fields: &[u8], content: &[u8]) -> Key {
    let mut digest = Digest::default();
    digest.bytes(fields);
    digest.bytes(content);
    digest.key()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            kind: Kind::File,
            modified: Duration::from_micros(1_709_294_400_000_001),
            original: Key(u128::MAX - 5),
            content: b"sow peas".to_vec(),
        }
    }

    #[test]
    fn a_record_is_read_as_it_is_written() {
        assert_eq!(Record::decode(&record().encode()), Ok(record()));
    }

    #[test]
    fn a_record_of_which_any_part_is_missing_or_changed_is_not_read() {
        let bytes = record().encode();
        for end in 0..bytes.len() {
            assert_eq!(Record::decode(&bytes[..end]), Err(Unreadable::Broken));
        }
        for index in 1..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[index] ^= 1;
            assert_eq!(Record::decode(&bytes), Err(Unreadable::Broken), "{index}");
        }
    }

    #[test]
    fn a_record_of_a_later_version_is_told_from_a_broken_one() {
        assert_eq!(Record::decode(&[SCHEMA + 1, 0, 0]), Err(Unreadable::Later));
    }
}
