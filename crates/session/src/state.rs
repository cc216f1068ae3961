//! What `st.session_state` and the widgets hold.
//!
//! Values live in three layers, the first that has one wins: what the script set in this run, what
//! the widgets hold in this run, and what was left by the runs before. At the start of a run the
//! first two sink into the third.

mod address;
mod kept;

use std::collections::BTreeSet;
use std::hash::Hash;

use brooklet_protocol::{WidgetId, WidgetStates, WidgetValue};
use indexmap::IndexMap;

pub use kept::Kept;

/// What the state must know of a widget from its last call on. Nothing here reads or compares
/// values: that may run code of the script, which may ask this very state.
pub trait Widget<V> {
    /// For a widget whose value holds for one run only (a button): the value between clicks.
    fn idle_value(&self) -> Option<V>;

    /// The fragment that called it.
    fn fragment(&self) -> Option<&str> {
        None
    }

    /// How long its value stays when it is not called any more.
    fn retention(&self) -> Option<&Retention> {
        None
    }
}

/// How long the value of a widget stays when it is not called any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// The user key under which it stays.
    pub key: String,
    /// The page that the reader must not leave; none if the value stays for the session.
    pub page: Option<String>,
}

/// The state of one session over values `V` and widgets `W`.
#[derive(Debug)]
pub struct State<V, W> {
    /// Set by the script in this run, by user key.
    set_now: IndexMap<String, V>,
    /// Held by widgets in this run.
    held_now: IndexMap<WidgetId, Held<V>>,
    /// From the runs before, by user key.
    old_keys: IndexMap<String, Kept<V>>,
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
    /// Widgets whose value the address says in this run.
    of_address: BTreeSet<WidgetId>,
    /// The page of values that stay while the reader does, by user key.
    pages: IndexMap<String, String>,
    dropped: Dropped<V, W>,
}

/// What the state does not hold any more. To let go of a value may run code of the script, so
/// whoever borrows the state takes this out and drops it when the borrow is over.
#[derive(Debug)]
#[must_use]
pub struct Dropped<V, W> {
    values: Vec<V>,
    widgets: Vec<W>,
}

impl<V, W> Default for Dropped<V, W> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            widgets: Vec::new(),
        }
    }
}

/// What the page has sent for a widget, to be read with nothing borrowed.
#[derive(Debug, Clone)]
pub struct Unread<V, W> {
    /// The widget's identity.
    pub id: WidgetId,
    /// What its last call said.
    pub widget: W,
    /// What the page has sent.
    pub sent: WidgetValue,
    /// What it held before.
    pub former: Option<V>,
}

/// What a widget held and holds, to be compared with nothing borrowed.
#[derive(Debug, Clone)]
pub struct Compared<V, W> {
    /// What its last call said.
    pub widget: W,
    /// What it held in the run before.
    pub former: Option<V>,
    /// What it holds now.
    pub value: V,
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
            of_address: BTreeSet::new(),
            pages: IndexMap::new(),
            dropped: Dropped::default(),
        }
    }
}

impl<V: Clone, W: Widget<V> + Clone> State<V, W> {
    /// Begins a run with what the page sends. What is returned is to be read and given to
    /// [`State::accept`]; then [`State::compared`] tells which callbacks are to be run.
    pub fn begin_run(&mut self, sent: &WidgetStates) -> Vec<Unread<V, W>> {
        self.sink();
        self.called.clear();
        self.called_keys.clear();
        self.claimed_keys.clear();
        self.of_address.clear();
        for (id, value) in sent {
            if *value == WidgetValue::OfAddress {
                self.of_address.insert(id.clone());
                continue;
            }
            let held = match (value, self.defaults.get(id)) {
                (WidgetValue::Default, Some(default)) => Held::Read(default.clone()),
                (WidgetValue::Default, None) => continue,
                _ => Held::Sent(value.clone()),
            };
            self.hold(id, held);
        }
        let unread = self.held_now.keys();
        unread.filter_map(|id| self.unread(id)).collect()
    }

    /// What the page has sent for a widget that is known, if nobody has read it.
    pub fn unread(&self, id: &WidgetId) -> Option<Unread<V, W>> {
        let Some(Held::Sent(sent)) = self.held_now.get(id) else {
            return None;
        };
        Some(Unread {
            id: id.clone(),
            widget: self.widgets.get(id)?.clone(),
            sent: sent.clone(),
            former: self.old_widgets.get(id).cloned(),
        })
    }

    /// What the page has sent for a widget has been read.
    pub fn accept(&mut self, id: &WidgetId, value: V) {
        self.hold(id, Held::Read(value));
    }

