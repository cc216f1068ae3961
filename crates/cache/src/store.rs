//! The results of all functions: one account of those that are here and those that a disk keeps.
//!
//! What a change means for the results at hand, for the index of records and for the disk follows from
//! it here and nowhere else, so that they cannot disagree.

use std::rc::Rc;

use indexmap::IndexMap;

use crate::digest::Key;
use crate::disk::{Content, Disk, SharedIndex};
use crate::function::{FunctionMetadata, Generations, Kind};
use crate::lru_map::LruMap;
use crate::record::{Id, RecordHeader};
use crate::record_index::CacheEvent;

/// Where a result was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<V> {
    /// It is at hand.
    Here(V),
    /// Its record has to be read; [`Store::fill`] takes what it holds.
    OnDisk(RecordHeader),
    /// There is none, or none that is still good.
    Nowhere,
}

/// The results of all functions. Times are seconds since the Unix epoch.
#[derive(Debug)]
pub struct Store<V> {
    functions: IndexMap<(Kind, Key), FunctionCache<V>>,
    disk: Rc<dyn Disk>,
    index: SharedIndex,
    app: String,
    generations: Generations,
    /// Whether the index knows what is kept.
    is_loaded: bool,
}

/// The results of one function.
#[derive(Debug)]
struct FunctionCache<V> {
    results: LruMap<Slot<V>>,
    is_of_session: bool,
}

/// Where a result is.
#[derive(Debug, Clone)]
enum Slot<V> {
    Here(V),
    OnDisk,
}

impl<V> Slot<V> {
    fn here(self) -> Option<V> {
        match self {
            Self::Here(value) => Some(value),
            Self::OnDisk => None,
        }
    }
}

impl<V: Clone> Store<V> {
    /// No results yet. `disk` keeps those that outlive the program.
    pub fn new(disk: Rc<dyn Disk>) -> Self {
        Self {
            functions: IndexMap::new(),
            disk,
            index: SharedIndex::default(),
            app: String::new(),
            generations: Generations::of(Key(0)),
            is_loaded: true,
        }
    }

    /// Says which app it is, in which version; gives the results of another app, which go.
    pub fn open(&mut self, app: &str, version: Key) -> Vec<V> {
        let gone = if self.app == app {
            Vec::new()
        } else {
            self.take(|_, _| true)
        };
        app.clone_into(&mut self.app);
        self.generations = Generations::of(version);
        self.index = SharedIndex::default();
        let generations = [self.generations.persistent, self.generations.of_version];
        self.disk.open(app, &generations, self.index.clone());
        self.is_loaded = false;
        gone
    }

    /// The disk, where it has to be waited for before results are looked for. The caller waits with
    /// nothing borrowed; it is asked for once.
    pub fn unloaded_disk(&mut self) -> Option<Rc<dyn Disk>> {
        let was_loaded = std::mem::replace(&mut self.is_loaded, true);
        (!was_loaded).then(|| self.disk.clone())
    }

    /// The disk that records are read from, with nothing borrowed.
    pub fn disk(&self) -> Rc<dyn Disk> {
        self.disk.clone()
    }

    /// Looks for a result that is still good. It counts as used now.
    pub fn get(&mut self, function: &FunctionMetadata, call: Key, now: f64) -> Found<V> {
        let Some(slot) = self.of(function, now).results.get(call, now).cloned() else {
            return Found::Nowhere;
        };
        let id = function.id(call);
        let mut index = self.index.borrow_mut();
        index.touch(id, now);
        match slot {
            Slot::Here(value) => Found::Here(value),
            Slot::OnDisk => index.get(id).cloned().map_or(Found::Nowhere, Found::OnDisk),
        }
    }

    /// Takes what the record of a result holds, `None` where it is of no use, and gives the result,
    /// unless another tab has removed it meanwhile.
    pub fn fill(
        &mut self,
        function: &FunctionMetadata,
        call: Key,
        value: Option<V>,
        now: f64,
    ) -> Option<V> {
        let results = &mut self.of(function, now).results;
        let slot = results.get_mut(call)?;
        if let Some(value) = value {
            *slot = Slot::Here(value.clone());
            return Some(value);
        }
        results.take(call);
        self.remove(function, std::iter::once(call));
        None
    }

