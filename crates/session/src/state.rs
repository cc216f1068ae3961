//! What `st.session_state` and the widgets hold.
//!
//! Values live in three layers, the first that has one wins: what the script set in this run, what
//! the widgets hold in this run, and what was left by the runs before. At the start of a run the
//! first two sink into the third.

use std::collections::BTreeSet;

use brooklet_protocol::{WidgetId, WidgetStates, WidgetValue};
use indexmap::IndexMap;

/// What the state must know of a widget from its last call on, to read what the page sends.
pub trait Widget<V> {
    /// The Python value of what the page sends.
    fn read(&self, value: &WidgetValue) -> V;

    /// For a widget whose value holds for one run only (a button): the value between clicks.
    fn resting(&self) -> Option<V>;

    /// The fragment that called it.
    fn fragment(&self) -> Option<&str> {
        None
    }

    /// Whether two values are the same to the reader.
    fn same(&self, one: &V, other: &V) -> bool;
}

/// The state of one session over values `V` and widgets `W`.
#[derive(Debug)]
pub struct State<V, W> {
    /// Set by the script in this run, by user key.
    set_now: IndexMap<String, V>,
    /// Held by widgets in this run.
    held_now: IndexMap<WidgetId, Held<V>>,
    /// From the runs before, by user key.
    old_keys: IndexMap<String, V>,
    /// From the runs before, by widget.
    old_widgets: IndexMap<WidgetId, V>,
    /// The widgets known, in the order of their first call.
    widgets: IndexMap<WidgetId, W>,
    /// What they hold without the reader, as their last call said.
    defaults: IndexMap<WidgetId, V>,
    /// Which widget a user key belongs to.
    owners: IndexMap<String, WidgetId>,
    /// Widgets called in this run.
    called: BTreeSet<WidgetId>,
    /// User keys of widgets called in this run.
    called_keys: BTreeSet<String>,
    /// User keys of all elements of this run.
    claimed_keys: BTreeSet<String>,
}

/// A widget's value in this run: as the page sent it, or as Python has it.
#[derive(Debug, Clone)]
enum Held<V> {
    Sent(WidgetValue),
    Read(V),
}

/// What a widget call finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Registered<V> {
    /// The value that the call returns.
    pub value: V,
    /// Whether the script has set it through `st.session_state`, so that the page has to take it
    /// over.
    pub set_by_script: bool,
}

impl<V, W> Default for State<V, W> {
    fn default() -> Self {
        Self {
            set_now: IndexMap::new(),
            held_now: IndexMap::new(),
            old_keys: IndexMap::new(),
            old_widgets: IndexMap::new(),
            widgets: IndexMap::new(),
            defaults: IndexMap::new(),
            owners: IndexMap::new(),
            called: BTreeSet::new(),
            called_keys: BTreeSet::new(),
            claimed_keys: BTreeSet::new(),
        }
    }
}

impl<V: Clone, W: Widget<V> + Clone> State<V, W> {
    /// Begins a run with what the page sends; the widgets whose value differs from the last run
    /// are returned in the order in which the script first called them, so that their callbacks
    /// can be run.
    pub fn begin_run(&mut self, sent: &WidgetStates) -> Vec<W> {
        self.sink();
        self.called.clear();
        self.called_keys.clear();
        self.claimed_keys.clear();
        for (id, value) in sent {
            let held = match (value, self.widgets.get(id), self.defaults.get(id)) {
                (WidgetValue::Default, _, Some(default)) => Held::Read(default.clone()),
                (WidgetValue::Default, _, None) => continue,
                (_, Some(widget), _) => Held::Read(widget.read(value)),
                (_, None, _) => Held::Sent(value.clone()),
            };
            self.held_now.insert(id.clone(), held);
        }
        self.widgets
            .iter()
            .filter(|(id, widget)| self.has_changed(id, *widget))
            .map(|(_, widget)| widget.clone())
            .collect()
    }

    /// Ends a run of the whole script or of some fragments. After a run that came to its end
    /// (`complete`), widgets that it could have called and did not are forgotten with their values;
    /// in any case buttons come to rest.
    pub fn end_run(&mut self, complete: bool, fragments: &[String]) {
        for (id, widget) in &self.widgets {
            if let Some(resting) = widget.resting() {
                if let Some(held) = self.held_now.get_mut(id) {
                    *held = Held::Read(resting.clone());
                }
                if let Some(old) = self.old_widgets.get_mut(id) {
                    *old = resting;
                }
            }
        }
        if !complete {
            return;
        }
        let called = &self.called;
        let is_of_this_run = |widget: &W| {
            fragments.is_empty()
                || widget
                    .fragment()
                    .is_some_and(|id| fragments.iter().any(|known| known == id))
        };
        self.widgets
            .retain(|id, widget| called.contains(id) || !is_of_this_run(widget));
        let known = &self.widgets;
        self.held_now.retain(|id, _| known.contains_key(id));
        self.old_widgets.retain(|id, _| known.contains_key(id));
        self.defaults.retain(|id, _| known.contains_key(id));
        self.owners.retain(|_, id| known.contains_key(id));
    }

