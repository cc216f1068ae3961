//! Arrays among Python's operators, and the class with all its names.

use brooklet_python::vm::builtins::{PyIntRef, PyStr, PyStrRef, PyType, PyTypeRef};
use brooklet_python::vm::common::hash::PyHash;
use brooklet_python::vm::function::{Either, FuncArgs, PyComparisonValue, PySetterValue};
use brooklet_python::vm::protocol::{
    PyMappingMethods, PyNumber, PyNumberMethods, PySequenceMethods,
};
use brooklet_python::vm::types::{
    AsBuffer, AsMapping, AsNumber, AsSequence, Comparable, Constructor, Iterable, PyComparisonOp,
    Representable,
};
use brooklet_python::vm::{
    AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine, pyclass,
};

use super::{construct, methods, pickle, set, view};
use crate::array::PyNdArray;
use crate::dtype::PyDType;
use crate::error::OrRaise;
use crate::{element, operator, registry};

#[pyclass(
    flags(BASETYPE, HAS_WEAKREF),
    with(
        Constructor,
        Representable,
        Comparable,
        AsNumber,
        AsMapping,
        AsSequence,
        AsBuffer,
        Iterable
    )
)]
impl PyNdArray {
    #[pyslot]
    fn slot_str(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
        super::text(zelf, vm)
    }

    #[pygetset]
    fn ndim(zelf: &Py<Self>) -> usize {
        zelf.array.borrow().ndim()
    }

    #[pygetset]
    fn size(zelf: &Py<Self>) -> usize {
        zelf.array.borrow().size()
    }

    #[pygetset]
    fn itemsize(zelf: &Py<Self>) -> usize {
        zelf.array.borrow().itemsize()
    }

    #[pygetset]
    fn nbytes(zelf: &Py<Self>) -> usize {
        zelf.array.borrow().nbytes()
    }

    #[pygetset]
    fn shape(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        Self::get_shape(zelf, vm)
    }

    #[pygetset(setter)]
    fn set_shape(zelf: &Py<Self>, value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
        registry::call("warn_set_shape", (), vm)?;
        Self::put_shape(zelf, value, vm)
    }

    #[pygetset]
    fn strides(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        Self::get_strides(zelf, vm)
    }

    #[pygetset(setter)]
    fn set_strides(zelf: &Py<Self>, value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
        registry::call("warn_set_strides", (), vm)?;
        Self::put_strides(zelf, value, vm)
    }

