//! What is to be written, in which batches, and what makes room for it. Pure: a disk carries it out.

use std::collections::VecDeque;
use std::fmt;

use crate::disk::Content;
use crate::record::{Id, RecordHeader};
use crate::record_index::{CacheEvent, RecordIndex};

/// How much the records of an app may take, if the browser grants it.
const MAX_BYTES: usize = 1 << 30;
/// How much of the browser's quota they may take.
const QUOTA_FRACTION: f64 = 0.5;
/// How many changes go in one batch, and about how many bytes.
const BATCH: usize = 1000;
const BATCH_BYTES: usize = 16 << 20;
/// How many seconds pass before others go again for want of room: a browser may give back the room of
/// what was removed only later, and each try would cost more of what is stored.
const ROOM_PAUSE_SECS: f64 = 60.0;

/// Something to be done to the records.
pub enum Job {
    /// Write a record; its content is made when its turn comes.
    Write(RecordHeader, Content),
    /// Write headers again.
    Relabel(Vec<RecordHeader>),
    /// Remove records.
    Remove(Vec<Id>),
    /// Remove all.
    Clear,
}

/// One change of the records.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A header and its content.
    Write(RecordHeader, Vec<u8>),
    /// A header whose content is there.
    Relabel(RecordHeader),
    /// Records that go.
    Remove(Vec<Id>),
    /// All go.
    Clear,
}

/// Changes that are made together.
#[derive(Debug, Default)]
pub struct Batch {
    /// The changes, in their order.
    pub changes: Vec<Change>,
    /// What other tabs are told before they are made.
    pub announced: Vec<CacheEvent>,
    written: Vec<RecordHeader>,
    evicted: Vec<Id>,
}

/// The jobs that wait, and how much room there is for them.
pub struct WriteQueue {
    jobs: VecDeque<Job>,
    max_bytes: usize,
    /// When others went because the browser had no room, in seconds.
    made_room_at: f64,
}

impl fmt::Debug for WriteQueue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("WriteQueue")
            .field("jobs", &self.jobs.len())
            .field("max_bytes", &self.max_bytes)
            .finish_non_exhaustive()
    }
}

impl Default for WriteQueue {
    fn default() -> Self {
        Self {
            jobs: VecDeque::new(),
            max_bytes: MAX_BYTES,
            made_room_at: 0.0,
        }
    }
}

impl WriteQueue {
    /// Takes a job.
    pub fn push(&mut self, job: Job) {
        self.jobs.push_back(job);
    }

    /// Takes in how many bytes the browser grants to all of this origin.
    pub fn set_quota(&mut self, bytes: f64) {
        self.max_bytes = MAX_BYTES.min((bytes * QUOTA_FRACTION) as usize);
    }

    /// What is to be written next, with what goes for it; `None` if there is nothing.
    pub fn next_batch(&mut self, index: &RecordIndex) -> Option<Batch> {
        let mut batch = Batch::default();
        let mut bytes = 0;
        while batch.changes.len() < BATCH && bytes < BATCH_BYTES {
            let Some(job) = self.jobs.pop_front() else {
                break;
            };
            match job {
                Job::Write(mut header, content) => {
                    let content = content();
                    header.bind(&content);
                    bytes += content.len();
                    batch.written.push(header.clone());
                    batch.changes.push(Change::Write(header, content));
                }
                Job::Relabel(headers) => batch
                    .changes
                    .extend(headers.into_iter().map(Change::Relabel)),
                Job::Remove(ids) => {
                    batch.changes.push(Change::Remove(ids.clone()));
                    batch.announced.push(CacheEvent::Removed(ids));
                }
                Job::Clear => {
                    batch.changes.push(Change::Clear);
                    batch.announced.push(CacheEvent::Cleared);
                }
            }
        }
        if batch.changes.is_empty() {
            return None;
        }
        batch.evicted = index.room_for(&batch.written, self.max_bytes);
        if !batch.evicted.is_empty() {
            let first = Change::Remove(batch.evicted.clone());
            batch.changes.insert(0, first);
        }
        Some(batch)
    }

    /// What goes as well, where a batch could not be written: the browser may have had no room for it
    /// after all. Nothing, if others went a short while ago.
    pub fn make_room(&mut self, batch: &mut Batch, index: &RecordIndex, now: f64) -> Vec<Id> {
        if batch.written.is_empty() || now - self.made_room_at < ROOM_PAUSE_SECS {
            return Vec::new();
        }
        self.made_room_at = now;
        let bytes = batch.written.iter().map(|header| header.bytes).sum();
        let more = index.eviction_candidates(bytes, &batch.written);
        batch.evicted.extend(&more);
        more
    }
}

