//! `UploadedFile`: a file that the reader hands to the script.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_protocol::widget::FileRecord;
use brooklet_python::vm::builtins::{PyBytesRef, PyDictRef, PyStrRef};
use brooklet_python::vm::compiler::Mode;
use brooklet_python::vm::types::{AsMapping, Callable};
use brooklet_python::vm::{
    self as rustpython_vm, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, atomic_func,
    protocol::PyMappingMethods, pyclass,
};
use brooklet_python::world::Upload;

use crate::argument::plain;
use crate::runtime::Runtime;

const SOURCE: &str = include_str!("upload.py");

/// The name of the module in which Streamlit keeps the class.
pub(crate) const MODULE: &str = "streamlit.runtime.uploaded_file_manager";

/// The files that the script has or had, and the class for them.
#[derive(Default)]
pub(crate) struct Uploads {
    contents: RefCell<BTreeMap<String, Rc<Shared>>>,
    names: OnceCell<PyDictRef>,
}

/// The bytes of a file, held once for all objects that stand for it.
#[derive(Debug)]
struct Shared {
    source: Rc<dyn Upload>,
    size: u64,
    bytes: OnceCell<PyBytesRef>,
}

impl Uploads {
    /// Lets go of the bytes that no object of the script stands for.
    pub(crate) fn let_go(&self) {
        self.contents
            .borrow_mut()
            .retain(|_, content| Rc::strong_count(content) > 1);
    }

    /// What a script can name: the class, by its name.
    pub(crate) fn names(&self, vm: &VirtualMachine) -> PyResult<&PyDictRef> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let code = vm
            .compile(SOURCE, Mode::Exec, "<streamlit>".to_owned())
            .map_err(|_| vm.new_runtime_error("the class of files does not compile"))?;
        let scope = vm.new_scope_with_builtins();
        scope
            .globals
            .set_item("__name__", vm.ctx.new_str(MODULE).into(), vm)?;
        vm.run_code_obj(code, scope.clone())?;
        Ok(self.names.get_or_init(|| scope.globals.clone()))
    }
}

impl Runtime {
    /// The object for a file, at the beginning of its bytes. `None` if the file is gone.
    pub(crate) fn uploaded_file(&self, file: &FileRecord, vm: &VirtualMachine) -> PyResult {
        let Some(content) = self.content_of(file) else {
            return Ok(vm.ctx.none());
        };
        let record = Record {
            file: file.clone(),
            content,
        };
        let class = self.uploads.names(vm)?.get_item("UploadedFile", vm)?;
        class.call((record.into_pyobject(vm),), vm)
    }

    fn content_of(&self, file: &FileRecord) -> Option<Rc<Shared>> {
        let mut contents = self.uploads.contents.borrow_mut();
        if let Some(content) = contents.get(&file.id) {
            return Some(content.clone());
        }
        let content = Rc::new(Shared {
            source: self.world.upload(&file.id)?,
            size: file.size,
            bytes: OnceCell::new(),
        });
        contents.insert(file.id.clone(), content.clone());
        Some(content)
    }
}

/// What the class makes an object from.
#[pyclass(
    name = "UploadedFileRec",
    module = "streamlit.runtime.uploaded_file_manager"
)]
#[derive(Debug, PyPayload)]
struct Record {
    file: FileRecord,
    content: Rc<Shared>,
}

#[pyclass]
impl Record {
    #[pygetset]
    fn file_id(zelf: &Py<Self>) -> String {
        zelf.file.id.clone()
    }

    #[pygetset]
    fn name(zelf: &Py<Self>) -> String {
        zelf.file.name.clone()
    }

    #[pygetset(name = "type")]
    fn mime(zelf: &Py<Self>) -> String {
        zelf.file.mime.clone()
    }

    #[pygetset]
    fn data(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        Content(zelf.content.clone()).into_pyobject(vm)
    }
}

/// The bytes, not yet fetched.
#[pyclass(name = "Content", module = "streamlit.runtime.uploaded_file_manager")]
#[derive(Debug, PyPayload)]
struct Content(Rc<Shared>);

#[pyclass(with(AsMapping))]
impl Content {
    #[pymethod]
    fn read(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyBytesRef> {
        if let Some(bytes) = zelf.0.bytes.get() {
            return Ok(bytes.clone());
        }
        let bytes = zelf.0.source.read().map_err(|why| vm.new_os_error(why))?;
        Ok(zelf.0.bytes.get_or_init(|| vm.ctx.new_bytes(bytes)).clone())
    }
}

impl AsMapping for Content {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: atomic_func!(|mapping, _vm| Ok(
                Content::mapping_downcast(mapping).0.size as usize
            )),
            ..PyMappingMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

/// Finds the classes for modules that offer them: they are made when somebody asks for the first
/// time.
#[pyclass(name = "Types", module = "streamlit.typing")]
#[derive(Debug, PyPayload)]
pub(crate) struct Types(pub(crate) Rc<Runtime>);

#[pyclass(with(Callable))]
impl Types {}

impl Callable for Types {
    type Args = (PyStrRef,);

    fn call(zelf: &Py<Self>, (name,): Self::Args, vm: &VirtualMachine) -> PyResult {
        let name = plain(&name);
        if matches!(name.as_str(), "UploadedFile" | "ChatInputValue") {
            return zelf.0.uploads.names(vm)?.get_item(name.as_str(), vm);
        }
        Err(vm.new_attribute_error(format!("module has no attribute '{name}'")))
    }
}

/// Makes the types known.
pub(crate) fn init() {
    use brooklet_python::vm::class::PyClassImpl;
    drop([
        Record::make_static_type(),
        Content::make_static_type(),
        Types::make_static_type(),
    ]);
}