    /// Puts a result of `bytes` there, and gives those that go for it; one that alone is too large goes
    /// itself. `content` is what its record holds, for a function whose results are kept.
    pub fn put(
        &mut self,
        function: &FunctionMetadata,
        call: Key,
        (value, bytes): (V, usize),
        content: Option<Content>,
        now: f64,
    ) -> Vec<V> {
        let results = &mut self.of(function, now).results;
        let gone = results.put(call, Slot::Here(value), bytes, now);
        let is_there = results.get_mut(call).is_some();
        let others = gone.iter().map(|(gone, _)| *gone);
        self.remove(function, others.filter(|gone| *gone != call || !is_there));
        if let (true, true, Some(content)) = (is_there, function.is_on_disk(), content) {
            let generation = if function.persist {
                self.generations.persistent
            } else {
                self.generations.of_version
            };
            let (id, name) = (function.id(call), function.name.clone());
            let header = RecordHeader::new(id, name, now, function.persist, generation);
            self.disk.write(header, content);
        }
        here(gone)
    }

    /// Forgets one result of a function, or all, and gives them.
    pub fn forget(&mut self, function: &FunctionMetadata, only: Option<Key>, now: f64) -> Vec<V> {
        let results = &mut self.of(function, now).results;
        let gone = match only {
            Some(call) => Vec::from_iter(results.take(call).map(|slot| (call, slot))),
            None => results.take_all(),
        };
        self.remove(function, gone.iter().map(|(call, _)| *call));
        here(gone)
    }

    /// Forgets all results of one kind, or of both, and gives them.
    pub fn clear(&mut self, only: Option<Kind>) -> Vec<V> {
        if only != Some(Kind::Resource) {
            self.index.borrow_mut().clear();
            self.disk.clear();
        }
        self.take(|kind, _| only.is_none_or(|only| only == kind))
    }

    /// Forgets what belongs to the session, and gives it.
    pub fn end_session(&mut self) -> Vec<V> {
        self.take(|_, cache| cache.is_of_session)
    }

    /// Writes down which results were asked for.
    pub fn flush_access_times(&self) {
        let touched = self.index.borrow_mut().take_touched();
        if !touched.is_empty() {
            self.disk.relabel(touched);
        }
    }

    /// Takes in what other tabs have done.
    pub fn take_in_events(&mut self) {
        let events = self.index.borrow_mut().take_events();
        for event in events {
            match event {
                CacheEvent::Written(header) => {
                    let place = (Kind::Data, header.id.function);
                    if let Some(cache) = self.functions.get_mut(&place) {
                        let RecordHeader {
                            id, bytes, since, ..
                        } = header;
                        cache.results.put_since(id.call, Slot::OnDisk, bytes, since);
                    }
                }
                CacheEvent::Removed(ids) => self.drop_results(&ids, |_| true),
                CacheEvent::Evicted(ids) => {
                    self.drop_results(&ids, |slot| matches!(slot, Slot::OnDisk));
                }
                CacheEvent::Cleared => {
                    self.functions
                        .retain(|(kind, _), cache| *kind != Kind::Data || cache.is_of_session);
                }
            }
        }
    }

    /// The results of a function; with other limits than before it begins anew.
    fn of(&mut self, function: &FunctionMetadata, now: f64) -> &mut FunctionCache<V> {
        let place = (function.kind, function.key);
        let is_as_before = self.functions.get(&place).is_some_and(|cache| {
            cache.results.limits() == function.limits
                && cache.is_of_session == function.is_of_session
        });
        if !is_as_before {
            let mut cache = FunctionCache {
                results: LruMap::new(function.limits),
                is_of_session: function.is_of_session,
            };
            if function.is_on_disk() {
                self.load(function, &mut cache.results, now);
            }
            self.functions.insert(place, cache);
        }
        self.functions
            .get_mut(&place)
            .expect("it was there or was put there")
    }

