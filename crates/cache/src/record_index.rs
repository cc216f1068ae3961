//! What is known of all records of an app, this tab's and the others'.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::digest::Key;
use crate::record::{Id, RecordHeader};

/// A use is written down when the one that is written down is older than this, in seconds.
const COARSE: f64 = 60.0;

/// What one tab tells the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CacheEvent {
    /// A record was written.
    Written(RecordHeader),
    /// Records were removed, for they are not right any more.
    Removed(Vec<Id>),
    /// Records had to make room.
    Evicted(Vec<Id>),
    /// All were.
    Cleared,
}

/// The headers of the records.
#[derive(Debug, Default)]
pub struct RecordIndex {
    /// Whose records count.
    generations: Vec<Key>,
    functions: BTreeMap<Key, BTreeMap<Key, RecordHeader>>,
    bytes: usize,
    used: BTreeMap<Id, f64>,
    events: Vec<CacheEvent>,
}

impl RecordIndex {
    /// Takes in the headers that were found, and returns the records that are nobody's: those whose
    /// generation is none of `generations`.
    pub fn load(&mut self, found: Vec<RecordHeader>, generations: &[Key]) -> Vec<Id> {
        let (known, foreign): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|header| generations.contains(&header.generation));
        self.generations = generations.to_vec();
        for header in known {
            self.insert(header);
        }
        foreign.into_iter().map(|header| header.id).collect()
    }

    /// Notes a record.
    pub fn insert(&mut self, header: RecordHeader) {
        self.remove(header.id);
        self.bytes += header.bytes;
        let function = self.functions.entry(header.id.function).or_default();
        function.insert(header.id.call, header);
    }

    /// Strikes a record out.
    pub fn remove(&mut self, id: Id) -> Option<RecordHeader> {
        let function = self.functions.get_mut(&id.function)?;
        let header = function.remove(&id.call)?;
        if function.is_empty() {
            self.functions.remove(&id.function);
        }
        self.bytes -= header.bytes;
        Some(header)
    }

    /// Strikes all out.
    pub fn clear(&mut self) {
        self.functions.clear();
        self.bytes = 0;
        self.used.clear();
    }

    /// The header of a record.
    pub fn get(&self, id: Id) -> Option<&RecordHeader> {
        self.functions.get(&id.function)?.get(&id.call)
    }

    /// The records of a function, those that were not asked for longest first.
    pub fn of_function(&self, function: Key) -> Vec<RecordHeader> {
        let headers = self.functions.get(&function);
        let mut headers: Vec<RecordHeader> = headers
            .into_iter()
            .flat_map(BTreeMap::values)
            .cloned()
            .collect();
        headers.sort_by(|one, other| one.used.total_cmp(&other.used));
        headers
    }

    /// All records.
    pub fn all(&self) -> impl Iterator<Item = &RecordHeader> {
        self.functions.values().flat_map(BTreeMap::values)
    }

    /// How many bytes all records have.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Which records go so that these can be written, where all may have `budget` bytes.
    pub fn room_for(&self, written: &[RecordHeader], budget: usize) -> Vec<Id> {
        let before = |header: &RecordHeader| self.get(header.id).map_or(0, |header| header.bytes);
        let grown: usize = written.iter().map(|header| header.bytes).sum();
        let shrunk: usize = written.iter().map(before).sum();
        let bytes = (self.bytes + grown).saturating_sub(shrunk);
        self.eviction_candidates(bytes.saturating_sub(budget), written)
    }

    /// Which records go so that `bytes` become free: those that nobody has asked to keep first, and
    /// of these the ones that were not asked for longest. `but` stay.
    pub fn eviction_candidates(&self, bytes: usize, but: &[RecordHeader]) -> Vec<Id> {
        let but: HashSet<Id> = but.iter().map(|header| header.id).collect();
        let mut headers: Vec<&RecordHeader> = self
            .all()
            .filter(|header| !but.contains(&header.id))
            .collect();
        headers.sort_by(|one, other| {
            let wanted = one.persist.cmp(&other.persist);
            wanted.then(one.used.total_cmp(&other.used))
        });
        let mut free = 0;
        let enough = headers.iter().take_while(|header| {
            let goes_on = free < bytes;
            free += header.bytes;
            goes_on
        });
        enough.map(|header| header.id).collect()
    }

    /// Notes that a record was asked for.
    pub fn touch(&mut self, id: Id, now: f64) {
        let header = self
            .functions
            .get_mut(&id.function)
            .and_then(|function| function.get_mut(&id.call));
        if let Some(header) = header
            && now - header.used > COARSE
        {
            header.used = now;
            self.used.insert(id, now);
        }
    }

    /// The headers that have changed because their records were asked for.
    pub fn take_touched(&mut self) -> Vec<RecordHeader> {
        let touched = std::mem::take(&mut self.used);
        let headers = touched.keys().filter_map(|id| self.get(*id));
        headers.cloned().collect()
    }

    /// Takes in what another tab tells. What it means for results that are held here is told by
    /// [`RecordIndex::take_events`].
    pub fn take_in(&mut self, event: CacheEvent) {
        match &event {
            CacheEvent::Written(header) if !self.generations.contains(&header.generation) => return,
            CacheEvent::Written(header) => self.insert(header.clone()),
            CacheEvent::Removed(ids) | CacheEvent::Evicted(ids) => {
                for id in ids {
                    self.remove(*id);
                }
            }
            CacheEvent::Cleared => {
                self.clear();
                // What was said before is of no interest any more.
                self.events.clear();
            }
        }
        self.events.push(event);
    }

    /// What other tabs have told since this was last asked.
    pub fn take_events(&mut self) -> Vec<CacheEvent> {
        std::mem::take(&mut self.events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(call: u128, bytes: usize, used: f64, persist: bool) -> RecordHeader {
        let id = Id {
            function: Key(call / 10),
            call: Key(call),
        };
        let mut header = RecordHeader::new(id, "f".to_owned(), used, persist, Key(1));
        header.bind(&vec![0; bytes]);
        header
    }

    fn calls(ids: &[Id]) -> Vec<u128> {
        ids.iter().map(|id| id.call.0).collect()
    }

    #[test]
    fn records_of_other_writers_are_not_taken_in() {
        let mut index = RecordIndex::default();
        let found = vec![header(1, 5, 0.0, true), header(2, 5, 0.0, true)];
        assert_eq!(calls(&index.load(found.clone(), &[Key(2)])), [1, 2]);
        assert_eq!(index.bytes(), 0);
        assert!(index.load(found, &[Key(2), Key(1)]).is_empty());
        assert_eq!(index.bytes(), 10);
    }

    #[test]
    fn a_record_is_counted_once() {
        let mut index = RecordIndex::default();
        index.insert(header(1, 5, 0.0, true));
        index.insert(header(1, 7, 0.0, true));
        assert_eq!(index.bytes(), 7);
        let id = header(1, 7, 0.0, true).id;
        assert!(index.remove(id).is_some());
        assert!(index.remove(id).is_none());
        assert_eq!(index.bytes(), 0);
    }

    #[test]
    fn unwanted_ones_go_first_then_the_ones_long_unused() {
        let mut index = RecordIndex::default();
        for made in [
            header(1, 10, 1.0, true),
            header(2, 10, 2.0, true),
            header(3, 10, 4.0, false),
            header(4, 10, 3.0, false),
        ] {
            index.insert(made);
        }
        let but = &[header(2, 0, 0.0, true)];
        assert!(index.eviction_candidates(0, but).is_empty());
        assert_eq!(calls(&index.eviction_candidates(11, but)), [4, 3]);
        assert_eq!(calls(&index.eviction_candidates(1000, but)), [4, 3, 1]);
    }

    #[test]
    fn those_unused_equally_long_go_in_the_order_of_their_keys() {
        for order in [[1, 2, 3], [3, 1, 2], [2, 3, 1]] {
            let mut index = RecordIndex::default();
            for call in order {
                index.insert(header(call, 10, 1.0, true));
            }
            assert_eq!(
                calls(&index.eviction_candidates(20, &[])),
                [1, 2],
                "{order:?}"
            );
        }
    }

    #[test]
    fn room_is_made_for_what_a_record_grows_by() {
        let mut index = RecordIndex::default();
        index.insert(header(1, 10, 1.0, true));
        index.insert(header(2, 10, 2.0, true));
        assert!(index.room_for(&[header(3, 10, 3.0, true)], 30).is_empty());
        assert_eq!(calls(&index.room_for(&[header(3, 11, 3.0, true)], 30)), [1]);
        assert!(index.room_for(&[header(1, 20, 3.0, true)], 30).is_empty());
        assert_eq!(calls(&index.room_for(&[header(1, 21, 3.0, true)], 30)), [2]);
    }

    #[test]
    fn uses_are_noted_by_the_minute() {
        let mut index = RecordIndex::default();
        index.insert(header(1, 1, 100.0, true));
        let id = header(1, 1, 0.0, true).id;
        index.touch(id, 150.0);
        assert!(index.take_touched().is_empty());
        index.touch(id, 161.0);
        let touched = index.take_touched();
        assert_eq!(
            touched.iter().map(|header| header.used).collect::<Vec<_>>(),
            [161.0]
        );
        assert!(index.take_touched().is_empty());
    }

    #[test]
    fn what_others_tell_is_taken_in_and_told() {
        let mut index = RecordIndex::default();
        index.take_in(CacheEvent::Written(header(1, 5, 0.0, true)));
        assert!(index.take_events().is_empty(), "nobody's");
        index.load(Vec::new(), &[Key(1)]);
        index.take_in(CacheEvent::Written(header(1, 5, 0.0, true)));
        let id = header(1, 5, 0.0, true).id;
        assert!(index.get(id).is_some());
        index.take_in(CacheEvent::Removed(vec![id]));
        assert!(index.get(id).is_none());
        assert_eq!(index.take_events().len(), 2);
        index.take_in(CacheEvent::Written(header(1, 5, 0.0, true)));
        index.take_in(CacheEvent::Cleared);
        assert_eq!(
            (index.bytes(), index.take_events()),
            (0, vec![CacheEvent::Cleared])
        );
    }
}
