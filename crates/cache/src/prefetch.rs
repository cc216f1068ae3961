//! Which contents are read before they are asked for.

use crate::record::{Id, RecordHeader};

/// How much is read ahead, in bytes: of one record, and of all together.
#[derive(Debug, Clone, Copy)]
pub struct Prefetch {
    each: usize,
    all: usize,
}

impl Prefetch {
    /// Where a run can wait for what was not read ahead.
    pub const SOME: Self = Self {
        each: 64 << 10,
        all: 1 << 20,
    };

    /// Where a run that cannot wait gets no other contents.
    pub const MOST: Self = Self {
        each: 16 << 20,
        all: 32 << 20,
    };

    /// The records to be read, those asked for last first.
    pub fn choose(self, headers: &[RecordHeader]) -> Vec<Id> {
        let small = headers.iter().filter(|header| header.bytes <= self.each);
        let mut recent: Vec<&RecordHeader> = small.collect();
        recent.sort_by(|one, other| other.used.total_cmp(&one.used));
        let mut room = self.all;
        let fits = |header: &&RecordHeader| {
            let left = room.checked_sub(header.bytes);
            room = left.unwrap_or(room);
            left.is_some()
        };
        recent
            .into_iter()
            .take_while(fits)
            .map(|header| header.id)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Key;

    #[test]
    fn small_ones_asked_for_last_come_first() {
        let header = |call, used, bytes| {
            let id = Id {
                function: Key(1),
                call: Key(call),
            };
            let mut header = RecordHeader::new(id, "f".to_owned(), used, true, Key(1));
            header.bytes = bytes;
            header
        };
        let headers = [
            header(1, 1.0, 4),
            header(2, 4.0, 11),
            header(3, 3.0, 6),
            header(4, 2.0, 5),
        ];
        let limits = Prefetch { each: 10, all: 12 };
        let calls: Vec<u128> = limits.choose(&headers).iter().map(|id| id.call.0).collect();
        assert_eq!(calls, [3, 4]);
    }
}
