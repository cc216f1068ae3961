//! `UploadedFile`: a file that the reader hands to the script.

use brooklet_python::frozen;
use std::rc::Rc;

use brooklet_protocol::widget::FileRecord;
use brooklet_python::vm::builtins::{PyBytesRef, PyStrRef};
use brooklet_python::vm::types::{AsMapping, Callable};
use brooklet_python::vm::{
    self as rustpython_vm, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, atomic_func,
    protocol::PyMappingMethods, pyclass,
};

use crate::argument::to_string_lossy;
use crate::error::ContextError;
use crate::kernel::python_source::PythonSource;
use crate::kernel::uploads::UploadedBytes;
use crate::runtime::Runtime;

/// The name of the module in which Streamlit keeps the class.
pub(crate) const MODULE: &str = "streamlit.runtime.uploaded_file_manager";

pub(super) const PYTHON: PythonSource = PythonSource {
    module: MODULE,
    code: frozen!("input/uploaded_file"),
};

impl Runtime {
    /// The object for a file, at the beginning of its bytes. `None` if the file is gone.
    pub(crate) fn uploaded_file(&self, file: &FileRecord, vm: &VirtualMachine) -> PyResult {
        let Some(content) = self.session().uploads.content(file) else {
            return Ok(vm.ctx.none());
        };
        let record = Record {
            file: file.clone(),
            content,
        };
        let class = self.namespace(PYTHON, vm)?.get_item("UploadedFile", vm)?;
        class.call((record.into_pyobject(vm),), vm)
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
    content: Rc<UploadedBytes>,
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
struct Content(Rc<UploadedBytes>);

#[pyclass(with(AsMapping))]
impl Content {
    #[pymethod]
    fn read(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyBytesRef> {
        zelf.0.read(vm)
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
        let name = to_string_lossy(&name);
        if matches!(name.as_str(), "UploadedFile" | "ChatInputValue") {
            return zelf.0.namespace(PYTHON, vm)?.get_item(name.as_str(), vm);
        }
        let module = "streamlit.typing".to_owned();
        Err(zelf.0.error(ContextError::NoSuchName { module, name }, vm))
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
