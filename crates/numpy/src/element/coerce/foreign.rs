//! Arrays of objects that offer their memory or an array: buffers, `__array_interface__`,
//! `__array__`.

use brooklet_array::Array;
use brooklet_python::vm::builtins::{PyBytes, PyType};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::array::PyNdArray;
use crate::{registry, scalar};

/// What an object gave.
pub(crate) struct Foreign {
    /// The array.
    pub(crate) array: Array,
    /// The object for it.
    pub(crate) object: PyObjectRef,
}

/// The array that an object offers, if it does.
pub(crate) fn from_foreign(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Foreign>> {
    if object.downcast_ref::<PyBytes>().is_some()
        || object.downcast_ref::<PyType>().is_some()
        || scalar::is_scalar(object)
    {
        return Ok(None);
    }
    if object.check_buffer()
        && let Some(made) = made(registry::call("from_memory", (object.to_owned(),), vm)?)
    {
        return Ok(Some(made));
    }
    let class = object.class();
    let has = |name: &str| class.get_attr(vm.ctx.intern_str(name)).is_some();
    let offers = has("__array_struct__") || has("__array_interface__") || has("__array__");
    if !offers
        && vm
            .get_attribute_opt(object, "__array_interface__")
            .ok()
            .flatten()
            .is_none()
    {
        return Ok(None);
    }
    let given = registry::call("from_interface", (object.to_owned(),), vm)?;
    Ok(made(given))
}

fn made(object: PyObjectRef) -> Option<Foreign> {
    let array = object.downcast_ref::<PyNdArray>()?.array();
    Some(Foreign { array, object })
}