    /// Enters what is kept for a function among its results.
    fn load(&self, function: &FunctionMetadata, results: &mut LruMap<Slot<V>>, now: f64) {
        let kept = self.index.borrow().of_function(function.key);
        for header in kept {
            results.put_since(header.id.call, Slot::OnDisk, header.bytes, header.since);
        }
        let gone = results.trim(now);
        self.remove(function, gone.iter().map(|(call, _)| *call));
    }

    /// Removes records of a function.
    fn remove(&self, function: &FunctionMetadata, calls: impl Iterator<Item = Key>) {
        if !function.is_on_disk() {
            return;
        }
        let ids: Vec<Id> = calls.map(|call| function.id(call)).collect();
        if ids.is_empty() {
            return;
        }
        let mut index = self.index.borrow_mut();
        for id in &ids {
            index.remove(*id);
        }
        drop(index);
        self.disk.remove(ids);
    }

    fn drop_results(&mut self, ids: &[Id], goes: impl Fn(&Slot<V>) -> bool) {
        for id in ids {
            let Some(cache) = self.functions.get_mut(&(Kind::Data, id.function)) else {
                continue;
            };
            if cache
                .results
                .get_mut(id.call)
                .is_some_and(|slot| goes(slot))
            {
                cache.results.take(id.call);
            }
        }
    }

    fn take(&mut self, goes: impl Fn(Kind, &FunctionCache<V>) -> bool) -> Vec<V> {
        let (gone, kept): (IndexMap<_, _>, IndexMap<_, _>) = std::mem::take(&mut self.functions)
            .into_iter()
            .partition(|((kind, _), cache)| goes(*kind, cache));
        self.functions = kept;
        gone.into_values()
            .flat_map(|mut cache| here(cache.results.take_all()))
            .collect()
    }
}

