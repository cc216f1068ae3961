//! The archives of modules: one from the start, the others when they are needed.

use std::cell::{Ref, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::archive::Archive;
use crate::machine::Machine;
use crate::world::ArchiveFile;

/// All that is there, as one archive, and what can be had.
#[derive(Debug)]
pub(crate) struct Archives {
    machine: Rc<Machine>,
    archive: RefCell<Archive>,
    loaded: RefCell<BTreeSet<ArchiveFile>>,
    /// Packages that the archive of data has.
    packages: Vec<&'static str>,
}

impl Archives {
    pub(crate) fn new(
        machine: &Rc<Machine>,
        archive: Archive,
        packages: Vec<&'static str>,
    ) -> Self {
        Self {
            machine: Rc::clone(machine),
            archive: RefCell::new(archive),
            loaded: RefCell::default(),
            packages,
        }
    }

    /// What is there.
    pub(crate) fn present(&self) -> Ref<'_, Archive> {
        self.archive.borrow()
    }

    /// The archive that has to be loaded before it is known whether there is such a module.
    pub(crate) fn missing_for(&self, name: &str) -> Option<ArchiveFile> {
        let archive = self.present();
        if archive.is_package(name).is_some() {
            return None;
        }
        let package = name.split('.').next().unwrap_or_default();
        let is_of_data = self.packages.contains(&package);
        if is_of_data && !self.loaded.borrow().contains(&ArchiveFile::Data) {
            return Some(ArchiveFile::Data);
        }
        archive.whereabouts(name)
    }

    /// Loads an archive, unless it is there. False where it could not be loaded.
    pub(crate) fn load(&self, file: ArchiveFile) -> bool {
        if !self.loaded.borrow_mut().insert(file) {
            return true;
        }
        let rest = match file {
            ArchiveFile::Library => file,
            ArchiveFile::Data | ArchiveFile::MoreData => ArchiveFile::MoreData,
        };
        let bytes = self.machine.world.archive(file);
        match bytes.and_then(|bytes| Archive::read(bytes, rest)) {
            Some(archive) => {
                self.archive.borrow_mut().add(file, archive);
                true
            }
            None => {
                self.loaded.borrow_mut().remove(&file);
                false
            }
        }
    }
}
