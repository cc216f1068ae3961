//! The results of cached functions while scripts run.

use std::rc::Rc;

use brooklet_cache::disk::Content;
use brooklet_cache::{Found, FunctionMetadata, Key};
use brooklet_python::vm::VirtualMachine;

use super::content;
use crate::kernel::app::App;
use crate::kernel::cached_result::{Stored, run_on_release};

impl App {
    /// Says which app it is, in which version, and where the results of its functions are kept.
    pub fn open_caches(&self, app: &str, version: Key, vm: &VirtualMachine) {
        let gone = self.caches.borrow_mut().open(app, version);
        run_on_release(gone, vm);
    }

    /// Writes down which results were asked for.
    pub fn flush_access_times(&self) {
        self.caches.borrow().flush_access_times();
    }

    /// A result that is still good.
    pub(crate) fn recall(&self, function: &FunctionMetadata, call: Key) -> Option<Stored> {
        self.load_index(function);
        let now = self.now();
        let found = self.caches.borrow_mut().get(function, call, now);
        let header = match found {
            Found::Here(stored) => return Some(stored),
            Found::Nowhere => return None,
            Found::OnDisk(header) => header,
        };
        // Nothing is borrowed while this waits.
        let disk = self.caches.borrow().disk();
        let content = disk.read(header.id);
        let stored = content
            .filter(|content| header.fits(content))
            .and_then(content::decode);
        self.caches.borrow_mut().fill(function, call, stored, now)
    }

    /// Remembers a result, of which `pickled` is what is kept.
    pub(crate) fn remember(
        &self,
        function: &FunctionMetadata,
        call: Key,
        stored: Stored,
        pickled: Option<Rc<Vec<u8>>>,
        vm: &VirtualMachine,
    ) {
        self.load_index(function);
        let bytes = stored.value.bytes();
        let drawn = stored.drawn.clone();
        let content = pickled
            .map(|pickled| -> Content { Box::new(move || content::encode(&pickled, &drawn)) });
        let now = self.now();
        let mut caches = self.caches.borrow_mut();
        let gone = caches.put(function, call, (stored, bytes), content, now);
        drop(caches);
        run_on_release(gone, vm);
    }

    /// Forgets one result of a function, or all.
    pub(crate) fn forget(
        &self,
        function: &FunctionMetadata,
        only: Option<Key>,
        vm: &VirtualMachine,
    ) {
        self.load_index(function);
        let now = self.now();
        let gone = self.caches.borrow_mut().forget(function, only, now);
        run_on_release(gone, vm);
    }

    /// Waits until it is known what is kept, and takes in what other tabs have done.
    fn load_index(&self, function: &FunctionMetadata) {
        if !function.is_on_disk() {
            return;
        }
        let unloaded = self.caches.borrow_mut().unloaded_disk();
        if let Some(disk) = unloaded {
            disk.wait();
        }
        self.caches.borrow_mut().take_in_events();
    }

    fn now(&self) -> f64 {
        self.world.now().as_secs_f64()
    }
}
