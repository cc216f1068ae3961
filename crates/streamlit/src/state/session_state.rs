//! `st.session_state`: what a script keeps from run to run, and the values of its keyed widgets.

#![allow(
    clippy::needless_pass_by_value,
    reason = "Python's calls hand their arguments over"
)]

use std::rc::Rc;

use brooklet_python::vm::builtins::{PyBaseExceptionRef, PyDictRef, PyList, PyStr};
use brooklet_python::vm::function::{FuncArgs, OptionalArg, PySetterValue};
use brooklet_python::vm::protocol::{PyMappingMethods, PySequenceMethods};
use brooklet_python::vm::types::{AsMapping, AsSequence, GetAttr, Iterable, SetAttr};
use brooklet_python::vm::{
    self as rustpython_vm, AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult,
    VirtualMachine, atomic_func, pyclass,
};

use crate::argument::{plain, text_of};
use crate::error::{ArgumentError, FlowError, WidgetError, python_error};
use crate::runtime::Runtime;

/// The object `st.session_state`.
#[pyclass(
    name = "SessionStateProxy",
    module = "streamlit.runtime.state.session_state_proxy"
)]
#[derive(Debug, PyPayload)]
pub(crate) struct SessionState {
    runtime: Rc<Runtime>,
}

impl SessionState {
    /// The object for a runtime.
    pub(crate) fn new(runtime: Rc<Runtime>) -> Self {
        Self { runtime }
    }

    fn lookup(&self, key: &str) -> Option<PyObjectRef> {
        self.runtime.session().with_state(|state| state.get(key))
    }

    fn item(&self, key: &str, vm: &VirtualMachine) -> PyResult {
        self.check(key, vm)?;
        self.lookup(key).ok_or_else(|| missing_key(key, vm))
    }

    fn assign(&self, key: &str, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        self.check(key, vm)?;
        if self
            .runtime
            .session()
            .with_state(|state| state.is_key_called(key))
        {
            return Err(self.runtime.error(
                WidgetError::SetTooLate {
                    key: key.to_owned(),
                },
                vm,
            ));
        }
        self.runtime
            .session()
            .with_state(|state| state.set(key, value));
        Ok(())
    }

    fn delete(&self, key: &str) -> bool {
        self.runtime.session().with_state(|state| state.remove(key))
    }

    fn check(&self, key: &str, vm: &VirtualMachine) -> PyResult<()> {
        if key.starts_with("$$ID") {
            return Err(self.runtime.error(
                ArgumentError::ReservedKey {
                    key: key.to_owned(),
                },
                vm,
            ));
        }
        Ok(())
    }

    fn names(&self) -> Vec<String> {
        self.runtime.session().with_state(|state| state.keys())
    }

    /// Everything in the session state as a dictionary of its own.
    pub(crate) fn snapshot(&self, vm: &VirtualMachine) -> PyResult<PyDictRef> {
        let dict = vm.ctx.new_dict();
        for name in self.names() {
            if let Some(value) = self.lookup(&name) {
                dict.set_item(name.as_str(), value, vm)?;
            }
        }
        Ok(dict)
    }
}

impl Runtime {
    /// Refuses values that cannot be pickled, where the app is configured to.
    pub fn check_session(&self, vm: &VirtualMachine) -> PyResult<()> {
        let option = self.option("runner.enforceSerializableSessionState");
        if option.as_deref() != Some("true") {
            return Ok(());
        }
        let dumps = vm.import("pickle", 0)?.get_attr("dumps", vm)?;
        let keys = self.session().with_state(|state| state.keys());
        for key in keys {
            let Some(value) = self.session().with_state(|state| state.get(&key)) else {
                continue;
            };
            let Err(cause) = dumps.call((value.clone(),), vm) else {
                continue;
            };
            let kind = text_of(value.class().as_object(), vm)?;
            let error = self.error(FlowError::Unpicklable { key, kind }, vm);
            error.set_cause(Some(cause));
            return Err(error);
        }
        Ok(())
    }
}

fn missing_key(key: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let key = key.to_owned();
    python_error(&FlowError::NoSuchKey { key }, vm)
}

fn missing_attribute(name: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let key = name.to_owned();
    python_error(&FlowError::NoSuchAttribute { key }, vm)
}

#[pyclass(
    with(AsMapping, AsSequence, Iterable, GetAttr, SetAttr),
    flags(HAS_DICT)
)]
impl SessionState {
    #[pymethod]
    fn get(
        zelf: &Py<Self>,
        key: PyObjectRef,
        default: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let key = text_of(&key, vm)?;
        zelf.check(&key, vm)?;
        Ok(zelf
            .lookup(&key)
            .unwrap_or_else(|| default.unwrap_or_else(|| vm.ctx.none())))
    }

