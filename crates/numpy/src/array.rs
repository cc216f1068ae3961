//! An array as an object of Python.

use std::cell::{Cell, RefCell};

use brooklet_array::Array;
use brooklet_python::vm::builtins::PyTypeRef;
use brooklet_python::vm::class::StaticType;
use brooklet_python::vm::common::lock::PyRwLock;
use brooklet_python::vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine,
    pyclass,
};

use crate::scalar;

/// Elements of one type along any number of axes.
#[pyclass(module = "numpy", name = "ndarray", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct PyNdArray {
    #[pytraverse(skip)]
    pub(crate) array: RefCell<Array>,
    /// Whose memory it is, if not its own.
    base: PyRwLock<Option<PyObjectRef>>,
    /// Whether it was made read-only by its owner, so that it may be made writeable again.
    #[pytraverse(skip)]
    pub(crate) may_write: Cell<bool>,
}

impl PyNdArray {
    pub(crate) fn holding(array: Array, base: Option<PyObjectRef>) -> Self {
        let may_write = Cell::new(array.is_writeable());
        Self {
            array: RefCell::new(array),
            base: PyRwLock::new(base),
            may_write,
        }
    }

    /// The array, which shares memory with this object's.
    pub(crate) fn array(&self) -> Array {
        self.array.borrow().clone()
    }

    /// Takes another view for its own.
    pub(crate) fn set_array(&self, array: Array) {
        *self.array.borrow_mut() = array;
    }

    /// Whose memory it is, if not its own.
    pub(crate) fn base_object(&self) -> Option<PyObjectRef> {
        self.base.read().clone()
    }

    /// Says whose memory it is.
    pub(crate) fn set_base(&self, base: Option<PyObjectRef>) {
        let before = std::mem::replace(&mut *self.base.write(), base);
        drop(before);
    }

    /// An object that owns an array.
    pub(crate) fn wrap(array: Array, vm: &VirtualMachine) -> PyObjectRef {
        Self::holding(array, None).into_ref(&vm.ctx).into()
    }

    /// The same, which nobody may write to.
    pub(crate) fn wrap_readonly(array: Array, vm: &VirtualMachine) -> PyObjectRef {
        Self::wrap(array.with_writeable(false), vm)
    }

    /// An object over memory that something else owns.
    pub(crate) fn wrap_over(array: Array, base: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
        Self::holding(array, Some(base)).into_ref(&vm.ctx).into()
    }

    /// A view of another array's memory, of the same class.
    pub(crate) fn view_of(zelf: &Py<Self>, array: Array, vm: &VirtualMachine) -> PyResult {
        let class = zelf.class().to_owned();
        Self::view_as(zelf, array, class, vm)
    }

    /// A view of another array's memory, of a class.
    pub(crate) fn view_as(
        zelf: &Py<Self>,
        array: Array,
        class: PyTypeRef,
        vm: &VirtualMachine,
    ) -> PyResult {
        let base = owner_of(zelf, &class);
        let view = Self::holding(array, Some(base));
        finish(view, class, zelf.as_object(), vm)
    }

    /// A new array of the class of another one.
    pub(crate) fn new_like(zelf: &Py<Self>, array: Array, vm: &VirtualMachine) -> PyResult {
        let class = zelf.class().to_owned();
        finish(Self::holding(array, None), class, zelf.as_object(), vm)
    }

    /// The same of elements that were gathered from it: a class of its own shows them, an array
    /// owns them.
    pub(crate) fn gathered_like(zelf: &Py<Self>, array: Array, vm: &VirtualMachine) -> PyResult {
        if Self::is_exact(zelf.as_object()) {
            return Ok(Self::wrap(array, vm));
        }
        let owner = Self::wrap(array.clone(), vm);
        let class = zelf.class().to_owned();
        let view = Self::holding(array, Some(owner));
        finish(view, class, zelf.as_object(), vm)
    }

    /// Whether an object is of this class and not of one derived from it.
    pub(crate) fn is_exact(object: &PyObject) -> bool {
        object.class().is(Self::static_type())
    }

    /// The array itself, or its only element where it has no axes.
    pub(crate) fn or_scalar(array: Array, vm: &VirtualMachine) -> PyResult {
        if array.ndim() == 0 {
            let offset = array.offset();
            return scalar::from_element(&array, offset, vm);
        }
        Ok(Self::wrap(array, vm))
    }

    /// A reference to an array.
    pub(crate) fn downcast(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<Self>> {
        object.to_owned().downcast::<Self>().map_err(|object| {
            vm.new_type_error(format!("expected an array, got {}", object.class().name()))
        })
    }
}

/// Whose memory a view of this array shows: the array itself or, of plain arrays, its owner.
fn owner_of(zelf: &Py<PyNdArray>, class: &PyTypeRef) -> PyObjectRef {
    match zelf.base_object() {
        Some(base) if base.downcast_ref::<PyNdArray>().is_some() && base.class().is(class) => base,
        Some(base)
            if PyNdArray::is_exact(zelf.as_object())
                && base.downcast_ref::<PyNdArray>().is_some()
                && PyNdArray::is_exact(&base) =>
        {
            base
        }
        _ => zelf.as_object().to_owned(),
    }
}

/// Makes the object and lets its class have its say.
fn finish(payload: PyNdArray, class: PyTypeRef, from: &PyObject, vm: &VirtualMachine) -> PyResult {
    let is_plain = class.is(PyNdArray::static_type());
    let object: PyObjectRef = payload.into_ref_with_type(vm, class)?.into();
    if !is_plain {
        finalize(&object, from, vm)?;
    }
    Ok(object)
}

/// Calls `__array_finalize__` of a class that has one.
pub(crate) fn finalize(object: &PyObject, from: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let name = vm.ctx.intern_str("__array_finalize__");
    let hook = object
        .class()
        .get_attr(name)
        .filter(|hook| !vm.is_none(hook));
    let own = PyNdArray::static_type().get_attr(name);
    match hook {
        Some(hook) if own.is_none_or(|own| !own.is(&hook)) => {
            let bound = object.get_attr(name, vm)?;
            bound.call((from.to_owned(),), vm).map(drop)
        }
        _ => Ok(()),
    }
}
