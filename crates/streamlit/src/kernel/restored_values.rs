//! What widgets hold on the page before this engine has drawn them, as far as it has to be named.

use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::WidgetId;

/// What widgets hold on the page before this engine has drawn them.
#[derive(Debug, Default)]
pub(crate) struct RestoredValues {
    /// Whether the script has not come to its end since the session was taken over.
    is_first_run: bool,
    /// The widgets whose value was read in this run, and what they are called.
    read: BTreeMap<WidgetId, String>,
    /// The widgets whose value does not fit any more.
    dropped: BTreeSet<String>,
}

impl RestoredValues {
    /// A session is taken over.
    pub(crate) fn begin(&mut self) {
        *self = Self {
            is_first_run: true,
            ..Self::default()
        };
    }

    /// What the page holds for a widget has been read.
    pub(crate) fn note_read(&mut self, id: &WidgetId, name: &str) {
        if self.is_first_run {
            self.read.insert(id.clone(), name.to_owned());
        }
    }

    /// A widget holds something that does not fit.
    pub(crate) fn note_dropped(&mut self, id: &WidgetId) {
        self.dropped.extend(self.read.remove(id));
    }

    /// A run is over: what does not fit, and whether it was the first whole one.
    pub(super) fn end_run(&mut self, is_whole: bool) -> (BTreeSet<String>, bool) {
        self.read.clear();
        let is_first = is_whole && std::mem::take(&mut self.is_first_run);
        (std::mem::take(&mut self.dropped), is_first)
    }
}
