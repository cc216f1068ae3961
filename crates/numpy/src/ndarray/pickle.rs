//! Taking in what a pickle of an array holds.

use brooklet_array::shape::{c_strides, f_strides};
use brooklet_array::{Array, Buffer};
use brooklet_python::vm::builtins::{PyList, PyTuple};
use brooklet_python::vm::{Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::arguments::to_lens;
use crate::array::PyNdArray;
use crate::error::OrRaise;
use crate::{casting, dtype, element};

/// `__setstate__((version, shape, dtype, is_fortran, data))`; the version may be missing.
#[allow(
    clippy::too_many_lines,
    reason = "it reads one call's arguments, each once"
)]
pub(super) fn set_state(
    zelf: &Py<PyNdArray>,
    state: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let wrong =
        || vm.new_type_error("__setstate__ takes (version, shape, dtype, is_fortran, data)");
    let parts: Vec<PyObjectRef> = state
        .downcast_ref::<PyTuple>()
        .ok_or_else(wrong)?
        .as_slice()
        .to_vec();
    let parts = if parts.len() == 5 {
        &parts[1..]
    } else {
        &parts[..]
    };
    let [shape, dtype, is_fortran, data] = parts else {
        return Err(wrong());
    };
    let shape = to_lens(shape, vm)?;
    let dtype = dtype::from_object(dtype, vm)?;
    let dtype = dtype.dtype();
    let is_fortran = is_fortran.to_owned().is_true(vm)?;
    if let Some(list) = data.downcast_ref::<PyList>() {
        let order = if is_fortran {
            brooklet_array::shape::Order::F
        } else {
            brooklet_array::shape::Order::C
        };
        let array = Array::zeros_in(&shape, dtype, order).or_raise(vm)?;
        let items = list.borrow_vec().to_vec();
        let walked = if is_fortran {
            array.transpose(None).or_raise(vm)?
        } else {
            array.clone()
        };
        if items.len() != array.size() {
            return Err(vm.new_value_error("the list of objects does not fit the shape"));
        }
        for (offset, item) in walked.offsets().zip(&items) {
            element::set_at(&walked, offset, item, vm)?;
        }
        zelf.set_array(array);
        zelf.set_base(None);
        return Ok(());
    }
    let bytes = match data.downcast_ref::<brooklet_python::vm::builtins::PyStr>() {
        // Pickles of Python 2 hold bytes as text of Latin-1.
        Some(text) => text
            .to_string_lossy()
            .chars()
            .map(|letter| letter as u8)
            .collect(),
        None => data.try_bytes_like(vm, <[u8]>::to_vec)?,
    };
    let strides = if is_fortran {
        f_strides(&shape, dtype.itemsize())
    } else {
        c_strides(&shape, dtype.itemsize())
    };
    if bytes.len() != shape.iter().product::<usize>() * dtype.itemsize() {
        return Err(vm.new_value_error("buffer size does not match array size"));
    }
    let array = Array::from_parts(Buffer::from_vec(bytes), 0, &shape, &strides, dtype.clone());
    let array = array.or_raise(vm)?;
    // Of another machine's order, elements are turned round.
    let array = if dtype.is_swapped() && dtype.fields().is_none() {
        casting::cast(&array, &dtype.to_native()).or_raise(vm)?
    } else {
        array
    };
    zelf.set_array(array);
    zelf.set_base(None);
    Ok(())
}
