//! `_ArrayFunctionDispatcher`: functions that arrays of other kinds may take over.

use brooklet_python::vm::builtins::{
    PyBytes, PyComplex, PyDict, PyFloat, PyFunction, PyInt, PyList, PySlice, PyStr, PyTuple, PyType,
};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::types::{Callable, Constructor, GetDescriptor, Representable};
use brooklet_python::vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, Traverse, VirtualMachine, pyclass,
};

use crate::array::PyNdArray;
use crate::{dtype, registry, scalar};

/// A function with the one that names the arguments that may take over.
#[pyclass(module = "numpy", name = "_ArrayFunctionDispatcher", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct Dispatcher {
    dispatcher: PyObjectRef,
    implementation: PyObjectRef,
}

#[pyclass(
    flags(HAS_DICT, HAS_WEAKREF, METHOD_DESCRIPTOR),
    with(Constructor, Callable, GetDescriptor, Representable)
)]
impl Dispatcher {
    #[pygetset]
    fn _implementation(zelf: &Py<Self>) -> PyObjectRef {
        zelf.implementation.clone()
    }

    #[pygetset]
    fn _dispatcher(zelf: &Py<Self>) -> PyObjectRef {
        zelf.dispatcher.clone()
    }

    #[pymethod]
    fn __reduce__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.as_object().get_attr("__qualname__", vm)
    }
}

impl Constructor for Dispatcher {
    type Args = (PyObjectRef, PyObjectRef);

    fn py_new(
        _cls: &Py<PyType>,
        (dispatcher, implementation): Self::Args,
        _vm: &VirtualMachine,
    ) -> PyResult<Self> {
        Ok(Self {
            dispatcher,
            implementation,
        })
    }
}

impl Callable for Dispatcher {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let nothing_special = args
            .args
            .iter()
            .chain(args.kwargs.values())
            .all(|arg| is_plain(arg, vm));
        if vm.is_none(&zelf.dispatcher) {
            // A function with `like=`, which comes first and is not passed on.
            if nothing_special {
                let mut args = args;
                if !args.args.is_empty() {
                    args.args.remove(0);
                }
                return zelf.implementation.call_with_args(args, vm);
            }
        } else if nothing_special {
            return zelf.implementation.call_with_args(args, vm);
        }
        let positional = vm.ctx.new_tuple(args.args.clone());
        let named = vm.ctx.new_dict();
        for (name, value) in &args.kwargs {
            named.set_item(&*vm.ctx.new_str(name.clone()), value.clone(), vm)?;
        }
        registry::call(
            "dispatch",
            (
                zelf.to_owned(),
                zelf.dispatcher.clone(),
                zelf.implementation.clone(),
                positional,
                named,
            ),
            vm,
        )
    }
}

/// Whether an argument cannot take over: values of Python's own, arrays and scalars of this crate,
/// and lists of such.
fn is_plain(object: &PyObject, vm: &VirtualMachine) -> bool {
    if is_single(object, vm) {
        return true;
    }
    if let Some(list) = object.downcast_ref::<PyList>() {
        let items = list.borrow_vec();
        return items
            .iter()
            .take(64)
            .all(|item| is_single(item, vm) || item.downcast_ref::<PyList>().is_some());
    }
    match object.downcast_ref::<PyTuple>() {
        Some(tuple) => tuple
            .as_slice()
            .iter()
            .all(|item| is_single(item, vm) || item.downcast_ref::<PyList>().is_some()),
        None => false,
    }
}

fn is_single(object: &PyObject, vm: &VirtualMachine) -> bool {
    PyNdArray::is_exact(object)
        || object.downcast_ref::<PyInt>().is_some()
        || object.downcast_ref::<PyFloat>().is_some()
        || object.downcast_ref::<PyStr>().is_some()
        || vm.is_none(object)
        || object.downcast_ref::<PyComplex>().is_some()
        || object.downcast_ref::<PyBytes>().is_some()
        || object.downcast_ref::<PyType>().is_some()
        || object.downcast_ref::<PySlice>().is_some()
        || object.downcast_ref::<PyFunction>().is_some()
        || object.downcast_ref::<PyDict>().is_some()
        || object.downcast_ref::<dtype::PyDType>().is_some()
        || scalar::is_scalar(object)
}

impl GetDescriptor for Dispatcher {
    fn descr_get(
        zelf: &PyObject,
        obj: Option<&PyObject>,
        _cls: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        match obj {
            Some(obj) if !vm.is_none(obj) => {
                registry::call("bind", (zelf.to_owned(), obj.to_owned()), vm)
            }
            _ => Ok(zelf.to_owned()),
        }
    }
}

impl Representable for Dispatcher {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let name = zelf.as_object().get_attr("__name__", vm);
        let name = name.and_then(|name| Ok(name.str(vm)?.to_string_lossy().into_owned()));
        Ok(format!(
            "<function {} at {:#x}>",
            name.unwrap_or_else(|_| "of arrays".into()),
            zelf.get_id()
        ))
    }
}
