//! Iterating over the first axis of an array.

use brooklet_python::vm::protocol::PyIterReturn;
use brooklet_python::vm::types::{IterNext, Iterable, SelfIter};
use brooklet_python::vm::{
    AsObject, Py, PyPayload, PyRef, PyResult, Traverse, VirtualMachine, pyclass,
};

use super::set;
use super::set::item_at;
use crate::array::PyNdArray;

impl Iterable for PyNdArray {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        if zelf.array().ndim() == 0 {
            return Err(vm.new_type_error("iteration over a 0-d array"));
        }
        let iter = ArrayIterator {
            array: zelf,
            at: std::cell::Cell::new(0),
        };
        Ok(iter.into_ref(&vm.ctx).into())
    }
}

/// What `iter(a)` gives.
#[pyclass(module = "numpy", name = "array_iterator", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct ArrayIterator {
    array: PyRef<PyNdArray>,
    #[pytraverse(skip)]
    at: std::cell::Cell<usize>,
}

#[pyclass(with(IterNext, Iterable))]
impl ArrayIterator {
    #[pymethod]
    fn __length_hint__(zelf: &Py<Self>) -> usize {
        let len = zelf.array.array().shape().first().copied().unwrap_or(0);
        len.saturating_sub(zelf.at.get())
    }
}

impl SelfIter for ArrayIterator {}

impl IterNext for ArrayIterator {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let at = zelf.at.get();
        if at >= zelf.array.array().shape().first().copied().unwrap_or(0) {
            return Ok(PyIterReturn::StopIteration(None));
        }
        zelf.at.set(at + 1);
        let own = PyNdArray::is_exact(zelf.array.as_object());
        if own {
            return item_at(&zelf.array, at as isize, vm).map(PyIterReturn::Return);
        }
        let index = vm.ctx.new_int(at);
        set::get(&zelf.array, index.as_object(), vm).map(PyIterReturn::Return)
    }
}