fn here<V>(slots: Vec<(Key, Slot<V>)>) -> Vec<V> {
    slots
        .into_iter()
        .filter_map(|(_, slot)| slot.here())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::*;
    use crate::lru_map::Limits;

    /// What was written, and what the disk was told besides.
    #[derive(Debug, Default)]
    struct Memory {
        records: RefCell<BTreeMap<Id, (RecordHeader, Vec<u8>)>>,
        index: RefCell<SharedIndex>,
    }

    impl Disk for Memory {
        fn open(&self, _app: &str, generations: &[Key], index: SharedIndex) {
            let records = self.records.borrow();
            let headers = records.values().map(|(header, _)| header.clone()).collect();
            drop(records);
            let foreign = index.borrow_mut().load(headers, generations);
            self.index.replace(index);
            self.remove(foreign);
        }

        fn wait(&self) {}

        fn read(&self, id: Id) -> Option<Vec<u8>> {
            let records = self.records.borrow();
            records.get(&id).map(|(_, content)| content.clone())
        }

        fn write(&self, mut header: RecordHeader, content: Content) {
            let content = content();
            header.bind(&content);
            self.index.borrow().borrow_mut().insert(header.clone());
            self.records
                .borrow_mut()
                .insert(header.id, (header, content));
        }

        fn relabel(&self, headers: Vec<RecordHeader>) {
            for header in headers {
                if let Some(record) = self.records.borrow_mut().get_mut(&header.id) {
                    record.0 = header;
                }
            }
        }

        fn remove(&self, ids: Vec<Id>) {
            for id in ids {
                self.records.borrow_mut().remove(&id);
            }
        }

        fn clear(&self) {
            self.records.borrow_mut().clear();
        }
    }

    fn function(kind: Kind) -> FunctionMetadata {
        FunctionMetadata {
            kind,
            key: Key(1),
            name: "app.load".to_owned(),
            limits: Limits {
                max_entries: Some(2),
                ..Limits::default()
            },
            is_of_session: false,
            persist: false,
        }
    }

    fn opened(disk: &Rc<Memory>, version: u128) -> Store<String> {
        let mut store = Store::new(disk.clone() as Rc<dyn Disk>);
        store.open("app", Key(version));
        store
    }

    fn put(store: &mut Store<String>, function: &FunctionMetadata, call: u128) -> Vec<String> {
        let content: Content = Box::new(move || vec![call as u8]);
        let value = (format!("v{call}"), 1);
        store.put(function, Key(call), value, Some(content), 0.0)
    }

    fn calls(disk: &Memory) -> Vec<u128> {
        let records = disk.records.borrow();
        records.keys().map(|id| id.call.0).collect()
    }

    #[test]
    fn a_result_outlives_the_program_in_its_version() {
        let (disk, data) = (Rc::new(Memory::default()), function(Kind::Data));
        put(&mut opened(&disk, 1), &data, 7);
        let mut next = opened(&disk, 1);
        let Found::OnDisk(header) = next.get(&data, Key(7), 1.0) else {
            panic!("its record is there");
        };
        assert!(header.fits(&disk.read(header.id).unwrap()));
        let value = Some("v7".to_owned());
        assert_eq!(next.fill(&data, Key(7), value.clone(), 1.0), value);
        assert_eq!(next.get(&data, Key(7), 1.0), Found::Here("v7".to_owned()));
        assert_eq!(opened(&disk, 2).get(&data, Key(7), 1.0), Found::Nowhere);
        assert_eq!(calls(&disk), []);
    }

    #[test]
    fn what_goes_here_goes_on_the_disk() {
        let (disk, data) = (Rc::new(Memory::default()), function(Kind::Data));
        let mut store = opened(&disk, 1);
        for call in [1, 2] {
            assert!(put(&mut store, &data, call).is_empty());
        }
        assert_eq!(put(&mut store, &data, 3), ["v1"]);
        assert_eq!(calls(&disk), [2, 3]);
        assert_eq!(store.forget(&data, Some(Key(2)), 0.0), ["v2"]);
        assert_eq!(calls(&disk), [3]);
        assert_eq!(store.index.borrow().bytes(), 1);
        assert_eq!(store.clear(Some(Kind::Data)), ["v3"]);
        assert_eq!((calls(&disk).len(), store.index.borrow().bytes()), (0, 0));
    }

    #[test]
    fn a_record_that_is_of_no_use_goes() {
        let (disk, data) = (Rc::new(Memory::default()), function(Kind::Data));
        put(&mut opened(&disk, 1), &data, 7);
        let mut store = opened(&disk, 1);
        assert_eq!(store.fill(&data, Key(7), None, 1.0), None);
        assert_eq!(store.get(&data, Key(7), 1.0), Found::Nowhere);
        assert_eq!(calls(&disk), []);
    }

    #[test]
    fn objects_and_what_belongs_to_the_session_stay_in_the_program() {
        let disk = Rc::new(Memory::default());
        let mut store = opened(&disk, 1);
        let of_session = FunctionMetadata {
            is_of_session: true,
            ..function(Kind::Data)
        };
        put(&mut store, &function(Kind::Resource), 1);
        put(&mut store, &of_session, 2);
        assert_eq!(calls(&disk), []);
        assert_eq!(store.end_session(), ["v2"]);
        assert_eq!(store.clear(None), ["v1"]);
    }

    #[test]
    fn other_tabs_are_followed() {
        let (disk, data) = (Rc::new(Memory::default()), function(Kind::Data));
        let mut store = opened(&disk, 1);
        put(&mut store, &data, 1);
        put(&mut store, &data, 2);
        let id = |call| data.id(Key(call));
        let hear = |store: &mut Store<String>, event| {
            store.index.borrow_mut().take_in(event);
            store.take_in_events();
        };
        hear(&mut store, CacheEvent::Evicted(vec![id(1)]));
        assert_eq!(store.get(&data, Key(1), 0.0), Found::Here("v1".to_owned()));
        hear(&mut store, CacheEvent::Removed(vec![id(1)]));
        assert_eq!(store.get(&data, Key(1), 0.0), Found::Nowhere);
        let generation = Generations::of(Key(1)).of_version;
        let header = RecordHeader::new(id(2), "app.load".to_owned(), 5.0, false, generation);
        hear(&mut store, CacheEvent::Written(header.clone()));
        assert_eq!(store.get(&data, Key(2), 6.0), Found::OnDisk(header));
        hear(&mut store, CacheEvent::Cleared);
        assert_eq!(store.get(&data, Key(2), 6.0), Found::Nowhere);
    }
}
