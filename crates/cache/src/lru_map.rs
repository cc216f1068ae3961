//! The results of one function: how long they last and how many there may be.

use indexmap::IndexMap;

use crate::digest::Key;

/// What a function's results are limited to; `None` sets no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Limits {
    /// How many seconds a result is good for.
    pub ttl: Option<f64>,
    /// How many results are kept.
    pub max_entries: Option<usize>,
    /// How many bytes all results together may have.
    pub max_bytes: Option<usize>,
}

/// The results of one function, those that were not asked for longest first.
#[derive(Debug)]
pub struct LruMap<V> {
    limits: Limits,
    entries: IndexMap<Key, Entry<V>>,
    bytes: usize,
}

#[derive(Debug)]
struct Entry<V> {
    value: V,
    bytes: usize,
    /// When it was put there, in seconds of any one clock.
    since: f64,
}

impl<V> LruMap<V> {
    /// An empty map.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            entries: IndexMap::new(),
            bytes: 0,
        }
    }

    /// What it is limited to.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// A result that is still good. It counts as used now.
    pub fn get(&mut self, key: Key, now: f64) -> Option<&V> {
        let index = self.entries.get_index_of(&key)?;
        if self.has_expired(&self.entries[index], now) {
            return None;
        }
        self.entries.move_index(index, self.entries.len() - 1);
        self.entries.last().map(|(_, entry)| &entry.value)
    }

    /// Puts a result there and returns those that have to go for it. One that alone is too large
    /// goes itself.
    pub fn put(&mut self, key: Key, value: V, bytes: usize, now: f64) -> Vec<(Key, V)> {
        let before = self.put_since(key, value, bytes, now);
        let mut gone: Vec<_> = before.map(|value| (key, value)).into_iter().collect();
        gone.extend(self.trim(now));
        gone
    }

    /// Puts a result there that has its age already, and returns the one that it takes the place
    /// of. The limits are not looked at.
    pub fn put_since(&mut self, key: Key, value: V, bytes: usize, since: f64) -> Option<V> {
        let before = self.take(key);
        let entry = Entry {
            value,
            bytes,
            since,
        };
        self.entries.insert(key, entry);
        self.bytes += bytes;
        before
    }

    /// A result to be changed, whatever its age.
    pub fn get_mut(&mut self, key: Key) -> Option<&mut V> {
        self.entries.get_mut(&key).map(|entry| &mut entry.value)
    }

    /// Takes away what the limits leave no room for.
    pub fn trim(&mut self, now: f64) -> Vec<(Key, V)> {
        let mut gone = self.take_expired(now);
        let most = self.limits.max_entries.unwrap_or(usize::MAX);
        let most_bytes = self.limits.max_bytes.unwrap_or(usize::MAX);
        while self.entries.len() > most || self.bytes > most_bytes {
            let Some((key, entry)) = self.entries.shift_remove_index(0) else {
                break;
            };
            self.bytes -= entry.bytes;
            gone.push((key, entry.value));
        }
        gone
    }

    /// Takes a result away.
    pub fn take(&mut self, key: Key) -> Option<V> {
        let entry = self.entries.shift_remove(&key)?;
        self.bytes -= entry.bytes;
        Some(entry.value)
    }

    /// Takes away what has grown too old.
    fn take_expired(&mut self, now: f64) -> Vec<(Key, V)> {
        if self.limits.ttl.is_none() {
            return Vec::new();
        }
        let old: Vec<Key> = self
            .entries
            .iter()
            .filter(|(_, entry)| self.has_expired(entry, now))
            .map(|(key, _)| *key)
            .collect();
        let taken = old.into_iter().map(|key| Some((key, self.take(key)?)));
        taken.flatten().collect()
    }

    /// Takes all away.
    pub fn take_all(&mut self) -> Vec<(Key, V)> {
        self.bytes = 0;
        let entries = self.entries.drain(..);
        entries.map(|(key, entry)| (key, entry.value)).collect()
    }

    /// How many results there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many bytes all have together.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    fn has_expired(&self, entry: &Entry<V>, now: f64) -> bool {
        self.limits.ttl.is_some_and(|ttl| now - entry.since >= ttl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lru_map(limits: Limits) -> LruMap<&'static str> {
        LruMap::new(limits)
    }

    fn key(number: u128) -> Key {
        Key(number)
    }

    #[test]
    fn a_result_is_found_until_it_is_taken() {
        let mut map = lru_map(Limits::default());
        assert!(map.put(key(1), "a", 10, 0.0).is_empty());
        assert_eq!(map.get(key(1), 1e9), Some(&"a"));
        assert_eq!(map.get(key(2), 0.0), None);
        assert_eq!(map.put(key(1), "b", 4, 0.0), [(key(1), "a")]);
        assert_eq!((map.len(), map.bytes()), (1, 4));
        assert_eq!(map.take(key(1)), Some("b"));
        assert_eq!((map.len(), map.bytes()), (0, 0));
    }

    #[test]
    fn a_result_is_good_until_its_time_has_passed() {
        let ttl = Limits {
            ttl: Some(10.0),
            ..Limits::default()
        };
        let mut map = lru_map(ttl);
        map.put(key(1), "a", 1, 100.0);
        assert_eq!(map.get(key(1), 109.9), Some(&"a"));
        assert_eq!(map.get(key(1), 110.0), None);
        assert_eq!(map.put(key(2), "b", 1, 110.0), [(key(1), "a")]);
        assert_eq!(map.len(), 1);
    }

    #[test]
    fn what_was_not_asked_for_longest_goes_first() {
        let mut map = lru_map(Limits {
            max_entries: Some(2),
            ..Limits::default()
        });
        map.put(key(1), "a", 1, 0.0);
        map.put(key(2), "b", 1, 0.0);
        map.get(key(1), 0.0);
        assert_eq!(map.put(key(3), "c", 1, 0.0), [(key(2), "b")]);
        assert_eq!(map.get(key(1), 0.0), Some(&"a"));
    }

    #[test]
    fn bytes_are_limited_too() {
        let mut map = lru_map(Limits {
            max_bytes: Some(10),
            ..Limits::default()
        });
        map.put(key(1), "a", 6, 0.0);
        assert_eq!(map.put(key(2), "b", 6, 0.0), [(key(1), "a")]);
        let both = [(key(2), "b"), (key(3), "c")];
        assert_eq!(map.put(key(3), "c", 11, 0.0), both);
        assert_eq!((map.len(), map.bytes()), (0, 0));
    }

    #[test]
    fn what_comes_from_before_keeps_its_age() {
        let mut map = lru_map(Limits {
            ttl: Some(10.0),
            max_entries: Some(2),
            ..Limits::default()
        });
        for (number, since) in [(1, 95.0), (2, 89.0), (3, 96.0), (4, 97.0)] {
            map.put_since(key(number), "a", 1, since);
        }
        let gone: Vec<Key> = map.trim(100.0).into_iter().map(|(key, _)| key).collect();
        assert_eq!(gone, [key(2), key(1)]);
        assert_eq!(map.get(key(3), 105.9), Some(&"a"));
        assert_eq!(map.get(key(3), 106.0), None);
    }

    #[test]
    fn all_can_go_at_once() {
        let mut map = lru_map(Limits::default());
        map.put(key(1), "a", 6, 0.0);
        map.put(key(2), "b", 6, 0.0);
        assert_eq!(map.take_all(), [(key(1), "a"), (key(2), "b")]);
        assert!(map.is_empty());
        assert_eq!(map.bytes(), 0);
    }
}