    #[pymethod]
    fn pop(
        zelf: &Py<Self>,
        key: PyObjectRef,
        default: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let key = text_of(&key, vm)?;
        match (zelf.lookup(&key), default) {
            (Some(value), _) => {
                zelf.delete(&key);
                Ok(value)
            }
            (None, OptionalArg::Present(default)) => Ok(default),
            (None, OptionalArg::Missing) => Err(missing_key(&key, vm)),
        }
    }

    #[pymethod]
    fn popitem(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let Some(key) = zelf.names().pop() else {
            return Err(vm.new_key_error(vm.ctx.none()));
        };
        let value = zelf.lookup(&key).unwrap_or_else(|| vm.ctx.none());
        zelf.delete(&key);
        Ok(vm
            .ctx
            .new_tuple(vec![vm.ctx.new_str(key).into(), value])
            .into())
    }

    #[pymethod]
    fn setdefault(
        zelf: &Py<Self>,
        key: PyObjectRef,
        default: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let key = text_of(&key, vm)?;
        if let Some(value) = zelf.lookup(&key) {
            return Ok(value);
        }
        let value = default.unwrap_or_else(|| vm.ctx.none());
        zelf.assign(&key, value.clone(), vm)?;
        Ok(value)
    }

    #[pymethod]
    fn update(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let dict = vm.ctx.new_dict();
        vm.call_method(dict.as_object(), "update", args)?;
        for (key, value) in &dict {
            zelf.assign(&text_of(&key, vm)?, value, vm)?;
        }
        Ok(())
    }

    #[pymethod]
    fn clear(zelf: &Py<Self>) {
        for name in zelf.names() {
            zelf.delete(&name);
        }
    }

    #[pymethod]
    fn keys(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        vm.call_method(zelf.snapshot(vm)?.as_object(), "keys", ())
    }

    #[pymethod]
    fn values(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        vm.call_method(zelf.snapshot(vm)?.as_object(), "values", ())
    }

    #[pymethod]
    fn items(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        vm.call_method(zelf.snapshot(vm)?.as_object(), "items", ())
    }

    /// A dictionary with everything in the session state.
    #[pymethod]
    fn to_dict(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyDictRef> {
        zelf.snapshot(vm)
    }

    #[pyslot]
    fn slot_str(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        let zelf = zelf
            .downcast_ref::<Self>()
            .ok_or_else(|| vm.new_type_error("unexpected payload for __str__"))?;
        zelf.snapshot(vm)?.as_object().str(vm)
    }
}

impl AsMapping for SessionState {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: atomic_func!(|mapping, _vm| Ok(SessionState::mapping_downcast(mapping)
                .names()
                .len())),
            subscript: atomic_func!(|mapping, key, vm| {
                SessionState::mapping_downcast(mapping).item(&text_of(key, vm)?, vm)
            }),
            ass_subscript: atomic_func!(|mapping, key, value, vm| {
                let zelf = SessionState::mapping_downcast(mapping);
                let key = text_of(key, vm)?;
                match value {
                    Some(value) => zelf.assign(&key, value, vm),
                    None if zelf.delete(&key) => Ok(()),
                    None => Err(missing_key(&key, vm)),
                }
            }),
        };
        &METHODS
    }
}

impl AsSequence for SessionState {
    fn as_sequence() -> &'static PySequenceMethods {
        static METHODS: std::sync::LazyLock<PySequenceMethods> =
            std::sync::LazyLock::new(|| PySequenceMethods {
                contains: atomic_func!(|sequence, key, vm| {
                    let key = text_of(key, vm)?;
                    Ok(SessionState::sequence_downcast(sequence)
                        .lookup(&key)
                        .is_some())
                }),
                ..PySequenceMethods::NOT_IMPLEMENTED
            });
        &METHODS
    }
}

impl Iterable for SessionState {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        let names = zelf
            .names()
            .into_iter()
            .map(|name| vm.ctx.new_str(name).into())
            .collect();
        <PyList as Iterable>::iter(vm.ctx.new_list(names), vm)
    }
}

impl GetAttr for SessionState {
    fn getattro(zelf: &Py<Self>, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
        if let Some(value) = zelf.as_object().generic_getattr_opt(name, None, vm)? {
            return Ok(value);
        }
        let key = plain(name);
        zelf.check(&key, vm)?;
        zelf.lookup(&key).ok_or_else(|| missing_attribute(&key, vm))
    }
}

impl SetAttr for SessionState {
    fn setattro(
        zelf: &Py<Self>,
        name: &Py<PyStr>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let key = plain(name);
        match value {
            PySetterValue::Assign(value) => zelf.assign(&key, value, vm),
            PySetterValue::Delete if zelf.delete(&key) => Ok(()),
            PySetterValue::Delete => Err(missing_attribute(&key, vm)),
        }
    }
}
