//! How an element type is written.

use brooklet_array::DType;
use brooklet_python::vm::builtins::PyStrRef;
use brooklet_python::vm::{AsObject, PyRef, PyResult, VirtualMachine};

use super::{PyDType, wrap};
use crate::registry;

/// `repr` of an element type. NumPy's Python layer writes all but the plain ones.
pub(super) fn repr(dtype: &PyRef<PyDType>, vm: &VirtualMachine) -> PyResult<PyStrRef> {
    layer("__repr__", dtype, vm)
}

/// `str` of an element type.
pub(super) fn text(dtype: &PyRef<PyDType>, vm: &VirtualMachine) -> PyResult<PyStrRef> {
    layer("__str__", dtype, vm)
}

fn layer(name: &str, dtype: &PyRef<PyDType>, vm: &VirtualMachine) -> PyResult<PyStrRef> {
    let text = registry::call("write_dtype", (name, dtype.clone()), vm)?;
    text.str(vm)
}

/// An element type as messages name it: `dtype('float64')`.
pub(crate) fn repr_of(dtype: &DType, vm: &VirtualMachine) -> String {
    let repr = wrap(dtype, vm).and_then(|dtype| dtype.as_object().repr(vm));
    repr.map_or_else(
        |_| dtype.describe(),
        |text| text.to_string_lossy().into_owned(),
    )
}
