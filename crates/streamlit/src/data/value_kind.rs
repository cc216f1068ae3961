//! What kind of thing a Python value is as part of a table.

use brooklet_python::vm::builtins::{PyFrozenSet, PySet};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, VirtualMachine};

/// Whether a value is one thing, although it may have parts.
pub(super) fn is_scalar(value: &PyObject, vm: &VirtualMachine) -> bool {
    let types = &vm.ctx.types;
    let is = |class| value.fast_isinstance(class);
    is(types.str_type)
        || is(types.bytes_type)
        || is(types.bytearray_type)
        || is(types.memoryview_type)
        || is(types.int_type)
        || is(types.float_type)
        || is(types.complex_type)
        || is(types.module_type)
}

/// Whether a value is a set.
pub(super) fn is_set(value: &PyObject) -> bool {
    value.downcast_ref::<PySet>().is_some() || value.downcast_ref::<PyFrozenSet>().is_some()
}

/// The slice of all rows.
pub(super) fn everything(vm: &VirtualMachine) -> PyObjectRef {
    let slice = vm.ctx.types.slice_type.as_object();
    slice
        .call((vm.ctx.none(),), vm)
        .unwrap_or_else(|_| vm.ctx.none())
}
