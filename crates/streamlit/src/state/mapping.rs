//! An object that a script uses as a dictionary and by attributes, whose items the session holds.

use brooklet_python::vm::builtins::PyDictRef;
use brooklet_python::vm::function::OptionalArg;
use brooklet_python::vm::{
    self as rustpython_vm, AsObject, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use crate::argument::text_of;
use crate::error::{FlowError, python_error};

/// What such an object holds, and what it can do as any dictionary can.
#[pyclass]
pub(crate) trait MappingProxy: PyPayload + Sized + 'static {
    /// The names in their order.
    fn names(&self, vm: &VirtualMachine) -> PyResult<Vec<String>>;

    /// What stands under a name.
    fn lookup(&self, key: &str, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>>;

    /// Whether something stands under a name.
    fn holds(&self, key: &str, vm: &VirtualMachine) -> PyResult<bool> {
        Ok(self.lookup(key, vm)?.is_some())
    }

    /// Puts a value under a name.
    fn assign(&self, key: &str, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()>;

    /// Takes a name away; whether it was there.
    fn delete(&self, key: &str, vm: &VirtualMachine) -> PyResult<bool>;

    /// Which of the names `popitem` takes.
    fn popped(names: Vec<String>) -> Option<String>;

    /// Refuses names that nothing can stand under.
    fn check(&self, _key: &str, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    /// Says that nothing stands under a name.
    fn missing_key(key: String) -> FlowError;

    /// Says that nothing stands under the name of an attribute.
    fn missing_attribute(key: String) -> FlowError;

    /// What stands under a name, which `missing` says otherwise.
    fn find(&self, key: String, missing: fn(String) -> FlowError, vm: &VirtualMachine) -> PyResult {
        self.check(&key, vm)?;
        match self.lookup(&key, vm)? {
            Some(value) => Ok(value),
            None => Err(python_error(&missing(key), vm)),
        }
    }

    /// Puts a value under a name, or takes the name away.
    fn change(
        &self,
        key: String,
        value: Option<PyObjectRef>,
        missing: fn(String) -> FlowError,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        match value {
            Some(value) => self.assign(&key, value, vm),
            None if self.delete(&key, vm)? => Ok(()),
            None => Err(python_error(&missing(key), vm)),
        }
    }

    /// Everything in it as a dictionary of its own.
    fn snapshot(&self, vm: &VirtualMachine) -> PyResult<PyDictRef> {
        let dict = vm.ctx.new_dict();
        for name in self.names(vm)? {
            if let Some(value) = self.lookup(&name, vm)? {
                dict.set_item(name.as_str(), value, vm)?;
            }
        }
        Ok(dict)
    }

    #[pymethod]
    fn get(
        zelf: &Py<Self>,
        key: PyObjectRef,
        default: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let key = text_of(&key, vm)?;
        zelf.check(&key, vm)?;
        let found = zelf.lookup(&key, vm)?;
        Ok(found.unwrap_or_else(|| default.unwrap_or_else(|| vm.ctx.none())))
    }

    #[pymethod]
    fn pop(
        zelf: &Py<Self>,
        key: PyObjectRef,
        default: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let key = text_of(&key, vm)?;
        match (zelf.lookup(&key, vm)?, default) {
            (Some(value), _) => {
                zelf.delete(&key, vm)?;
                Ok(value)
            }
            (None, OptionalArg::Present(default)) => Ok(default),
            (None, OptionalArg::Missing) => Err(python_error(&Self::missing_key(key), vm)),
        }
    }

    #[pymethod]
    fn popitem(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let Some(key) = Self::popped(zelf.names(vm)?) else {
            return Err(vm.new_key_error(vm.ctx.none()));
        };
        let found = zelf.lookup(&key, vm)?;
        let value = found.unwrap_or_else(|| vm.ctx.none());
        zelf.delete(&key, vm)?;
        let pair = vec![vm.ctx.new_str(key).into(), value];
        Ok(vm.ctx.new_tuple(pair).into())
    }

    #[pymethod]
    fn setdefault(
        zelf: &Py<Self>,
        key: PyObjectRef,
        default: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let key = text_of(&key, vm)?;
        if let Some(value) = zelf.lookup(&key, vm)? {
            return Ok(value);
        }
        let value = default.unwrap_or_else(|| vm.ctx.none());
        zelf.assign(&key, value.clone(), vm)?;
        Ok(value)
    }

    #[pymethod]
    fn to_dict(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyDictRef> {
        zelf.snapshot(vm)
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
}

/// Lets a class be asked by `[…]`, by `in`, in a loop, by `len` and by attributes.
macro_rules! mapping_slots {
    ($Proxy:ident) => {
        impl AsMapping for $Proxy {
            fn as_mapping() -> &'static PyMappingMethods {
                static METHODS: PyMappingMethods = PyMappingMethods {
                    length: atomic_func!(|mapping, vm| {
                        Ok($Proxy::mapping_downcast(mapping).names(vm)?.len())
                    }),
                    subscript: atomic_func!(|mapping, key, vm| {
                        let key = text_of(key, vm)?;
                        let zelf = $Proxy::mapping_downcast(mapping);
                        zelf.find(key, $Proxy::missing_key, vm)
                    }),
                    ass_subscript: atomic_func!(|mapping, key, value, vm| {
                        let key = text_of(key, vm)?;
                        let zelf = $Proxy::mapping_downcast(mapping);
                        zelf.change(key, value, $Proxy::missing_key, vm)
                    }),
                };
                &METHODS
            }
        }

        impl AsSequence for $Proxy {
            fn as_sequence() -> &'static PySequenceMethods {
                static METHODS: std::sync::LazyLock<PySequenceMethods> =
                    std::sync::LazyLock::new(|| PySequenceMethods {
                        contains: atomic_func!(|sequence, key, vm| {
                            let key = text_of(key, vm)?;
                            let zelf = $Proxy::sequence_downcast(sequence);
                            zelf.holds(&key, vm)
                        }),
                        ..PySequenceMethods::NOT_IMPLEMENTED
                    });
                &METHODS
            }
        }

        impl Iterable for $Proxy {
            fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
                let names = zelf.names(vm)?.into_iter();
                let names = names.map(|name| vm.ctx.new_str(name).into()).collect();
                <PyList as Iterable>::iter(vm.ctx.new_list(names), vm)
            }
        }

        impl GetAttr for $Proxy {
            fn getattro(zelf: &Py<Self>, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
                if let Some(value) = zelf.as_object().generic_getattr_opt(name, None, vm)? {
                    return Ok(value);
                }
                zelf.find(to_string_lossy(name), $Proxy::missing_attribute, vm)
            }
        }

        impl SetAttr for $Proxy {
            fn setattro(
                zelf: &Py<Self>,
                name: &Py<PyStr>,
                value: PySetterValue,
                vm: &VirtualMachine,
            ) -> PyResult<()> {
                let value = match value {
                    PySetterValue::Assign(value) => Some(value),
                    PySetterValue::Delete => None,
                };
                zelf.change(to_string_lossy(name), value, $Proxy::missing_attribute, vm)
            }
        }
    };
}

pub(crate) use mapping_slots;