    #[pygetset]
    fn dtype(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyRef<PyDType>> {
        Self::get_dtype(zelf, vm)
    }

    #[pygetset(setter)]
    fn set_dtype(zelf: &Py<Self>, value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
        registry::call("warn_set_dtype", (), vm)?;
        Self::put_dtype(zelf, value, vm)
    }

    #[pymethod]
    fn _set_dtype(zelf: &Py<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        Self::put_dtype(zelf, PySetterValue::Assign(value), vm)
    }

    #[pymethod]
    fn _set_shape(zelf: &Py<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        Self::put_shape(zelf, PySetterValue::Assign(value), vm)
    }

    #[pygetset]
    fn base(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        Self::get_base(zelf, vm)
    }

    #[pygetset]
    fn real(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        Self::get_real(zelf, vm)
    }

    #[pygetset(setter)]
    fn set_real(zelf: &Py<Self>, value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
        Self::put_part(Some(zelf.array().real()), value, vm)
    }

    #[pygetset]
    fn imag(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        Self::get_imag(zelf, vm)
    }

    #[pygetset(setter)]
    fn set_imag(zelf: &Py<Self>, value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
        Self::put_part(zelf.array().imag(), value, vm)
    }

    #[pygetset(name = "T")]
    fn t(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        Self::transposed(zelf, vm)
    }

    #[pygetset(name = "mT")]
    fn mt(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        Self::matrix_transposed(zelf, vm)
    }

    #[pygetset]
    fn __array_priority__(_zelf: &Py<Self>) -> f64 {
        0.0
    }

    #[pymethod]
    fn reshape(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::reshape(zelf, args, vm)
    }

    #[pymethod]
    fn transpose(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::transpose(zelf, args, vm)
    }

    #[pymethod]
    fn swapaxes(zelf: &Py<Self>, axis1: isize, axis2: isize, vm: &VirtualMachine) -> PyResult {
        let view = zelf.array().swapaxes(axis1, axis2).or_raise(vm)?;
        Self::view_of(zelf, view, vm)
    }

    #[pymethod]
    fn squeeze(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::squeeze(zelf, args, vm)
    }

    #[pymethod]
    fn ravel(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::ravel(zelf, args, vm)
    }

    #[pymethod]
    fn flatten(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::flatten(zelf, args, vm)
    }

    #[pymethod]
    fn copy(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::copy(zelf, args, vm)
    }

    #[pymethod]
    fn astype(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::astype(zelf, args, vm)
    }

    #[pymethod]
    fn view(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        view::view(zelf, args, vm)
    }

    #[pymethod]
    fn fill(zelf: &Py<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        methods::fill(zelf, &value, vm)
    }

    #[pymethod]
    fn item(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::item(zelf, args, vm)
    }

    #[pymethod]
    fn tolist(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        methods::to_list(&zelf.array(), vm)
    }

    #[pymethod]
    fn tobytes(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::to_bytes(zelf, args, vm)
    }

    #[pymethod]
    fn diagonal(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        view::diagonal(zelf, args, vm)
    }

    #[pymethod]
    fn byteswap(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::byteswap(zelf, args, vm)
    }

    #[pymethod]
    fn getfield(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        view::getfield(zelf, args, vm)
    }

    #[pymethod]
    fn setflags(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        methods::setflags(zelf, args, vm)
    }

    #[pymethod]
    fn nonzero(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        methods::nonzero(zelf, vm)
    }

    #[pymethod]
    fn take(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        super::select::take(zelf, args, vm)
    }

    #[pymethod]
    fn repeat(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        super::select::repeat(zelf, args, vm)
    }

    #[pymethod]
    fn sort(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        super::order::sort(zelf, args, vm)
    }

    #[pymethod]
    fn argsort(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        super::order::argsort(zelf, args, vm)
    }

    #[pymethod]
    fn partition(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        super::order::partition(zelf, args, vm)
    }

    #[pymethod]
    fn argpartition(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        super::order::argpartition(zelf, args, vm)
    }

    #[pymethod]
    fn searchsorted(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        super::order::searchsorted(zelf, args, vm)
    }

    #[pymethod]
    fn argmax(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        super::order::extreme(zelf, "argmax", args, vm)
    }

    #[pymethod]
    fn argmin(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        super::order::extreme(zelf, "argmin", args, vm)
    }

    #[pymethod]
    fn __copy__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        methods::copy(zelf, FuncArgs::from(vec![vm.ctx.new_str("K").into()]), vm)
    }

    #[pymethod]
    fn __setstate__(zelf: &Py<Self>, state: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        pickle::set_state(zelf, &state, vm)
    }

    #[pymethod]
    fn __array__(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        methods::array(zelf, args, vm)
    }

    #[pymethod]
    fn __complex__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let item = only_item(zelf, vm)?;
        let class: PyObjectRef = vm.ctx.types.complex_type.to_owned().into();
        class.call((item,), vm)
    }

    #[pyclassmethod]
    fn __class_getitem__(cls: PyTypeRef, item: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        registry::call("array_alias", (cls, item), vm)
    }
}

/// The one element of an array of one.
fn only_item(zelf: &Py<PyNdArray>, vm: &VirtualMachine) -> PyResult {
    let array = zelf.array();
    if array.size() != 1 || array.ndim() > 0 {
        return Err(
            vm.new_type_error("only 0-dimensional arrays can be converted to Python scalars")
        );
    }
    element::item_at(&array, array.offset(), vm)
}

impl Constructor for PyNdArray {
    type Args = FuncArgs;

    fn slot_new(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        construct::new(cls, args, vm)
    }

    fn py_new(_cls: &Py<PyType>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_type_error("arrays are made by ndarray.__new__"))
    }
}

impl Representable for PyNdArray {
    fn slot_repr(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
        registry::call("array_repr", (zelf.to_owned(),), vm)?.str(vm)
    }

    fn repr(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        Self::slot_repr(zelf.as_object(), vm)
    }
}

