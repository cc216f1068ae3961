//! Comparing, hashing and repeating element types.

use brooklet_array::DType;
use brooklet_array::cast::{Casting, can_cast};
use brooklet_python::vm::function::PyComparisonValue;
use brooklet_python::vm::types::PyComparisonOp;
use brooklet_python::vm::{AsObject, Py, PyObject, PyResult, VirtualMachine};

use super::{PyDType, convert, wrap};
use crate::error::OrRaise;

/// `==` by meaning; `<` and the like by safe casts. What is no element type is not equal to one.
pub(super) fn compare(
    zelf: &Py<PyDType>,
    other: &PyObject,
    op: PyComparisonOp,
    vm: &VirtualMachine,
) -> PyResult<PyComparisonValue> {
    let other = match convert::from_object(other, vm) {
        Ok(other) => other,
        Err(_) if matches!(op, PyComparisonOp::Eq | PyComparisonOp::Ne) => {
            return Ok(PyComparisonValue::NotImplemented);
        }
        Err(exception) => return Err(exception),
    };
    let (left, right) = (zelf.dtype(), other.dtype());
    let is_equal = left == right;
    let safe = |from: &DType, to: &DType| can_cast(from, to, Casting::Safe);
    let answer = match op {
        PyComparisonOp::Eq => is_equal,
        PyComparisonOp::Ne => !is_equal,
        PyComparisonOp::Le => safe(left, right),
        PyComparisonOp::Lt => !is_equal && safe(left, right),
        PyComparisonOp::Ge => safe(right, left),
        PyComparisonOp::Gt => !is_equal && safe(right, left),
    };
    Ok(PyComparisonValue::Implemented(answer))
}

/// A value of Python that is equal for equal types.
pub(super) fn key(dtype: &DType, vm: &VirtualMachine) -> PyResult {
    let mut text = dtype.typestring();
    if let Some(fields) = dtype.fields() {
        for field in &fields.fields {
            text += &format!("|{}@{}", field.name, field.offset);
            text.push_str(&key(&field.dtype, vm)?.str(vm)?.to_string_lossy());
        }
    }
    if let Some(subarray) = dtype.as_subarray() {
        text += &format!("|{:?}", subarray.shape);
        text.push_str(&key(&subarray.base, vm)?.str(vm)?.to_string_lossy());
    }
    Ok(vm.ctx.new_str(text).into())
}

/// `dtype * n`: an element that is `n` of them.
pub(super) fn repeat(zelf: &Py<PyDType>, count: isize, vm: &VirtualMachine) -> PyResult {
    let count = usize::try_from(count)
        .map_err(|_| vm.new_value_error("an element cannot be fewer than zero others"))?;
    if count == 1 {
        return Ok(zelf.as_object().to_owned());
    }
    let dtype = DType::subarray(zelf.dtype().clone(), &[count]).or_raise(vm)?;
    Ok(wrap(&dtype, vm)?.into())
}
