//! What a script has kept in its session as bytes, so that another engine can go on with it.

use std::collections::BTreeMap;

use brooklet_protocol::ToPage;
use brooklet_protocol::manifest::{FileBytes, SessionSnapshot};
use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::vm::{AsObject, VirtualMachine};
use brooklet_session::Kept;

use crate::kernel::app::App;
use crate::kernel::pickling::dump;

/// More than this is not kept: the browser gives a tab a few million characters for it.
const MOST_BYTES: usize = 2 << 20;

/// An object that was too large is looked at again after twice as many runs as before, up to these.
const MOST_RUNS_BETWEEN: u32 = 16;

/// What the snapshots of a session have cost, so that those to come cost less.
#[derive(Debug, Default)]
pub struct SnapshotWork {
    bytes: usize,
    /// By key.
    too_large: BTreeMap<String, TooLarge>,
}

impl SnapshotWork {
    /// How many bytes the last snapshot had to pickle, also of what it left out.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether an object need not be pickled to know that it is too large.
    fn skips(&mut self, key: &str, object: usize) -> bool {
        let Some(known) = self.too_large.get_mut(key) else {
            return false;
        };
        if known.object != object {
            self.too_large.remove(key);
            return false;
        }
        known.runs_left = known.runs_left.saturating_sub(1);
        known.runs_left > 0
    }

    fn note_too_large(&mut self, key: &str, object: usize) {
        let known = self.too_large.entry(key.to_owned());
        let known = known.or_insert(TooLarge {
            object,
            runs_between: 1,
            runs_left: 0,
        });
        known.runs_between = (known.runs_between * 2).min(MOST_RUNS_BETWEEN);
        known.runs_left = known.runs_between;
    }
}

/// An object that was too large when it was pickled last.
#[derive(Debug)]
struct TooLarge {
    object: usize,
    runs_between: u32,
    runs_left: u32,
}

impl App {
    /// What the session holds beside the values of its widgets.
    pub fn snapshot_session(
        &self,
        work: &mut SnapshotWork,
        vm: &VirtualMachine,
    ) -> SessionSnapshot {
        let values = self.session().with_state(|state| state.script_values());
        let mut snapshot = SessionSnapshot::default();
        let mut room = MOST_BYTES;
        work.bytes = 0;
        for (key, value) in values {
            let value = match value {
                Kept::Value(value) => value,
                Kept::Pickled(pickle) if pickle.len() <= room => {
                    room -= pickle.len();
                    snapshot.values.push((key, FileBytes(pickle.to_vec())));
                    continue;
                }
                Kept::Pickled(_) => {
                    snapshot.left_out.push(key);
                    continue;
                }
            };
            let object = value.get_id();
            if work.skips(&key, object) {
                snapshot.left_out.push(key);
                continue;
            }
            let Ok(bytes) = dump(value, vm) else {
                snapshot.left_out.push(key);
                continue;
            };
            work.bytes += bytes.len();
            if bytes.len() <= room {
                room -= bytes.len();
                work.too_large.remove(&key);
                snapshot.values.push((key, FileBytes(bytes)));
            } else {
                work.note_too_large(&key, object);
                snapshot.left_out.push(key);
            }
        }
        snapshot
    }

    /// Whether the session may be restored at all.
    pub fn may_restore_session(&self) -> bool {
        self.option("client.restoreSession").as_deref() != Some("\"never\"")
    }

    /// Goes on with what another engine's session held: each value is read when it is asked for. What
    /// was left behind is named on the console.
    pub fn restore_session(&self, snapshot: SessionSnapshot) {
        self.session().restored.borrow_mut().begin();
        let SessionSnapshot { values, left_out } = snapshot;
        for (key, FileBytes(bytes)) in values {
            self.session()
                .with_state(|state| state.restore(&key, bytes.into()));
        }
        if left_out.is_empty() {
            return;
        }
        let text = format!(
            "The session goes on, but for what cannot be pickled or is too large: {}.",
            left_out.join(", ")
        );
        let level = ConsoleLevel::Warn;
        self.send(ToPage::Console { level, text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_object_is_looked_at_ever_more_seldom_until_another_takes_its_place() {
        let mut work = SnapshotWork::default();
        let mut looked_at = Vec::new();
        for run in 0..40 {
            if !work.skips("data", 1) {
                looked_at.push(run);
                work.note_too_large("data", 1);
            }
        }
        assert_eq!(looked_at, [0, 2, 6, 14, 30]);
        assert!(work.skips("data", 1));
        assert!(!work.skips("data", 2));
    }
}
