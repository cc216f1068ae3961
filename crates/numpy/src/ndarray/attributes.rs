//! What an array tells of itself, and what can be changed of that.

use brooklet_array::Array;
use brooklet_array::shape::Order;
use brooklet_python::vm::builtins::PyTypeRef;
use brooklet_python::vm::function::PySetterValue;
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::arguments::to_shape;
use crate::array::PyNdArray;
use crate::dtype::{self, PyDType};
use crate::element::coerce;
use crate::error::OrRaise;
use crate::registry;

/// The shape of an array as a tuple.
pub(crate) fn shape_of(array: &Array, vm: &VirtualMachine) -> PyObjectRef {
    let lens = array.shape().iter().map(|len| vm.ctx.new_int(*len).into());
    vm.ctx.new_tuple(lens.collect()).into()
}

fn assigned(value: PySetterValue, name: &str, vm: &VirtualMachine) -> PyResult {
    match value {
        PySetterValue::Assign(value) => Ok(value),
        PySetterValue::Delete => Err(vm.new_attribute_error(format!("Cannot delete array {name}"))),
    }
}

/// Getters and setters; the class gathers them.
impl PyNdArray {
    pub(super) fn get_shape(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        shape_of(&zelf.array(), vm)
    }

    pub(super) fn put_shape(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let value = assigned(value, "shape", vm)?;
        let array = zelf.array();
        let shape = array.resolve_shape(&to_shape(&value, vm)?).or_raise(vm)?;
        let view = array.reshape_view(&shape, Order::C).ok_or_else(|| {
            vm.new_attribute_error(
                "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.",
            )
        })?;
        zelf.set_array(view);
        Ok(())
    }

    pub(super) fn get_strides(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let array = zelf.array();
        let steps = array
            .strides()
            .iter()
            .map(|step| vm.ctx.new_int(*step).into());
        vm.ctx.new_tuple(steps.collect()).into()
    }

    pub(super) fn put_strides(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let value = assigned(value, "strides", vm)?;
        let array = zelf.array();
        let strides = to_shape(&value, vm)?;
        if strides.len() != array.ndim() {
            return Err(vm.new_value_error(format!(
                "strides must be  same length as shape ({})",
                array.ndim()
            )));
        }
        let view = array.restrided(array.shape(), &strides);
        let view = view
            .map_err(|_| vm.new_value_error("strides is not compatible with available memory"))?;
        zelf.set_array(view);
        Ok(())
    }

    pub(super) fn put_dtype(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let value = assigned(value, "dtype", vm)?;
        let dtype = dtype::from_object(&value, vm)?;
        let view = zelf
            .array()
            .view_as(&sized_for(&zelf.array(), dtype.dtype()))
            .or_raise(vm)?;
        zelf.set_array(view);
        Ok(())
    }

    pub(super) fn get_dtype(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyRef<PyDType>> {
        dtype::wrap(zelf.array.borrow().dtype(), vm)
    }

    pub(super) fn get_imag(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        match array.imag() {
            Some(view) => Self::view_of(zelf, view, vm),
            None if array.dtype().has_objects() => {
                registry::call("object_imag", (zelf.to_owned(),), vm)
            }
            None => {
                let zeros = Array::zeros(array.shape(), array.dtype()).or_raise(vm)?;
                Self::new_like(zelf, zeros.with_writeable(false), vm)
            }
        }
    }

    pub(super) fn get_real(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        if array.dtype().has_objects() && array.dtype().fields().is_none() {
            return registry::call("object_real", (zelf.to_owned(),), vm);
        }
        if array.imag().is_none() {
            return Ok(zelf.as_object().to_owned());
        }
        Self::view_of(zelf, array.real(), vm)
    }

    pub(super) fn put_part(
        part: Option<Array>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let value = assigned(value, "part", vm)?;
        let Some(part) = part else {
            return Err(vm.new_type_error("array does not have imaginary part to set"));
        };
        part.check_writeable().or_raise(vm)?;
        coerce::assign(&part, &value, vm)
    }

    pub(super) fn get_base(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.base_object().unwrap_or_else(|| vm.ctx.none())
    }

    pub(super) fn transposed(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let view = zelf.array().transpose(None).or_raise(vm)?;
        Self::view_of(zelf, view, vm)
    }

    pub(super) fn matrix_transposed(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let array = zelf.array();
        if array.ndim() < 2 {
            return Err(vm.new_value_error("matrix transpose with ndim < 2 is undefined"));
        }
        Self::view_of(zelf, array.swapaxes(-1, -2).or_raise(vm)?, vm)
    }

    /// One of the flags, by its name in the class for them.
    pub(crate) fn flag(zelf: &Py<Self>, name: &str) -> Option<bool> {
        let array = zelf.array();
        Some(match name {
            "C_CONTIGUOUS" => array.is_c_contiguous(),
            "F_CONTIGUOUS" => array.is_f_contiguous(),
            "OWNDATA" => zelf.base_object().is_none(),
            "WRITEABLE" => array.is_writeable(),
            "ALIGNED" => array.is_aligned(),
            "WRITEBACKIFCOPY" => false,
            _ => return None,
        })
    }

    /// Allows or forbids writing.
    pub(crate) fn set_writeable(zelf: &Py<Self>, write: bool, vm: &VirtualMachine) -> PyResult<()> {
        if write && !may_become_writeable(zelf, vm) {
            return Err(vm.new_value_error("cannot set WRITEABLE flag to True of this array"));
        }
        zelf.set_array(zelf.array().with_writeable(write));
        Ok(())
    }
}

/// Whether the owner of the memory lets it be written to.
fn may_become_writeable(zelf: &Py<PyNdArray>, vm: &VirtualMachine) -> bool {
    let mut current: PyObjectRef = match zelf.base_object() {
        None => return zelf.may_write.get() || zelf.array().is_writeable(),
        Some(base) => base,
    };
    loop {
        let Some(array) = current.downcast_ref::<PyNdArray>() else {
            let buffer = brooklet_python::vm::protocol::PyBuffer::from_object(
                vm,
                &current,
                brooklet_python::vm::protocol::BufferFlags::WRITABLE,
            );
            return buffer.is_ok_and(|buffer| !buffer.desc.readonly);
        };
        if array.array().is_writeable() {
            return true;
        }
        match array.base_object() {
            None => return array.may_write.get() && array.array().is_writeable(),
            Some(base) => current = base,
        }
    }
}

/// A type without a size of its own takes that of the elements (`view('S')`).
pub(crate) fn sized_for(array: &Array, dtype: &brooklet_array::DType) -> brooklet_array::DType {
    if dtype.is_empty() && dtype.num().is_flexible() && dtype.fields().is_none() {
        return dtype.with_itemsize(array.itemsize());
    }
    dtype.clone()
}

/// The class an object asks to be viewed as.
pub(crate) fn class_argument(object: &PyObject) -> Option<PyTypeRef> {
    let class = object.downcast_ref::<brooklet_python::vm::builtins::PyType>()?;
    let is_array =
        class.fast_issubclass(<PyNdArray as brooklet_python::vm::class::StaticType>::static_type());
    is_array.then(|| class.to_owned())
}