    /// Registers a widget call and says what it returns.
    pub fn register(
        &mut self,
        id: &WidgetId,
        key: Option<&str>,
        widget: W,
        default: V,
    ) -> Registered<V> {
        self.called.insert(id.clone());
        if let Some(key) = key {
            self.called_keys.insert(key.to_owned());
            self.owners.insert(key.to_owned(), id.clone());
        }
        if let Some(Held::Sent(value)) = self.held_now.get(id) {
            let value = widget.read(value);
            self.held_now.insert(id.clone(), Held::Read(value));
        }
        self.widgets.insert(id.clone(), widget);
        self.defaults.insert(id.clone(), default.clone());
        let set_now = key.and_then(|key| self.set_now.get(key)).cloned();
        // A key that no widget had until now: the widget attaches to it (rule 88).
        let attached = key.and_then(|key| self.old_keys.shift_remove(key));
        let (value, set_by_script) = match (set_now, self.value(id), attached) {
            (Some(value), _, _) | (None, None, Some(value)) => (value, true),
            (None, Some(value), _) => (value, false),
            (None, None, None) => (default, false),
        };
        self.held_now.insert(id.clone(), Held::Read(value.clone()));
        Registered {
            value,
            set_by_script,
        }
    }

    /// Replaces the value of a widget, where the one registered cannot stand (an option that is
    /// gone, a number beyond its new bounds).
    pub fn replace(&mut self, id: &WidgetId, key: Option<&str>, value: V) {
        self.held_now.insert(id.clone(), Held::Read(value));
        if let Some(key) = key {
            self.set_now.shift_remove(key);
        }
    }

    /// Whether the script has set this key in this run.
    pub fn is_set_now(&self, key: &str) -> bool {
        self.set_now.contains_key(key)
    }

    /// Whether a widget of this id has been called in this run.
    pub fn is_called(&self, id: &WidgetId) -> bool {
        self.called.contains(id)
    }

    /// Takes a key for an element of this run; `false` if another one has taken it.
    pub fn claim_key(&mut self, key: &str) -> bool {
        self.claimed_keys.insert(key.to_owned())
    }

    /// Whether a widget with this key has been called in this run.
    pub fn is_key_called(&self, key: &str) -> bool {
        self.called_keys.contains(key)
    }

    /// The widget that a user key belongs to.
    pub fn owner(&self, key: &str) -> Option<&W> {
        self.owners.get(key).and_then(|id| self.widgets.get(id))
    }

    /// The value under a user key.
    pub fn get(&self, key: &str) -> Option<V> {
        if let Some(value) = self.set_now.get(key) {
            return Some(value.clone());
        }
        self.owners
            .get(key)
            .and_then(|id| self.value(id))
            .or_else(|| self.old_keys.get(key).cloned())
    }

    /// Sets the value under a user key. The caller has checked that no widget with this key has
    /// been called in this run.
    pub fn set(&mut self, key: &str, value: V) {
        self.set_now.insert(key.to_owned(), value);
    }

    /// Removes a user key and says whether it was there. The widget it belongs to keeps what the
    /// page holds (rule 91).
    pub fn remove(&mut self, key: &str) -> bool {
        let there = self.get(key).is_some();
        self.set_now.shift_remove(key);
        self.old_keys.shift_remove(key);
        if let Some(id) = self.owners.shift_remove(key) {
            self.old_widgets.shift_remove(&id);
        }
        there
    }

    /// All user keys, those of the runs before first.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.old_keys.keys().cloned().collect();
        let known: BTreeSet<&str> = self.old_keys.keys().map(String::as_str).collect();
        let owned = self
            .owners
            .iter()
            .filter(|(_, id)| self.value(id).is_some())
            .map(|(key, _)| key);
        let mut later: Vec<String> = Vec::new();
        for key in owned.chain(self.set_now.keys()) {
            if !known.contains(key.as_str()) && !later.contains(key) {
                later.push(key.clone());
            }
        }
        keys.extend(later);
        keys
    }

    /// Forgets all user keys, as `st.session_state.clear()` does.
    pub fn clear(&mut self) {
        self.set_now.clear();
        self.held_now.clear();
        self.old_keys.clear();
        self.old_widgets.clear();
        self.owners.clear();
    }

    /// The value of a widget.
    pub fn value(&self, id: &WidgetId) -> Option<V> {
        match self.held_now.get(id) {
            Some(Held::Read(value)) => Some(value.clone()),
            Some(Held::Sent(value)) => self.widgets.get(id).map(|widget| widget.read(value)),
            None => self.old_widgets.get(id).cloned(),
        }
    }

    fn has_changed(&self, id: &WidgetId, widget: &W) -> bool {
        let Some(Held::Read(new)) = self.held_now.get(id) else {
            return false;
        };
        match self.old_widgets.get(id) {
            Some(old) => !widget.same(old, new),
            None => true,
        }
    }

    /// What was set or held in the run before becomes old. A key that a widget owns lives on in
    /// the widget alone, so that it goes when the widget goes.
    fn sink(&mut self) {
        for (id, held) in std::mem::take(&mut self.held_now) {
            let value = match held {
                Held::Read(value) => Some(value),
                Held::Sent(value) => self.widgets.get(&id).map(|widget| widget.read(&value)),
            };
            if let Some(value) = value {
                self.old_widgets.insert(id, value);
            }
        }
        for (key, value) in std::mem::take(&mut self.set_now) {
            if let Some(id) = self.owners.get(&key) {
                self.old_widgets.insert(id.clone(), value);
            } else {
                self.old_keys.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests;
