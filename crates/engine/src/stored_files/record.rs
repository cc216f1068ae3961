//! A stored file as bytes: what it is, what it was made from, and a checksum.

use std::time::Duration;

use brooklet_cache::{Digest, Key};
use brooklet_python::files::Status;

/// Changes when records look different. Those of a later version are left alone.
const SCHEMA: u8 = 1;
/// Schema, kind, time in microseconds, original.
const FIELD_BYTES: usize = 1 + 1 + 8 + 16;
/// What has attributes: the time is in nanoseconds. Versions that know no attributes leave it alone.
const ATTRIBUTES_SCHEMA: u8 = 2;
/// Permission bits, time of the last access in nanoseconds.
const ATTRIBUTE_BYTES: usize = 2 + 8;
/// A digest.
const CHECKSUM_BYTES: usize = 16;
/// Stands for no time.
const NEVER: u64 = u64::MAX;

/// What is stored for a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    /// A folder that the script has made.
    Folder,
    /// The app brings something there that the script has removed.
    Removed,
    /// A file that follows the app, with attributes that the script has given it.
    Original,
}

/// What is stored of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) kind: Kind,
    /// When it last changed, since the Unix epoch.
    pub(super) modified: Duration,
    /// When it was last read, where the script has said that.
    pub(super) accessed: Option<Duration>,
    /// Permission bits.
    pub(super) permissions: u32,
    /// The digest of the app's own file in whose stead it stands; 0 if there was none.
    pub(super) original: Key,
    pub(super) content: Vec<u8>,
}

/// What is known of a record that is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) kind: Kind,
    pub(super) content: Key,
    permissions: u32,
    /// Last access and change, where the script has set them: a change alone has another content.
    times: Option<(Duration, Duration)>,
}

impl Stored {
    pub(super) fn of(record: &Record) -> Self {
        Self {
            kind: record.kind,
            content: digest(&record.content),
            permissions: record.permissions,
            times: record.accessed.map(|accessed| (accessed, record.modified)),
        }
    }
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
    /// Whether the script has given it permission bits or times of its own.
    pub(super) fn has_attributes(&self) -> bool {
        self.accessed.is_some() || self.permissions != default_permissions(self.kind)
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let has_attributes = self.has_attributes();
        let header_bytes = FIELD_BYTES + ATTRIBUTE_BYTES + CHECKSUM_BYTES;
        let mut bytes = Vec::with_capacity(header_bytes + self.content.len());
        bytes.push(if has_attributes {
            ATTRIBUTES_SCHEMA
        } else {
            SCHEMA
        });
        bytes.push(match self.kind {
            Kind::File => 0,
            Kind::Folder => 1,
            Kind::Removed => 2,
            Kind::Original => 3,
        });
        let modified = if has_attributes {
            self.modified.as_nanos()
        } else {
            self.modified.as_micros()
        };
        bytes.extend(number(modified).to_le_bytes());
        bytes.extend(self.original.0.to_le_bytes());
        if has_attributes {
            bytes.extend((self.permissions as u16).to_le_bytes());
            let accessed = self.accessed.map(|accessed| number(accessed.as_nanos()));
            bytes.extend(accessed.unwrap_or(NEVER).to_le_bytes());
        }
        bytes.extend(checksum(&bytes, &self.content).0.to_le_bytes());
        bytes.extend(&self.content);
        bytes
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        let field_bytes = match bytes.first() {
            Some(&SCHEMA) => FIELD_BYTES,
            Some(&ATTRIBUTES_SCHEMA) => FIELD_BYTES + ATTRIBUTE_BYTES,
            Some(schema) if *schema > ATTRIBUTES_SCHEMA => return Err(Unreadable::Later),
            _ => return Err(Unreadable::Broken),
        };
        let (header, content) = bytes
            .split_at_checked(field_bytes + CHECKSUM_BYTES)
            .ok_or(Unreadable::Broken)?;
        let (fields, sum) = header.split_at(field_bytes);
        if checksum(fields, content).0.to_le_bytes() != sum {
            return Err(Unreadable::Broken);
        }
        let kind = match fields[1] {
            0 => Kind::File,
            1 => Kind::Folder,
            2 => Kind::Removed,
            3 => Kind::Original,
            _ => return Err(Unreadable::Broken),
        };
        let (fields, attributes) = fields.split_at(FIELD_BYTES);
        let time = little(&fields[2..10]) as u64;
        let mut record = Self {
            kind,
            modified: Duration::from_micros(time),
            accessed: None,
            permissions: default_permissions(kind),
            original: Key(little(&fields[10..])),
            content: content.to_vec(),
        };
        if !attributes.is_empty() {
            let (permissions, accessed) = attributes.split_at(2);
            let accessed = little(accessed) as u64;
            record.modified = Duration::from_nanos(time);
            record.permissions = little(permissions) as u32;
            record.accessed = (accessed != NEVER).then_some(Duration::from_nanos(accessed));
        }
        Ok(record)
    }
}

/// The permission bits of what the script has given none.
pub(super) fn default_permissions(kind: Kind) -> u32 {
    Status::default_permissions(kind == Kind::Folder)
}

fn number(time: u128) -> u64 {
    u64::try_from(time).unwrap_or(NEVER)
}

/// A number of which the lowest byte is the first.
fn little(bytes: &[u8]) -> u128 {
    let digits = bytes.iter().rev();
    digits.fold(0, |number, byte| number << 8 | u128::from(*byte))
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
            accessed: None,
            permissions: 0o644,
            original: Key(u128::MAX - 5),
            content: b"sow peas".to_vec(),
        }
    }

    /// One whose attributes are the script's.
    fn with_attributes() -> Record {
        Record {
            modified: Duration::from_nanos(1_709_294_400_000_000_001),
            accessed: Some(Duration::from_nanos(3)),
            permissions: 0o4700,
            ..record()
        }
    }

    #[test]
    fn a_record_is_read_as_it_is_written() {
        for record in [record(), with_attributes()] {
            assert_eq!(Record::decode(&record.encode()), Ok(record));
        }
        let folder = Record {
            kind: Kind::Folder,
            permissions: 0o700,
            ..record()
        };
        assert_eq!(Record::decode(&folder.encode()), Ok(folder));
    }

    #[test]
    fn only_what_has_attributes_is_unknown_to_versions_without() {
        assert_eq!(record().encode()[0], SCHEMA);
        assert_eq!(with_attributes().encode()[0], ATTRIBUTES_SCHEMA);
    }

    #[test]
    fn a_record_of_which_any_part_is_missing_or_changed_is_not_read() {
        for record in [record(), with_attributes()] {
            let bytes = record.encode();
            for end in 0..bytes.len() {
                assert_eq!(Record::decode(&bytes[..end]), Err(Unreadable::Broken));
            }
            for index in 1..bytes.len() {
                let mut bytes = bytes.clone();
                bytes[index] ^= 1;
                assert_eq!(Record::decode(&bytes), Err(Unreadable::Broken), "{index}");
            }
        }
    }

    #[test]
    fn a_record_of_a_later_version_is_told_from_a_broken_one() {
        assert_eq!(
            Record::decode(&[ATTRIBUTES_SCHEMA + 1, 0, 0]),
            Err(Unreadable::Later)
        );
    }
}
