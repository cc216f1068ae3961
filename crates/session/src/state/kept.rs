//! What a script keeps under its own keys: values, and what another engine has written down until
//! somebody asks for it.

use std::rc::Rc;

use brooklet_protocol::WidgetId;

use super::{Held, State, Widget};

/// What stands under a key that belongs to no widget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept<V> {
    /// A value.
    Value(V),
    /// A value that another engine has pickled, and that nobody has asked for in this one.
    Pickled(Rc<[u8]>),
}

impl<V> Kept<V> {
    /// The value, if it has been read.
    pub fn value(self) -> Option<V> {
        match self {
            Self::Value(value) => Some(value),
            Self::Pickled(_) => None,
        }
    }

    pub(super) fn as_value(&self) -> Option<&V> {
        match self {
            Self::Value(value) => Some(value),
            Self::Pickled(_) => None,
        }
    }
}

impl<V: Clone, W: Widget<V> + Clone> State<V, W> {
    /// Puts what another engine has pickled under a key, as if a run before had left it.
    pub fn restore(&mut self, key: &str, pickle: Rc<[u8]>) {
        let former = self.old_keys.insert(key.to_owned(), Kept::Pickled(pickle));
        self.dropped.values.extend(former.and_then(Kept::value));
    }

    /// What is to be unpickled before the value under a key can be had.
    pub fn pickled(&self, key: &str) -> Option<Rc<[u8]>> {
        match self.old_keys.get(key) {
            Some(Kept::Pickled(pickle)) if self.get(key).is_none() => Some(pickle.clone()),
            _ => None,
        }
    }

    /// What was pickled under a key has been read. To read it may have run code of the script, which
    /// may have put something else there.
    pub fn unpickled(&mut self, key: &str, value: V) {
        match self.old_keys.get_mut(key) {
            Some(kept @ Kept::Pickled(_)) => *kept = Kept::Value(value),
            _ => self.dropped.values.push(value),
        }
    }

    /// The widgets for which the page has sent something, and which nobody has drawn.
    pub fn unclaimed(&self) -> Vec<WidgetId> {
        let held = self.held_now.iter();
        held.filter(|(id, held)| matches!(held, Held::Sent(_)) && !self.widgets.contains_key(*id))
            .map(|(id, _)| id.clone())
            .collect()
    }
}
