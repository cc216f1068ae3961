//! A cached function, and what the records of its results are bound to.

use crate::digest::{Digest, Key};
use crate::lru_map::Limits;
use crate::record::Id;

/// Which of the two caches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `st.cache_data`: each call gets a copy of its own.
    Data,
    /// `st.cache_resource`: all calls get the same object.
    Resource,
}

impl Kind {
    /// The name of the decorator.
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "cache_data",
            Self::Resource => "cache_resource",
        }
    }
}

/// A cached function, as far as its results go.
#[derive(Debug, Clone)]
pub struct FunctionMetadata {
    /// Which cache its results are in.
    pub kind: Kind,
    /// What it is known by.
    pub key: Key,
    /// Its name, for people.
    pub name: String,
    /// How long its results last and how many there may be.
    pub limits: Limits,
    /// Whether its results go with the session.
    pub is_of_session: bool,
    /// Whether the script has asked for them to be kept.
    pub persist: bool,
}

impl FunctionMetadata {
    /// Whether its results outlive the program.
    pub fn is_on_disk(&self) -> bool {
        self.kind == Kind::Data && !self.is_of_session
    }

    /// What the record of one of its results is known by.
    pub(crate) fn id(&self, call: Key) -> Id {
        Id {
            function: self.key,
            call,
        }
    }
}

/// What records are bound to: those of others are foreign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Generations {
    /// Of results that the script wants to be kept: they hold as long as the function is the same,
    /// which its key says.
    pub(crate) persistent: Key,
    /// Of others: they hold as long as all files of the app are the same.
    pub(crate) of_version: Key,
}

impl Generations {
    /// Those of a version of the app.
    pub(crate) fn of(version: Key) -> Self {
        let key = |parts: &[&[u8]]| {
            let mut digest = Digest::default();
            for part in parts {
                digest.bytes(part);
            }
            digest.key()
        };
        Self {
            persistent: key(&[b"wanted"]),
            of_version: key(&[b"other", &version.0.to_le_bytes()]),
        }
    }
}