    /// What the widgets held and hold, in the order in which the script first called them; those of
    /// which the page has sent nothing hold what they held.
    pub fn compared(&self) -> Vec<Compared<V, W>> {
        let compared = self.widgets.iter().filter_map(|(id, widget)| {
            let Some(Held::Read(value)) = self.held_now.get(id) else {
                return None;
            };
            Some(Compared {
                widget: widget.clone(),
                former: self.old_widgets.get(id).cloned(),
                value: value.clone(),
            })
        });
        compared.collect()
    }

    /// What the state has let go of since this was last asked, to be dropped with nothing borrowed.
    pub fn take_dropped(&mut self) -> Dropped<V, W> {
        std::mem::take(&mut self.dropped)
    }

    /// Ends a run of the whole script or of some fragments. After a run that came to its end
    /// (`complete`), widgets that it could have called and did not are forgotten with their values;
    /// in any case buttons come to rest.
    pub fn end_run(&mut self, complete: bool, fragments: &[String]) {
        for (id, widget) in &self.widgets {
            if let Some(idle) = widget.idle_value() {
                if let Some(held) = self.held_now.get_mut(id)
                    && let Held::Read(gone) = std::mem::replace(held, Held::Read(idle.clone()))
                {
                    self.dropped.values.push(gone);
                }
                if let Some(old) = self.old_widgets.get_mut(id) {
                    self.dropped.values.push(std::mem::replace(old, idle));
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
        let stays = |id: &WidgetId, widget: &W| called.contains(id) || !is_of_this_run(widget);
        let retained: Vec<(Retention, V)> = self
            .widgets
            .iter()
            .filter(|(id, widget)| !stays(id, widget))
            .filter_map(|(id, widget)| Some((widget.retention()?.clone(), self.value(id)?)))
            .collect();
        let gone = retain(&mut self.widgets, stays);
        self.dropped.widgets.extend(gone);
        let known = &self.widgets;
        let gone = retain(&mut self.held_now, |id, _| known.contains_key(id));
        self.dropped.values.extend(gone.filter_map(Held::read));
        let gone = retain(&mut self.old_widgets, |id, _| known.contains_key(id));
        self.dropped.values.extend(gone);
        let gone = retain(&mut self.defaults, |id, _| known.contains_key(id));
        self.dropped.values.extend(gone);
        self.owners.retain(|_, id| known.contains_key(id));
        for (Retention { key, page }, value) in retained {
            // A widget of another page has taken the key over.
            if self.owners.contains_key(&key) {
                continue;
            }
            self.pages.shift_remove(&key);
            self.pages.extend(page.map(|page| (key.clone(), page)));
            let former = self.old_keys.insert(key, Kept::Value(value));
            self.dropped.values.extend(former.and_then(Kept::value));
        }
    }

    /// The reader is on a page: values that stay on another one only are forgotten.
    pub fn enter_page(&mut self, page: &str) {
        let (stay, left): (IndexMap<String, String>, IndexMap<String, String>) =
            std::mem::take(&mut self.pages)
                .into_iter()
                .partition(|(_, of)| of == page);
        self.pages = stay;
        for key in left.keys() {
            let gone = self.old_keys.shift_remove(key);
            self.dropped.values.extend(gone.and_then(Kept::value));
        }
    }

    /// The default that a widget was last called with.
    pub fn default_of(&self, id: &WidgetId) -> Option<&V> {
        self.defaults.get(id)
    }

    /// Registers a widget call whose [`State::sent`] has been read, and says what it returns.
    pub fn register(
        &mut self,
        id: &WidgetId,
        key: Option<&str>,
        widget: W,
        default: V,
    ) -> Registered<V> {
        self.called.insert(id.clone());
        let inherited = key.and_then(|key| self.inherited(key, id));
        if let Some(key) = key {
            self.called_keys.insert(key.to_owned());
            self.owners.insert(key.to_owned(), id.clone());
        }
        let former = self.widgets.insert(id.clone(), widget);
        self.dropped.widgets.extend(former);
        let former = self.defaults.insert(id.clone(), default.clone());
        self.dropped.values.extend(former);
        let set_now = key.and_then(|key| self.set_now.get(key)).cloned();
        // A key that no widget had until now: the widget attaches to it (rule 88).
        let attached = key.and_then(|key| self.old_keys.shift_remove(key));
        let attached = inherited.or(attached.and_then(Kept::value));
        let (value, set_by_script) = match (set_now, self.value(id), attached) {
            (Some(value), _, _) | (None, None, Some(value)) => (value, true),
            (None, Some(value), _) => (value, false),
            (None, None, None) => (default, false),
        };
        self.hold(id, Held::Read(value.clone()));
        Registered {
            value,
            set_by_script,
        }
    }

    /// The value that stays for the session under a key, of a widget that had it on another page.
    fn inherited(&self, key: &str, id: &WidgetId) -> Option<V> {
        let former = self.owners.get(key).filter(|former| *former != id)?;
        let retention = self.widgets.get(former)?.retention()?;
        let stays = retention.page.is_none() && !self.called.contains(former);
        stays.then(|| self.value(former)).flatten()
    }

    /// Replaces the value of a widget, where the one registered cannot stand (an option that is
    /// gone, a number beyond its new bounds).
    pub fn replace(&mut self, id: &WidgetId, key: Option<&str>, value: V) {
        self.hold(id, Held::Read(value));
        if let Some(key) = key {
            self.dropped.values.extend(self.set_now.shift_remove(key));
        }
    }

    /// What the page has sent for a widget, if nobody has read it: the first call of a widget after
    /// the engine was started anew finds the value of the page so.
    pub fn sent(&self, id: &WidgetId) -> Option<WidgetValue> {
        match self.held_now.get(id) {
            Some(Held::Sent(value)) => Some(value.clone()),
            _ => None,
        }
    }

    fn hold(&mut self, id: &WidgetId, held: Held<V>) {
        let former = self.held_now.insert(id.clone(), held);
        self.dropped.values.extend(former.and_then(Held::read));
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
            .or_else(|| self.old_keys.get(key)?.as_value().cloned())
    }

    /// Sets the value under a user key. The caller has checked that no widget with this key has
    /// been called in this run.
    pub fn set(&mut self, key: &str, value: V) {
        let former = self.set_now.insert(key.to_owned(), value);
        self.dropped.values.extend(former);
    }

    /// Removes a user key and says whether it was there. The widget it belongs to keeps what the
    /// page holds (rule 91).
    pub fn remove(&mut self, key: &str) -> bool {
        let there = self.get(key).is_some() || self.old_keys.contains_key(key);
        self.dropped.values.extend(self.set_now.shift_remove(key));
        let old = self.old_keys.shift_remove(key).and_then(Kept::value);
        self.dropped.values.extend(old);
        if let Some(id) = self.owners.shift_remove(key) {
            let former = self.old_widgets.shift_remove(&id);
            self.dropped.values.extend(former);
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

    /// The keys that belong to no widget, with what is kept under them.
    pub fn script_values(&self) -> Vec<(String, Kept<V>)> {
        let mut own = self.old_keys.clone();
        let set_now = self.set_now.iter();
        own.extend(set_now.map(|(key, value)| (key.clone(), Kept::Value(value.clone()))));
        own.retain(|key, _| !self.owners.contains_key(key));
        own.into_iter().collect()
    }

    /// The value of a widget.
    pub fn value(&self, id: &WidgetId) -> Option<V> {
        match self.held_now.get(id) {
            Some(Held::Read(value)) => Some(value.clone()),
            Some(Held::Sent(_)) | None => self.old_widgets.get(id).cloned(),
        }
    }

    /// What was set or held in the run before becomes old. A key that a widget owns lives on in
    /// the widget alone, so that it goes when the widget goes.
    fn sink(&mut self) {
        for (id, held) in std::mem::take(&mut self.held_now) {
            match held {
                Held::Read(value) => {
                    self.dropped
                        .values
                        .extend(self.old_widgets.insert(id, value));
                }
                // The run before has ended while this was to be read.
                Held::Sent(_) if self.widgets.contains_key(&id) => {
                    self.held_now.insert(id, held);
                }
                Held::Sent(_) => {}
            }
        }
        for (key, value) in std::mem::take(&mut self.set_now) {
            let former = match self.owners.get(&key) {
                Some(id) => self.old_widgets.insert(id.clone(), value),
                None => {
                    let former = self.old_keys.insert(key, Kept::Value(value));
                    former.and_then(Kept::value)
                }
            };
            self.dropped.values.extend(former);
        }
    }
}

impl<V> Held<V> {
    fn read(self) -> Option<V> {
        match self {
            Self::Sent(_) => None,
            Self::Read(value) => Some(value),
        }
    }
}

/// Takes out of a map what does not stay, and gives it back.
fn retain<K: Hash + Eq, T>(
    map: &mut IndexMap<K, T>,
    stays: impl Fn(&K, &T) -> bool,
) -> impl Iterator<Item = T> {
    let (kept, gone): (IndexMap<K, T>, IndexMap<K, T>) = std::mem::take(map)
        .into_iter()
        .partition(|(key, value)| stays(key, value));
    *map = kept;
    gone.into_values()
}

#[cfg(test)]
mod tests;
