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
use indexmap::IndexMap;

use brooklet_protocol::{Element, Layout};

use crate::command::{Call, Place};
use crate::function::Function;
use crate::layout::skeleton::Waiting;
use crate::layout::status::Status;
use crate::runtime::Runtime;
use crate::target::Target;

/// The classes of containers that can do more than hold elements, and their modules.
const KINDS: &[(&str, &str)] = &[
    (
        "ExpanderContainer",
        "streamlit.elements.lib.mutable_expander_container",
    ),
    ("GridContainer", "streamlit.elements.lib.grid_container"),
    (
        "PopoverContainer",
        "streamlit.elements.lib.mutable_popover_container",
    ),
    (
        "SkeletonPlaceholder",
        "streamlit.elements.lib.skeleton_placeholder",
    ),
    (
        "StatusContainer",
        "streamlit.elements.lib.mutable_status_container",
    ),
    (
        "TabContainer",
        "streamlit.elements.lib.mutable_tab_container",
    ),
];

/// What a container knows beyond its place.
#[derive(Debug, Clone, Default)]
pub enum Knowledge {
    /// Nothing.
    #[default]
    None,
    /// `st.status`: what it shows.
    Status(Rc<Status>),
    /// `st.skeleton`: what its `with` shows.
    Skeleton(Rc<Waiting>),
    /// `st.grid`: its columns, if they are counted.
    Grid(Option<u32>),
}

/// A place to write to, with every command as a method, and with `with`.
#[pyclass(name = "DeltaGenerator", module = "streamlit.delta_generator")]
#[derive(Debug, PyPayload)]
pub struct DeltaGenerator {
    runtime: Rc<Runtime>,
    target: Target,
    knowledge: Knowledge,
}

impl DeltaGenerator {
    /// The object for a place.
    pub fn new(runtime: Rc<Runtime>, target: Target) -> Self {
        Self {
            runtime,
            target,
            knowledge: Knowledge::None,
        }
    }

    /// The classes of containers that can do more than hold elements.
    pub fn kinds(vm: &VirtualMachine) -> IndexMap<&'static str, PyTypeRef> {
        let base = Self::make_static_type();
        let kind = |(name, module): &(&'static str, &str)| {
            let bases = Some(vec![base.clone()]);
            (*name, vm.ctx.new_exception_type(module, name, bases))
        };
        KINDS.iter().map(kind).collect()
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
        match &zelf.knowledge {
            Knowledge::Skeleton(waiting) => waiting.enter(&zelf.runtime),
            _ => zelf.runtime.enter(zelf.target.clone()),
        }
        Ok(zelf)
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> bool {
        match &zelf.knowledge {
            Knowledge::Skeleton(waiting) => {
                waiting.leave(&zelf.runtime);
                return false;
            }
            Knowledge::Status(status) => {
                let error = args.take_positional();
                let failed = error.is_some_and(|error| !vm.is_none(&error));
                status.leave(&zelf.runtime, failed);
            }
            Knowledge::None | Knowledge::Grid(_) => {}
        }
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
        let entries = &zelf.runtime.entries;
        let entry = name.to_str().and_then(|name| {
            let own = || entries.get(format!("{}.{name}", zelf.class().name()).as_str());
            let common = entries.get(name);
            common
                .filter(|entry| is_method(entry.command.place))
                .or_else(own)
        });
        match entry {
            Some(entry) => {
                let function =
                    Function::new(entry.clone(), zelf.runtime.clone(), zelf.target.clone());
                Ok(function.knowing(zelf.knowledge.clone()).into_pyobject(vm))
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

    /// The container object for a place that can do more than hold elements.
    ///
    /// # Panics
    /// If there is no such class: the names are constants of this crate.
    pub fn container_of(&self, class: &str, target: Target, knowledge: Knowledge) -> PyResult {
        let container = DeltaGenerator {
            runtime: self.runtime.clone(),
            target,
            knowledge,
        };
        let class = self.runtime.kinds[class].clone();
        Ok(container.into_ref_with_type(self.vm, class)?.into())
    }

    /// The container object for a place that the reader opens and closes. `open` is what its
    /// attribute of this name says.
    pub fn foldable(&self, class: &str, target: Target, open: Option<bool>) -> PyResult {
        let container = self.container_of(class, target, Knowledge::None)?;
        let open = match open {
            Some(open) => self.vm.ctx.new_bool(open).into(),
            None => self.vm.ctx.none(),
        };
        container.set_attr("open", open, self.vm)?;
        Ok(container)
    }
}
