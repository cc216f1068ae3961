//! `DeltaGenerator`: what `st.container()`, `st.empty()`, `st.sidebar` and every drawn element are
//! to a script: a place to write to.

use std::rc::Rc;

use brooklet_python::vm::builtins::{PyStr, PyTypeRef};
use brooklet_python::vm::class::PyClassImpl;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::types::{GetAttr, Representable};
use brooklet_python::vm::{
    self as rustpython_vm, AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    pyclass,
};

use brooklet_protocol::{Element, Layout};

use super::command::{Call, Place, Table};
use super::function::Function;
use crate::kernel::app::App;
use crate::kernel::container_kind::{ContainerKind, Plain};
use crate::kernel::target::Target;

/// A class of containers that can do more than hold elements.
#[derive(Debug)]
pub(crate) struct ContainerClass {
    /// Its name.
    pub name: &'static str,
    /// The module that it says it is of.
    pub module: &'static str,
}

/// A place to write to, with every command as a method, and with `with`.
#[pyclass(name = "DeltaGenerator", module = "streamlit.delta_generator")]
#[derive(Debug, PyPayload)]
pub struct DeltaGenerator {
    runtime: Rc<App>,
    table: Rc<Table>,
    target: Target,
    kind: Rc<dyn ContainerKind>,
}

impl DeltaGenerator {
    /// The object for a place.
    pub fn new(runtime: Rc<App>, table: Rc<Table>, target: Target) -> Self {
        Self {
            runtime,
            table,
            target,
            kind: Rc::new(Plain),
        }
    }

    /// The place.
    pub fn target(&self) -> &Target {
        &self.target
    }
}

#[pyclass(with(GetAttr, Representable), flags(BASETYPE, HAS_DICT))]
impl DeltaGenerator {
    #[pymethod]
    fn __enter__(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult<PyRef<Self>> {
        if matches!(zelf.target, Target::Bottom) {
            zelf.runtime.check_bottom(vm)?;
        }
        zelf.kind.enter(&zelf.runtime, &zelf.target);
        Ok(zelf)
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> bool {
        let error = args.take_positional();
        let failed = error.is_some_and(|error| !vm.is_none(&error));
        zelf.kind.leave(&zelf.runtime, failed);
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
            .table
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
        let entries = &zelf.table.entries;
        let entry = name.to_str().and_then(|name| {
            let own = || entries.get(format!("{}.{name}", zelf.class().name()).as_str());
            let common = entries.get(name);
            common
                .filter(|entry| is_method(entry.command.place))
                .or_else(own)
        });
        match entry {
            Some(entry) => {
                let function = Function::new(
                    entry.clone(),
                    zelf.runtime.clone(),
                    zelf.table.clone(),
                    zelf.target.clone(),
                );
                Ok(function.of_kind(zelf.kind.clone()).into_pyobject(vm))
            }
            None => zelf.as_object().generic_getattr(name, vm),
        }
    }
}

impl Representable for DeltaGenerator {
    fn repr_str(_zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok("DeltaGenerator()".to_owned())
    }
}

impl Table {
    /// The class of containers that can do more than hold elements.
    pub(crate) fn class_of(&self, class: &ContainerClass, vm: &VirtualMachine) -> PyTypeRef {
        let make = || {
            let bases = Some(vec![DeltaGenerator::make_static_type()]);
            vm.ctx.new_exception_type(class.module, class.name, bases)
        };
        let mut classes = self.classes.borrow_mut();
        classes.entry(class.name).or_insert_with(make).clone()
    }

    /// The container object for the main column, whatever `with` is open.
    pub(crate) fn main(self: &Rc<Self>, runtime: &Rc<App>, vm: &VirtualMachine) -> PyObjectRef {
        let target = runtime.main_column();
        DeltaGenerator::new(runtime.clone(), self.clone(), target).into_pyobject(vm)
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
        DeltaGenerator::new(self.runtime.clone(), self.table.clone(), target).into_pyobject(self.vm)
    }

    /// The container object for a place that can do more than hold elements.
    pub(crate) fn container_of(
        &self,
        class: &ContainerClass,
        target: Target,
        kind: impl ContainerKind,
    ) -> PyResult {
        let container = DeltaGenerator {
            runtime: self.runtime.clone(),
            table: self.table.clone(),
            target,
            kind: Rc::new(kind),
        };
        let class = self.table.class_of(class, self.vm);
        Ok(container.into_ref_with_type(self.vm, class)?.into())
    }

    /// The container object for a place that the reader opens and closes. `open` is what its
    /// attribute of this name says.
    pub(crate) fn foldable(
        &self,
        class: &ContainerClass,
        target: Target,
        open: Option<bool>,
    ) -> PyResult {
        let container = self.container_of(class, target, Plain)?;
        let open = match open {
            Some(open) => self.vm.ctx.new_bool(open).into(),
            None => self.vm.ctx.none(),
        };
        container.set_attr("open", open, self.vm)?;
        Ok(container)
    }
}
