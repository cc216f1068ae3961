//! `DeltaGenerator`: what `st.container()`, `st.empty()`, `st.sidebar` and every drawn element are
//! to a script: a place to write to.

use std::rc::Rc;

use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::types::{GetAttr, Representable};
use brooklet_python::vm::{
    self as rustpython_vm, AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    pyclass,
};

use brooklet_protocol::{Element, Layout};

use crate::command::{Call, Place};
use crate::function::Function;
use crate::runtime::Runtime;
use crate::target::Target;

/// A place to write to, with every command as a method, and with `with`.
#[pyclass(name = "DeltaGenerator", module = "streamlit.delta_generator")]
#[derive(Debug, PyPayload)]
pub struct DeltaGenerator {
    runtime: Rc<Runtime>,
    target: Target,
}

impl DeltaGenerator {
    /// The object for a place.
    pub fn new(runtime: Rc<Runtime>, target: Target) -> Self {
        Self { runtime, target }
    }

    /// The place.
    pub fn target(&self) -> &Target {
        &self.target
    }
}

#[pyclass(with(GetAttr, Representable), flags(BASETYPE, HAS_DICT))]
impl DeltaGenerator {
    #[pymethod]
    fn __enter__(zelf: PyRef<Self>) -> PyRef<Self> {
        zelf.runtime.enter(zelf.target.clone());
        zelf
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, _args: FuncArgs) -> bool {
        zelf.runtime.leave();
        false
    }

    #[pymethod]
    fn __dir__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let own = [
            "__class__",
            "__doc__",
            "__enter__",
            "__exit__",
            "__module__",
        ];
        let methods = zelf
            .runtime
            .entries
            .values()
            .filter(|entry| is_method(entry.command.place));
        let names = own
            .into_iter()
            .chain(methods.map(|entry| entry.command.name));
        vm.ctx
            .new_list(names.map(|name| vm.ctx.new_str(name).into()).collect())
            .into()
    }
}

fn is_method(place: Place) -> bool {
    matches!(place, Place::Container(_))
}

impl GetAttr for DeltaGenerator {
    fn getattro(zelf: &Py<Self>, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
        let entry = name
            .to_str()
            .and_then(|name| zelf.runtime.entries.get(name));
        match entry {
            Some(entry) if is_method(entry.command.place) => {
                let function =
                    Function::new(entry.clone(), zelf.runtime.clone(), zelf.target.clone());
                Ok(function.into_pyobject(vm))
            }
            _ => zelf.as_object().generic_getattr(name, vm),
        }
    }
}

impl Representable for DeltaGenerator {
    fn repr_str(_zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok("DeltaGenerator()".to_owned())
    }
}

impl Call<'_> {
    /// Draws an element and returns the object that stands for it.
    pub fn draw(&self, element: Element, layout: Layout) -> PyObjectRef {
        let path = self.runtime.draw(self.target, element, layout);
        self.container(Target::Slot(path))
    }

    /// The container object for a place.
    pub fn container(&self, target: Target) -> PyObjectRef {
        DeltaGenerator::new(self.runtime.clone(), target).into_pyobject(self.vm)
    }
}
