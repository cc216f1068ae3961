//! Who may read and write a database file: connections of one library exclude each other as
//! processes do elsewhere.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// What a connection may do with a file, as SQLite numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Level {
    #[default]
    None,
    Shared,
    Reserved,
    Pending,
    Exclusive,
}

impl Level {
    pub(crate) fn of(number: i32) -> Self {
        match number {
            0 => Self::None,
            1 => Self::Shared,
            2 => Self::Reserved,
            3 => Self::Pending,
            _ => Self::Exclusive,
        }
    }
}

/// The locks of all files, by their paths.
#[derive(Debug, Default)]
pub(crate) struct Locks(RefCell<BTreeMap<String, Holders>>);

#[derive(Debug, Default)]
struct Holders {
    /// How many may read.
    readers: u32,
    /// Whether one of them is about to write.
    is_reserved: bool,
    /// Whether no more readers are let in.
    is_closed: bool,
}

impl Locks {
    /// Raises what the holder of `held` may do, and gives what it may do now: less than wanted where
    /// others are in the way.
    pub(crate) fn raise(&self, path: &str, held: Level, wanted: Level) -> Level {
        if held >= wanted {
            return held;
        }
        let mut locks = self.0.borrow_mut();
        let holders = locks.entry(path.to_owned()).or_default();
        match wanted {
            Level::None => held,
            Level::Shared if holders.is_closed => held,
            Level::Shared => {
                holders.readers += 1;
                Level::Shared
            }
            _ if held < Level::Reserved && (holders.is_reserved || holders.is_closed) => held,
            Level::Reserved => {
                holders.is_reserved = true;
                Level::Reserved
            }
            Level::Pending | Level::Exclusive => {
                holders.is_reserved = true;
                holders.is_closed = true;
                if holders.readers > 1 {
                    Level::Pending
                } else {
                    Level::Exclusive
                }
            }
        }
    }

    /// Lowers what the holder of `held` may do to reading, or to nothing.
    pub(crate) fn lower(&self, path: &str, held: Level, wanted: Level) -> Level {
        if held <= wanted {
            return held;
        }
        let mut locks = self.0.borrow_mut();
        let Some(holders) = locks.get_mut(path) else {
            return wanted;
        };
        if held >= Level::Reserved {
            holders.is_reserved = false;
            holders.is_closed = false;
        }
        if wanted == Level::None {
            holders.readers = holders.readers.saturating_sub(1);
        }
        if holders.readers == 0 {
            locks.remove(path);
        }
        wanted
    }

    /// Whether somebody is about to write, or writes.
    pub(crate) fn is_reserved(&self, path: &str) -> bool {
        let locks = self.0.borrow();
        locks.get(path).is_some_and(|holders| holders.is_reserved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_read_and_one_writes_when_they_are_done() {
        let locks = Locks::default();
        let reader = locks.raise("a", Level::None, Level::Shared);
        let writer = locks.raise("a", Level::None, Level::Shared);
        let writer = locks.raise("a", writer, Level::Reserved);
        assert_eq!((reader, writer), (Level::Shared, Level::Reserved));
        assert_eq!(locks.raise("a", reader, Level::Reserved), Level::Shared);
        let writer = locks.raise("a", writer, Level::Exclusive);
        assert_eq!(writer, Level::Pending);
        assert_eq!(locks.raise("a", Level::None, Level::Shared), Level::None);
        locks.lower("a", reader, Level::None);
        let writer = locks.raise("a", writer, Level::Exclusive);
        assert_eq!(writer, Level::Exclusive);
        locks.lower("a", writer, Level::None);
        assert_eq!(locks.raise("a", Level::None, Level::Shared), Level::Shared);
        assert!(!locks.is_reserved("a"));
    }

    #[test]
    fn files_are_locked_each_by_itself() {
        let locks = Locks::default();
        let one = locks.raise("a", Level::None, Level::Shared);
        locks.raise("a", one, Level::Exclusive);
        assert_eq!(locks.raise("b", Level::None, Level::Shared), Level::Shared);
    }
}