impl Comparable for PyNdArray {
    fn slot_richcompare(
        zelf: &PyObject,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<Either<PyObjectRef, PyComparisonValue>> {
        operator::compare(zelf, other, op, vm).map(Either::A)
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

/// Arrays can change, so they have no hash.
pub(crate) fn unhashable(_zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyHash> {
    Err(vm.new_type_error("unhashable type: 'numpy.ndarray'"))
}

macro_rules! binary {
    ($ufunc:literal) => {
        Some(|left, right, vm| operator::binary($ufunc, left, right, vm))
    };
}

macro_rules! in_place {
    ($ufunc:literal) => {
        Some(|left, right, vm| operator::in_place($ufunc, left, right, vm))
    };
}

macro_rules! unary {
    ($ufunc:literal) => {
        Some(|number: PyNumber<'_>, vm| operator::unary($ufunc, number.obj, vm))
    };
}

fn number_item(number: PyNumber<'_>, vm: &VirtualMachine) -> PyResult {
    let zelf = PyNdArray::downcast(number.obj, vm)?;
    only_item(&zelf, vm)
}

impl AsNumber for PyNdArray {
    fn as_number() -> &'static PyNumberMethods {
        static METHODS: PyNumberMethods = PyNumberMethods {
            add: binary!("add"),
            subtract: binary!("subtract"),
            multiply: binary!("multiply"),
            true_divide: binary!("divide"),
            remainder: binary!("remainder"),
            divmod: binary!("divmod"),
            floor_divide: binary!("floor_divide"),
            lshift: binary!("left_shift"),
            rshift: binary!("right_shift"),
            and: binary!("bitwise_and"),
            xor: binary!("bitwise_xor"),
            or: binary!("bitwise_or"),
            matrix_multiply: binary!("matmul"),
            power: Some(operator::power),
            inplace_add: in_place!("add"),
            inplace_subtract: in_place!("subtract"),
            inplace_multiply: in_place!("multiply"),
            inplace_true_divide: in_place!("divide"),
            inplace_floor_divide: in_place!("floor_divide"),
            inplace_remainder: in_place!("remainder"),
            inplace_lshift: in_place!("left_shift"),
            inplace_rshift: in_place!("right_shift"),
            inplace_and: in_place!("bitwise_and"),
            inplace_xor: in_place!("bitwise_xor"),
            inplace_or: in_place!("bitwise_or"),
            inplace_matrix_multiply: Some(|left, right, vm| {
                registry::call("inplace_matmul", (left.to_owned(), right.to_owned()), vm)
            }),
            inplace_power: Some(|left, right, _modulus, vm| {
                operator::in_place("power", left, right, vm)
            }),
            negative: unary!("negative"),
            positive: unary!("positive"),
            absolute: unary!("absolute"),
            invert: unary!("invert"),
            boolean: Some(|number, vm| {
                let zelf = PyNdArray::downcast(number.obj, vm)?;
                operator::is_true(&zelf.array(), vm)
            }),
            int: Some(|number, vm| Ok(number_item(number, vm)?.try_int(vm)?.into())),
            float: Some(|number, vm| {
                let item = number_item(number, vm)?;
                Ok(vm.ctx.new_float(element::to_float(&item, vm)?).into())
            }),
            index: Some(|number, vm| {
                let zelf = PyNdArray::downcast(number.obj, vm)?;
                let array = zelf.array();
                if array.ndim() > 0 || !array.dtype().num().is_integer() {
                    return Err(vm.new_type_error(
                        "only integer scalar arrays can be converted to a scalar index",
                    ));
                }
                let item: PyIntRef = element::item_at(&array, array.offset(), vm)?.try_int(vm)?;
                Ok(item.into())
            }),
        };
        &METHODS
    }
}

fn length(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<usize> {
    let zelf = PyNdArray::downcast(zelf, vm)?;
    let len = zelf.array().shape().first().copied();
    len.ok_or_else(|| vm.new_type_error("len() of unsized object"))
}

impl AsMapping for PyNdArray {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: Some(|mapping, vm| length(mapping.obj, vm)),
            subscript: Some(|mapping, key, vm| {
                let zelf = PyNdArray::downcast(mapping.obj, vm)?;
                set::get(&zelf, key, vm)
            }),
            ass_subscript: Some(|mapping, key, value, vm| {
                let zelf = PyNdArray::downcast(mapping.obj, vm)?;
                match value {
                    Some(value) => set::set(&zelf, key, &value, vm),
                    None => Err(vm.new_value_error("cannot delete array elements")),
                }
            }),
        };
        &METHODS
    }
}

impl AsSequence for PyNdArray {
    fn as_sequence() -> &'static PySequenceMethods {
        static METHODS: PySequenceMethods = PySequenceMethods {
            length: Some(|sequence, vm| length(sequence.obj, vm)),
            item: Some(|sequence, index, vm| {
                let zelf = PyNdArray::downcast(sequence.obj, vm)?;
                set::item_at(&zelf, index, vm)
            }),
            contains: Some(|sequence, item, vm| {
                let found =
                    registry::call("contains", (sequence.obj.to_owned(), item.to_owned()), vm)?;
                found.is_true(vm)
            }),
            ..PySequenceMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}
