//! `st.session_state`: what a script keeps from run to run, and the values of its keyed widgets.

#![allow(
    clippy::needless_pass_by_value,
    reason = "Python's calls hand their arguments over"
)]

use std::rc::Rc;

use brooklet_python::vm::builtins::{PyList, PyStr};
use brooklet_python::vm::function::{FuncArgs, PySetterValue};
use brooklet_python::vm::protocol::{PyMappingMethods, PySequenceMethods};
use brooklet_python::vm::types::{AsMapping, AsSequence, GetAttr, Iterable, SetAttr};
use brooklet_python::vm::{
    self as rustpython_vm, AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult,
    VirtualMachine, atomic_func, pyclass,
};

use super::mapping::{MappingProxy, mapping_slots};
use crate::argument::{text_of, to_string_lossy};
use crate::error::{ArgumentError, FlowError, WidgetError};
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
}

impl MappingProxy for SessionState {
    fn names(&self, vm: &VirtualMachine) -> PyResult<Vec<String>> {
        let mut names = Vec::new();
        for key in self.runtime.session().with_state(|state| state.keys()) {
            if self.runtime.kept_value(&key, vm)?.is_some() {
                names.push(key);
            }
        }
        Ok(names)
    }

    fn lookup(&self, key: &str, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        self.runtime.kept_value(key, vm)
    }

    fn holds(&self, key: &str, vm: &VirtualMachine) -> PyResult<bool> {
        self.runtime.is_kept(key, vm)
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

    fn delete(&self, key: &str, _vm: &VirtualMachine) -> PyResult<bool> {
        Ok(self.runtime.session().with_state(|state| state.remove(key)))
    }

    fn popped(mut names: Vec<String>) -> Option<String> {
        names.pop()
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

    fn missing_key(key: String) -> FlowError {
        FlowError::NoSuchKey { key }
    }

    fn missing_attribute(key: String) -> FlowError {
        FlowError::NoSuchAttribute { key }
    }
}

mapping_slots!(SessionState);

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

#[pyclass(
    with(MappingProxy, AsMapping, AsSequence, Iterable, GetAttr, SetAttr),
    flags(HAS_DICT)
)]
impl SessionState {
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
    fn clear(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        // Also what cannot be read goes.
        let keys = zelf.runtime.session().with_state(|state| state.keys());
        for key in keys {
            zelf.delete(&key, vm)?;
        }
        Ok(())
    }

    #[pyslot]
    fn slot_str(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        let zelf = zelf
            .downcast_ref::<Self>()
            .ok_or_else(|| vm.new_type_error("unexpected payload for __str__"))?;
        zelf.snapshot(vm)?.as_object().str(vm)
    }
}