impl Batch {
    /// Whether it writes records, so that room may be what it lacks.
    pub fn writes(&self) -> bool {
        !self.written.is_empty()
    }

    /// Enters into the index what has come of it, and gives what other tabs are told.
    pub fn finish(self, is_written: bool, index: &mut RecordIndex) -> Vec<CacheEvent> {
        let mut events = Vec::new();
        if !self.evicted.is_empty() {
            for id in &self.evicted {
                index.remove(*id);
            }
            events.push(CacheEvent::Evicted(self.evicted));
        }
        if is_written {
            for header in self.written {
                index.insert(header.clone());
                events.push(CacheEvent::Written(header));
            }
        }
        events
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Key;

    fn id(call: u128) -> Id {
        Id {
            function: Key(1),
            call: Key(call),
        }
    }

    fn header(call: u128, used: f64) -> RecordHeader {
        RecordHeader::new(id(call), "f".to_owned(), used, true, Key(1))
    }

    fn write(call: u128, bytes: usize) -> Job {
        Job::Write(header(call, 9.0), Box::new(move || vec![0; bytes]))
    }

    /// An index of records of ten bytes, the first one longest unused.
    fn index(calls: &[u128]) -> RecordIndex {
        let mut index = RecordIndex::default();
        for call in calls {
            let mut header = header(*call, *call as f64);
            header.bind(&[0; 10]);
            index.insert(header);
        }
        index
    }

    fn queue(quota: f64, jobs: Vec<Job>) -> WriteQueue {
        let mut queue = WriteQueue::default();
        queue.set_quota(quota);
        for job in jobs {
            queue.push(job);
        }
        queue
    }

    #[test]
    fn jobs_are_done_in_their_order_and_told() {
        let mut index = index(&[]);
        let mut queue = queue(1e9, vec![Job::Clear, write(1, 3), Job::Remove(vec![id(2)])]);
        let batch = queue.next_batch(&index).unwrap();
        let kinds = batch.changes.iter().map(|change| match change {
            Change::Write(header, content) => (header.bytes, content.len()),
            Change::Remove(ids) => (ids.len(), 0),
            Change::Relabel(_) | Change::Clear => (0, 0),
        });
        assert_eq!(kinds.collect::<Vec<_>>(), [(0, 0), (3, 3), (1, 0)]);
        let announced = [CacheEvent::Cleared, CacheEvent::Removed(vec![id(2)])];
        assert_eq!(batch.announced, announced);
        let events = batch.finish(true, &mut index);
        assert!(matches!(&events[..], [CacheEvent::Written(header)] if header.id == id(1)));
        assert_eq!(index.bytes(), 3);
        assert!(queue.next_batch(&index).is_none());
    }

    #[test]
    fn much_goes_in_several_batches() {
        let mut queue = queue(1e12, vec![write(1, BATCH_BYTES), write(2, 1), write(3, 1)]);
        let index = index(&[]);
        let counts: Vec<usize> = std::iter::from_fn(|| queue.next_batch(&index))
            .map(|batch| batch.changes.len())
            .collect();
        assert_eq!(counts, [1, 2]);
    }

    #[test]
    fn others_go_where_the_budget_is_spent() {
        let mut index = index(&[1, 2]);
        let mut queue = queue(50.0, vec![write(3, 10)]);
        let batch = queue.next_batch(&index).unwrap();
        assert_eq!(batch.changes[0], Change::Remove(vec![id(1)]));
        let events = batch.finish(true, &mut index);
        assert_eq!(events[0], CacheEvent::Evicted(vec![id(1)]));
        assert_eq!(index.bytes(), 20);
    }

    #[test]
    fn room_is_made_again_after_a_while_only() {
        let mut index = index(&[1, 2, 3]);
        let mut queue = queue(1e9, vec![write(4, 10), write(5, 10)]);
        let mut batch = queue.next_batch(&index).unwrap();
        assert_eq!(queue.make_room(&mut batch, &index, 1000.0), [id(1), id(2)]);
        assert!(queue.make_room(&mut batch, &index, 1059.0).is_empty());
        let events = batch.finish(false, &mut index);
        assert_eq!(events, [CacheEvent::Evicted(vec![id(1), id(2)])]);
        assert_eq!(index.bytes(), 10);
    }
}
