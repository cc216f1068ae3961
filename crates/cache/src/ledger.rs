//! What is known of all records of an app, this tab's and the others'.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::digest::Key;
use crate::record::{Id, Label};

/// A use is written down when the one that is written down is older than this, in seconds.
const COARSE: f64 = 60.0;

/// What one tab tells the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum News {
    /// A record was written.
    Written(Label),
    /// Records were removed, for they are not right any more.
    Removed(Vec<Id>),
    /// Records had to make room.
    Evicted(Vec<Id>),
    /// All were.
    Cleared,
}

/// The labels of the records.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Whose records count.
    writers: Vec<Key>,
    functions: BTreeMap<Key, BTreeMap<Key, Label>>,
    bytes: usize,
    used: BTreeMap<Id, f64>,
    heard: Vec<News>,
}

impl Ledger {
    /// Takes in the labels that were found, and returns the records that are nobody's: those whose
    /// writer is none of `writers`.
    pub fn load(&mut self, found: Vec<Label>, writers: &[Key]) -> Vec<Id> {
        let (known, strange): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|label| writers.contains(&label.writer));
        self.writers = writers.to_vec();
        for label in known {
            self.insert(label);
        }
        strange.into_iter().map(|label| label.id).collect()
    }

    /// Notes a record.
    pub fn insert(&mut self, label: Label) {
        self.remove(label.id);
        self.bytes += label.bytes;
        let function = self.functions.entry(label.id.function).or_default();
        function.insert(label.id.call, label);
    }

    /// Strikes a record out.
    pub fn remove(&mut self, id: Id) -> Option<Label> {
        let function = self.functions.get_mut(&id.function)?;
        let label = function.remove(&id.call)?;
        if function.is_empty() {
            self.functions.remove(&id.function);
        }
        self.bytes -= label.bytes;
        Some(label)
    }

    /// Strikes all out.
    pub fn clear(&mut self) {
        self.functions.clear();
        self.bytes = 0;
        self.used.clear();
    }

    /// The label of a record.
    pub fn get(&self, id: Id) -> Option<&Label> {
        self.functions.get(&id.function)?.get(&id.call)
    }

    /// The records of a function, those that were not asked for longest first.
    pub fn of_function(&self, function: Key) -> Vec<Label> {
        let labels = self.functions.get(&function);
        let mut labels: Vec<Label> = labels
            .into_iter()
            .flat_map(BTreeMap::values)
            .cloned()
            .collect();
        labels.sort_by(|one, other| one.used.total_cmp(&other.used));
        labels
    }

    /// All records.
    pub fn all(&self) -> impl Iterator<Item = &Label> {
        self.functions.values().flat_map(BTreeMap::values)
    }

    /// How many bytes all records have.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Which records go so that these can be written, where all may have `budget` bytes.
    pub fn room_for(&self, written: &[Label], budget: usize) -> Vec<Id> {
        let before = |label: &Label| self.get(label.id).map_or(0, |label| label.bytes);
        let grown: usize = written.iter().map(|label| label.bytes).sum();
        let shrunk: usize = written.iter().map(before).sum();
        let bytes = (self.bytes + grown).saturating_sub(shrunk);
        self.victims(bytes.saturating_sub(budget), written)
    }

    /// Which records go so that `bytes` become free: those that nobody has asked to keep first, and
    /// of these the ones that were not asked for longest. `but` stay.
    pub fn victims(&self, bytes: usize, but: &[Label]) -> Vec<Id> {
        let but: HashSet<Id> = but.iter().map(|label| label.id).collect();
        let mut labels: Vec<&Label> = self
            .all()
            .filter(|label| !but.contains(&label.id))
            .collect();
        labels.sort_by(|one, other| {
            let wanted = one.is_wanted.cmp(&other.is_wanted);
            wanted.then(one.used.total_cmp(&other.used))
        });
        let mut free = 0;
        let enough = labels.iter().take_while(|label| {
            let goes_on = free < bytes;
            free += label.bytes;
            goes_on
        });
        enough.map(|label| label.id).collect()
    }

    /// Notes that a record was asked for.
    pub fn touch(&mut self, id: Id, now: f64) {
        let label = self
            .functions
            .get_mut(&id.function)
            .and_then(|function| function.get_mut(&id.call));
        if let Some(label) = label
            && now - label.used > COARSE
        {
            label.used = now;
            self.used.insert(id, now);
        }
    }

    /// The labels that have changed because their records were asked for.
    pub fn take_touched(&mut self) -> Vec<Label> {
        let touched = std::mem::take(&mut self.used);
        let labels = touched.keys().filter_map(|id| self.get(*id));
        labels.cloned().collect()
    }

    /// Takes in what another tab tells. What it means for results that are held here is told by
    /// [`Ledger::take_heard`].
    pub fn hear(&mut self, news: News) {
        match &news {
            News::Written(label) if !self.writers.contains(&label.writer) => return,
            News::Written(label) => self.insert(label.clone()),
            News::Removed(ids) | News::Evicted(ids) => {
                for id in ids {
                    self.remove(*id);
                }
            }
            News::Cleared => {
                self.clear();
                // What was said before is of no interest any more.
                self.heard.clear();
            }
        }
        self.heard.push(news);
    }

    /// What other tabs have told since this was last asked.
    pub fn take_heard(&mut self) -> Vec<News> {
        std::mem::take(&mut self.heard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(call: u128, bytes: usize, used: f64, is_wanted: bool) -> Label {
        let id = Id {
            function: Key(call / 10),
            call: Key(call),
        };
        let mut label = Label::new(id, "f".to_owned(), used, is_wanted, Key(1));
        label.seal(&vec![0; bytes]);
        label
    }

    fn calls(ids: &[Id]) -> Vec<u128> {
        ids.iter().map(|id| id.call.0).collect()
    }

    #[test]
    fn records_of_other_writers_are_not_taken_in() {
        let mut ledger = Ledger::default();
        let found = vec![label(1, 5, 0.0, true), label(2, 5, 0.0, true)];
        assert_eq!(calls(&ledger.load(found.clone(), &[Key(2)])), [1, 2]);
        assert_eq!(ledger.bytes(), 0);
        assert!(ledger.load(found, &[Key(2), Key(1)]).is_empty());
        assert_eq!(ledger.bytes(), 10);
    }

    #[test]
    fn a_record_is_counted_once() {
        let mut ledger = Ledger::default();
        ledger.insert(label(1, 5, 0.0, true));
        ledger.insert(label(1, 7, 0.0, true));
        assert_eq!(ledger.bytes(), 7);
        let id = label(1, 7, 0.0, true).id;
        assert!(ledger.remove(id).is_some());
        assert!(ledger.remove(id).is_none());
        assert_eq!(ledger.bytes(), 0);
    }

    #[test]
    fn unwanted_ones_go_first_then_the_ones_long_unused() {
        let mut ledger = Ledger::default();
        for made in [
            label(1, 10, 1.0, true),
            label(2, 10, 2.0, true),
            label(3, 10, 4.0, false),
            label(4, 10, 3.0, false),
        ] {
            ledger.insert(made);
        }
        let but = &[label(2, 0, 0.0, true)];
        assert!(ledger.victims(0, but).is_empty());
        assert_eq!(calls(&ledger.victims(11, but)), [4, 3]);
        assert_eq!(calls(&ledger.victims(1000, but)), [4, 3, 1]);
    }

    #[test]
    fn those_unused_equally_long_go_in_the_order_of_their_keys() {
        for order in [[1, 2, 3], [3, 1, 2], [2, 3, 1]] {
            let mut ledger = Ledger::default();
            for call in order {
                ledger.insert(label(call, 10, 1.0, true));
            }
            assert_eq!(calls(&ledger.victims(20, &[])), [1, 2], "{order:?}");
        }
    }

    #[test]
    fn room_is_made_for_what_a_record_grows_by() {
        let mut ledger = Ledger::default();
        ledger.insert(label(1, 10, 1.0, true));
        ledger.insert(label(2, 10, 2.0, true));
        assert!(ledger.room_for(&[label(3, 10, 3.0, true)], 30).is_empty());
        assert_eq!(calls(&ledger.room_for(&[label(3, 11, 3.0, true)], 30)), [1]);
        assert!(ledger.room_for(&[label(1, 20, 3.0, true)], 30).is_empty());
        assert_eq!(calls(&ledger.room_for(&[label(1, 21, 3.0, true)], 30)), [2]);
    }

    #[test]
    fn uses_are_noted_by_the_minute() {
        let mut ledger = Ledger::default();
        ledger.insert(label(1, 1, 100.0, true));
        let id = label(1, 1, 0.0, true).id;
        ledger.touch(id, 150.0);
        assert!(ledger.take_touched().is_empty());
        ledger.touch(id, 161.0);
        let touched = ledger.take_touched();
        assert_eq!(
            touched.iter().map(|label| label.used).collect::<Vec<_>>(),
            [161.0]
        );
        assert!(ledger.take_touched().is_empty());
    }

    #[test]
    fn what_others_tell_is_taken_in_and_told() {
        let mut ledger = Ledger::default();
        ledger.hear(News::Written(label(1, 5, 0.0, true)));
        assert!(ledger.take_heard().is_empty(), "nobody's");
        ledger.load(Vec::new(), &[Key(1)]);
        ledger.hear(News::Written(label(1, 5, 0.0, true)));
        let id = label(1, 5, 0.0, true).id;
        assert!(ledger.get(id).is_some());
        ledger.hear(News::Removed(vec![id]));
        assert!(ledger.get(id).is_none());
        assert_eq!(ledger.take_heard().len(), 2);
        ledger.hear(News::Written(label(1, 5, 0.0, true)));
        ledger.hear(News::Cleared);
        assert_eq!(
            (ledger.bytes(), ledger.take_heard()),
            (0, vec![News::Cleared])
        );
    }
}
