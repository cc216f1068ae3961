//! Attributes, methods and arithmetic of scalars.

mod class;
mod compare;
mod construct;
mod number;

pub(crate) use construct::take_construction;

use brooklet_python::vm::{PyObject, PyResult, VirtualMachine};

use crate::scalar::array_of;

/// The array without axes that a scalar stands for.
pub(super) fn array(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<brooklet_array::Array> {
    array_of(zelf).ok_or_else(|| {
        vm.new_type_error(format!("'{}' object holds no value", zelf.class().name()))
    })
}
