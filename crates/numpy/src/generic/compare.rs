//! Comparing and hashing scalars.

use brooklet_array::TypeNum;
use brooklet_python::vm::builtins::{PyBytes, PyFloat, PyStr};
use brooklet_python::vm::common::hash::PyHash;
use brooklet_python::vm::types::PyComparisonOp;
use brooklet_python::vm::{PyObject, PyResult, VirtualMachine};

use super::array;
use crate::array::PyNdArray;
use crate::scalar::is_scalar;
use crate::{element, operator, registry};

/// `==`, `<` and so on, by the ufuncs; text as Python's own.
pub(super) fn compare(
    zelf: &PyObject,
    other: &PyObject,
    op: PyComparisonOp,
    vm: &VirtualMachine,
) -> PyResult {
    if let (Some(left), Some(right)) = (
        zelf.downcast_ref::<PyFloat>(),
        other.downcast_ref::<PyFloat>(),
    ) {
        let (left, right) = (left.to_f64(), right.to_f64());
        let answer = match op {
            PyComparisonOp::Eq => left == right,
            PyComparisonOp::Ne => left != right,
            PyComparisonOp::Lt => left < right,
            PyComparisonOp::Le => left <= right,
            PyComparisonOp::Gt => left > right,
            PyComparisonOp::Ge => left >= right,
        };
        return Ok(registry::get().truth(answer));
    }
    let is_text = |object: &PyObject| object.downcast_ref::<PyStr>().is_some();
    let is_bytes = |object: &PyObject| object.downcast_ref::<PyBytes>().is_some();
    if (is_text(zelf) && is_text(other)) || (is_bytes(zelf) && is_bytes(other)) {
        let class = if is_text(zelf) {
            vm.ctx.types.str_type
        } else {
            vm.ctx.types.bytes_type
        };
        let compared = class.slots().richcompare.load();
        if let Some(compared) = compared {
            return match compared(zelf, other, op, vm)? {
                brooklet_python::vm::function::Either::A(object) => Ok(object),
                brooklet_python::vm::function::Either::B(value) => Ok(match value {
                    brooklet_python::vm::function::PyComparisonValue::Implemented(answer) => {
                        registry::get().truth(answer)
                    }
                    brooklet_python::vm::function::PyComparisonValue::NotImplemented => {
                        vm.ctx.not_implemented()
                    }
                }),
            };
        }
    }
    // Classes derived from arrays compare themselves, as if the scalar were an array.
    let is_derived = other.downcast_ref::<PyNdArray>().is_some() && !PyNdArray::is_exact(other);
    if is_derived {
        let array = PyNdArray::wrap(array(zelf, vm)?, vm);
        return array.rich_compare(other.to_owned(), op, vm);
    }
    operator::compare(zelf, other, op, vm)
}

/// The hash of the nearest object of Python's own.
pub(super) fn hash(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyHash> {
    let array = array(zelf, vm)?;
    if array.dtype().num() == TypeNum::Void
        && array.is_writeable()
        && array.dtype().fields().is_some()
    {
        let item = element::item_at(&array, array.offset(), vm)?;
        return item.hash(vm);
    }
    if array.dtype().num().is_date() {
        return registry::call("date_hash", (zelf.to_owned(),), vm)?.try_to_value(vm);
    }
    let item = element::item_at(&array, array.offset(), vm)?;
    debug_assert!(!is_scalar(&item), "an item is of Python's own");
    item.hash(vm)
}
