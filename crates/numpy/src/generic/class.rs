//! Attributes and methods of scalars: those of an array without axes.

use brooklet_python::vm::builtins::{PyStr, PyStrRef, PyType, PyTypeRef};
use brooklet_python::vm::common::hash::PyHash;
use brooklet_python::vm::function::{Either, FuncArgs, PyComparisonValue};
use brooklet_python::vm::protocol::{BufferFlags, PyBuffer, PyMappingMethods, PyNumberMethods};
use brooklet_python::vm::types::{
    AsBuffer, AsMapping, AsNumber, Comparable, Constructor, Hashable, PyComparisonOp, Representable,
};
use brooklet_python::vm::{
    AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine, pyclass,
};

use super::{array, compare, construct, number};
use crate::array::PyNdArray;
use crate::scalar::Generic;
use crate::{dtype, element, registry};

#[pyclass(
    flags(BASETYPE),
    with(
        Constructor,
        Representable,
        Hashable,
        Comparable,
        AsNumber,
        AsMapping,
        AsBuffer
    )
)]
impl Generic {
    #[pyslot]
    fn slot_str(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
        crate::scalar::text(zelf, vm)
    }

    #[pygetset]
    fn dtype(zelf: PyObjectRef, vm: &VirtualMachine) -> PyResult<PyRef<dtype::PyDType>> {
        let array = array(&zelf, vm)?;
        dtype::wrap(array.dtype(), vm)
    }

    #[pygetset]
    fn itemsize(zelf: PyObjectRef, vm: &VirtualMachine) -> PyResult<usize> {
        Ok(array(&zelf, vm)?.itemsize())
    }

    #[pygetset]
    fn nbytes(zelf: PyObjectRef, vm: &VirtualMachine) -> PyResult<usize> {
        Ok(array(&zelf, vm)?.itemsize())
    }

    #[pygetset]
    fn ndim(_zelf: PyObjectRef) -> usize {
        0
    }

    #[pygetset]
    fn size(_zelf: PyObjectRef) -> usize {
        1
    }

    #[pygetset]
    fn shape(_zelf: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.empty_tuple.clone().into()
    }

    #[pygetset]
    fn strides(_zelf: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.empty_tuple.clone().into()
    }

    #[pygetset]
    fn __array_priority__(_zelf: PyObjectRef) -> f64 {
        -1_000_000.0
    }

    /// The nearest object of Python's own.
    #[pymethod]
    fn item(zelf: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let array = array(&zelf, vm)?;
        if args.args.is_empty() {
            return element::item_at(&array, array.offset(), vm);
        }
        let own = PyNdArray::wrap(array, vm);
        vm.call_method(&own, "item", args)
    }

    #[pymethod]
    fn tolist(zelf: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let array = array(&zelf, vm)?;
        element::item_at(&array, array.offset(), vm)
    }

    /// The array without axes that this stands for.
    #[pymethod]
    fn __array__(zelf: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let own = PyNdArray::wrap(array(&zelf, vm)?, vm);
        if args.args.is_empty() || args.args.first().is_some_and(|dtype| vm.is_none(dtype)) {
            return Ok(own);
        }
        vm.call_method(&own, "astype", (args.args[0].clone(),))
    }
}

impl Constructor for Generic {
    type Args = FuncArgs;

    fn slot_new(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        construct::new(cls, args, vm)
    }

    fn py_new(_cls: &Py<PyType>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_type_error("numpy.generic has no instances of its own"))
    }
}

impl Representable for Generic {
    fn slot_repr(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
        registry::call("scalar_repr", (zelf.to_owned(),), vm)?.str(vm)
    }

    fn repr(_zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        Ok(vm.ctx.new_str("generic"))
    }
}

impl Hashable for Generic {
    fn slot_hash(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyHash> {
        compare::hash(zelf, vm)
    }

    fn hash(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyHash> {
        compare::hash(zelf.as_object(), vm)
    }
}

impl Comparable for Generic {
    fn slot_richcompare(
        zelf: &PyObject,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<Either<PyObjectRef, PyComparisonValue>> {
        compare::compare(zelf, other, op, vm).map(Either::A)
    }

    fn cmp(
        _zelf: &Py<Self>,
        _other: &PyObject,
        _op: PyComparisonOp,
        _vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        Ok(PyComparisonValue::NotImplemented)
    }
}

impl AsNumber for Generic {
    fn as_number() -> &'static PyNumberMethods {
        &number::METHODS
    }
}

impl AsMapping for Generic {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: None,
            subscript: Some(|mapping, key, vm| {
                let zelf = mapping.obj;
                registry::call("scalar_getitem", (zelf.to_owned(), key.to_owned()), vm)
            }),
            ass_subscript: None,
        };
        &METHODS
    }
}

impl AsBuffer for Generic {
    fn slot_as_buffer(
        zelf: &PyObject,
        flags: BufferFlags,
        vm: &VirtualMachine,
    ) -> PyResult<PyBuffer> {
        if let Some(bytes) = zelf.downcast_ref::<brooklet_python::vm::builtins::PyBytes>() {
            let bytes = vm.ctx.new_bytes(bytes.as_bytes().to_vec());
            return PyBuffer::from_object(vm, bytes.as_object(), flags);
        }
        let own = PyNdArray::wrap_readonly(array(zelf, vm)?, vm);
        PyBuffer::from_object(vm, &own, flags)
    }

    fn as_buffer(_zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyBuffer> {
        Err(vm.new_buffer_error("numpy.generic holds no bytes"))
    }
}
