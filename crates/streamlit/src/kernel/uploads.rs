//! Files that the reader hands to the script, and those that the script makes for the reader.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use brooklet_protocol::widget::FileRecord;
use brooklet_python::World;
use brooklet_python::vm::builtins::PyBytesRef;
use brooklet_python::vm::{PyResult, VirtualMachine};
use brooklet_python::world::Upload;

use crate::error::ErrorTypes;

/// A file that the script makes when a click asks for it.
pub(crate) trait DeferredFile: fmt::Debug {
    /// Makes the file.
    fn make(&self, errors: &ErrorTypes, vm: &VirtualMachine) -> PyResult<MadeFile>;
}

/// A file that the script has made.
#[derive(Debug)]
pub(crate) struct MadeFile {
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: PyBytesRef,
}

/// The files that the script has or had.
pub(crate) struct Uploads {
    world: Rc<dyn World>,
    contents: RefCell<BTreeMap<String, Rc<UploadedBytes>>>,
}

impl fmt::Debug for Uploads {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Uploads").finish_non_exhaustive()
    }
}

/// The bytes of a file, held once for all objects that stand for it, and fetched when they are
/// first read.
#[derive(Debug)]
pub(crate) struct UploadedBytes {
    source: Rc<dyn Upload>,
    /// How many there are.
    pub(crate) size: u64,
    bytes: OnceCell<PyBytesRef>,
}

impl UploadedBytes {
    /// The bytes.
    pub(crate) fn read(&self, vm: &VirtualMachine) -> PyResult<PyBytesRef> {
        if let Some(bytes) = self.bytes.get() {
            return Ok(bytes.clone());
        }
        let bytes = self.source.read().map_err(|why| vm.new_os_error(why))?;
        Ok(self.bytes.get_or_init(|| vm.ctx.new_bytes(bytes)).clone())
    }
}

impl Uploads {
    /// None yet; `world` has what the reader hands over.
    pub(crate) fn new(world: Rc<dyn World>) -> Self {
        Self {
            world,
            contents: RefCell::default(),
        }
    }

    /// The bytes of a file; `None` if the file is gone.
    pub(crate) fn content(&self, file: &FileRecord) -> Option<Rc<UploadedBytes>> {
        let mut contents = self.contents.borrow_mut();
        if let Some(content) = contents.get(&file.id) {
            return Some(content.clone());
        }
        let content = Rc::new(UploadedBytes {
            source: self.world.upload(&file.id)?,
            size: file.size,
            bytes: OnceCell::new(),
        });
        contents.insert(file.id.clone(), content.clone());
        Some(content)
    }

    /// Lets go of the bytes that no object of the script stands for.
    pub(crate) fn drop_unused(&self) {
        self.contents
            .borrow_mut()
            .retain(|_, content| Rc::strong_count(content) > 1);
    }
}
