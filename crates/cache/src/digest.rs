//! What a result is known by: a digest of everything that it depends on.

use std::hash::Hasher;

use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher13};

/// Changes when the same things get another digest: older keys are foreign then.
const SCHEMA: u8 = 1;

/// The digest of a list of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(pub u128);

/// Takes in things, one after the other.
#[derive(Debug, Clone)]
pub struct Digest(SipHasher13);

impl Default for Digest {
    fn default() -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write_u8(SCHEMA);
        Self(hasher)
    }
}

impl Digest {
    /// Takes in what kind of thing comes next.
    pub fn kind(&mut self, kind: u8) {
        self.0.write_u8(kind);
    }

    /// Takes in how many things come next.
    pub fn count(&mut self, count: usize) {
        self.0.write(&(count as u64).to_le_bytes());
    }

    /// Takes in bytes, with their number, so that no two lists of them run together.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.0.write(bytes);
    }

    /// The key of all that.
    pub fn key(&self) -> Key {
        Key(self.0.finish128().as_u128())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(parts: &[&str]) -> Key {
        let mut digest = Digest::default();
        for part in parts {
            digest.bytes(part.as_bytes());
        }
        digest.key()
    }

    #[test]
    fn lists_do_not_run_together() {
        assert_eq!(key(&["a", "bc"]), key(&["a", "bc"]));
        assert_ne!(key(&["a", "bc"]), key(&["ab", "c"]));
        assert_ne!(key(&[]), key(&[""]));
    }

    /// A stored key has to mean the same for every build: if this fails, `SCHEMA` must go up.
    #[test]
    fn keys_are_the_same_for_ever() {
        assert_eq!(key(&["tea", "pot"]), Key(KNOWN));
    }

    const KNOWN: u128 = 12_055_886_291_502_739_312_011_174_524_441_671_324;
}
