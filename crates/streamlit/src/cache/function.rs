//! A cached function: what `@st.cache_data` makes of one.

use std::rc::Rc;

use brooklet_cache::Kind;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::types::{Callable, GetDescriptor, Representable};
use brooklet_python::vm::{
    self as rustpython_vm, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    pyclass,
};

use super::cached::{Cached, Options};
use super::waiting;
use crate::argument::repr_of;
use crate::call::decorator::in_place_of;
use crate::runtime::Runtime;

/// A function whose results are remembered.
#[pyclass(name = "CachedFunc", module = "streamlit.runtime.caching.cache_utils")]
#[derive(Debug, PyPayload)]
pub(crate) struct CachedFunc {
    /// Beside, for its keys are aligned to 16 bytes, which Python's objects in wasm32 are not.
    cached: Rc<Cached>,
}

/// A cached function as a method of an object.
#[pyclass(
    name = "BoundCachedFunc",
    module = "streamlit.runtime.caching.cache_utils"
)]
#[derive(Debug, PyPayload)]
pub(crate) struct BoundCachedFunc {
    cached: PyRef<CachedFunc>,
    instance: PyObjectRef,
}

impl CachedFunc {
    /// Makes a function a cached one that looks like it.
    pub(super) fn wrap(
        runtime: &Rc<Runtime>,
        kind: Kind,
        function: PyObjectRef,
        options: Options,
        vm: &VirtualMachine,
    ) -> PyResult {
        let cached = Cached::new(runtime, kind, function.clone(), options, vm)?;
        let cached = Self {
            cached: Rc::new(cached),
        };
        in_place_of(function, cached.into_pyobject(vm), vm)
    }

    fn call_with(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let cached = &self.cached;
        cached.runtime.checkpoint(vm)?;
        let key = cached.value_key(&args, vm)?;
        if cached.is_coroutine {
            return waiting::coroutine(cached, key, args, vm);
        }
        cached.call(key, args, vm)
    }
}

#[pyclass(with(Callable, GetDescriptor, Representable), flags(HAS_DICT))]
impl CachedFunc {
    /// Forgets all results, or that of one call.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "so are the arguments of all methods"
    )]
    #[pymethod]
    fn clear(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        zelf.cached.forget(&args, vm)
    }
}

impl Callable for CachedFunc {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.call_with(args, vm)
    }
}

impl GetDescriptor for CachedFunc {
    fn descr_get(
        zelf: &PyObject,
        instance: Option<&PyObject>,
        _class: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let Some(instance) = instance.filter(|instance| !vm.is_none(instance)) else {
            return Ok(zelf.to_owned());
        };
        let cached = zelf
            .to_owned()
            .downcast::<CachedFunc>()
            .map_err(|_| vm.new_type_error("not a cached function"))?;
        let bound = BoundCachedFunc {
            cached,
            instance: instance.to_owned(),
        };
        Ok(bound.into_pyobject(vm))
    }
}

impl Representable for CachedFunc {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!(
            "<CachedFunc: {}>",
            repr_of(&zelf.cached.function, vm)?
        ))
    }
}

#[pyclass(with(Callable, Representable), flags(HAS_DICT))]
impl BoundCachedFunc {
    /// Forgets the results of this object's method, or that of one call.
    #[pymethod]
    fn clear(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        if !args.args.is_empty() || !args.kwargs.is_empty() {
            args.args.insert(0, zelf.instance.clone());
        }
        zelf.cached.cached.forget(&args, vm)
    }
}

impl Callable for BoundCachedFunc {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        args.args.insert(0, zelf.instance.clone());
        zelf.cached.call_with(args, vm)
    }
}

impl Representable for BoundCachedFunc {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let function = repr_of(&zelf.cached.cached.function, vm)?;
        Ok(format!(
            "<BoundCachedFunc: {function} of {}>",
            repr_of(&zelf.instance, vm)?
        ))
    }
}
