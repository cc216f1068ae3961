//! Arrays over the memory of other objects.

use brooklet_array::shape::Order;
use brooklet_array::{Array, DType};
use brooklet_python::vm::builtins::{PyBytes, PyStr};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::protocol::{BufferFlags, PyBuffer};
use brooklet_python::vm::{PyResult, VirtualMachine};

use crate::arguments::{Arguments, to_index, to_lens, to_shape};
use crate::array::PyNdArray;
use crate::dtype;
use crate::element::coerce;
use crate::error::OrRaise;
use crate::ndarray::{memory_of, over};

/// `frombuffer(buffer, dtype=float, count=-1, offset=0, *, like=None)`.
pub(super) fn frombuffer(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("frombuffer", args, vm);
    let buffer = args.required("buffer")?;
    let wanted = dtype::from_optional(args.next("dtype"), vm)?;
    let count = args
        .next_some("count")
        .map(|count| to_index(&count, vm))
        .transpose()?;
    let offset = args
        .next_some("offset")
        .map(|offset| to_index(&offset, vm))
        .transpose()?;
    args.keyword("like");
    args.finish()?;
    let dtype = wanted.map_or_else(DType::float64, |dtype| dtype.dtype().clone());
    let size = dtype.itemsize();
    if size == 0 {
        return Err(vm.new_value_error("itemsize cannot be zero in type"));
    }
    if dtype.has_objects() {
        return Err(vm.new_value_error("cannot create an OBJECT array from memory buffer"));
    }
    let len = PyBuffer::from_object(vm, &buffer, BufferFlags::SIMPLE)?
        .desc
        .len as isize;
    let offset = offset.unwrap_or(0);
    if offset < 0 || offset > len {
        return Err(vm.new_value_error(format!(
            "offset must be non-negative and no greater than buffer length ({len})"
        )));
    }
    let left = (len - offset) as usize;
    let count = match count {
        Some(count) if count >= 0 => {
            let count = count as usize;
            if count * size > left {
                return Err(vm.new_value_error("buffer is smaller than requested size"));
            }
            count
        }
        _ => {
            if !left.is_multiple_of(size) {
                return Err(vm.new_value_error("buffer size must be a multiple of element size"));
            }
            left / size
        }
    };
    let array = over(
        &buffer,
        &[count],
        &dtype,
        offset as usize,
        Order::C,
        None,
        vm,
    )?;
    Ok(PyNdArray::wrap_over(array, buffer, vm))
}

/// An array over what an object offers by the buffer protocol; `None` of Python if its type of
/// elements is not one of ours.
pub(super) fn from_memory(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("from_memory", args, vm);
    let object = args.required("object")?;
    let of_format = args.required("of_format")?;
    args.finish()?;
    let Ok(buffer) = PyBuffer::from_object(vm, &object, BufferFlags::FULL_RO) else {
        return Ok(vm.ctx.none());
    };
    let format = buffer.desc.format.to_string();
    let dtype = of_format.call((format, buffer.desc.itemsize), vm)?;
    if vm.is_none(&dtype) {
        return Ok(dtype);
    }
    let dtype = dtype::from_object(&dtype, vm)?;
    let shape: Vec<usize> = buffer
        .desc
        .dim_desc
        .iter()
        .map(|(len, _, _)| *len)
        .collect();
    let strides: Vec<isize> = buffer
        .desc
        .dim_desc
        .iter()
        .map(|(_, stride, _)| *stride)
        .collect();
    let offset = buffer.desc.offset;
    let is_readonly = buffer.desc.readonly;
    if let Some(exported) = crate::ndarray::exported(&buffer.obj) {
        let array = Array::from_parts(
            exported.buffer().clone(),
            offset as usize,
            &shape,
            &strides,
            dtype.dtype().clone(),
        );
        let array = array.or_raise(vm)?.with_writeable(!is_readonly);
        return Ok(PyNdArray::wrap_over(array, object, vm));
    }
    let is_tight = buffer.desc.is_contiguous();
    if !is_tight {
        let mut bytes = Vec::new();
        buffer.append_to(&mut bytes);
        let array = Array::from_bytes(bytes, dtype.dtype(), &shape).or_raise(vm)?;
        return Ok(PyNdArray::wrap_over(
            array.with_writeable(false),
            object,
            vm,
        ));
    }
    std::mem::drop(buffer);
    let (memory, is_readonly, start) = memory_of(&object, vm)?;
    let array = Array::from_parts(memory, start, &shape, &strides, dtype.dtype().clone());
    let array = array.or_raise(vm)?.with_writeable(!is_readonly);
    Ok(PyNdArray::wrap_over(array, object, vm))
}

/// An array by the parts of `__array_interface__`: base, memory, offset, shape, strides, type.
pub(super) fn from_interface_dict(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("from_interface_dict", args, vm);
    let base = args.required("base")?;
    let memory = args.required("memory")?;
    let offset = to_index(&*args.required("offset")?, vm)?;
    let shape = to_lens(&*args.required("shape")?, vm)?;
    let strides = args
        .next_some("strides")
        .map(|strides| to_shape(&strides, vm))
        .transpose()?;
    let wanted = args.required("dtype")?;
    args.finish()?;
    let wanted = dtype::from_object(&wanted, vm)?;
    let is_text = memory.downcast_ref::<PyStr>().is_some();
    if is_text {
        return Err(vm.new_type_error("__array_interface__ data must expose the buffer protocol"));
    }
    let is_bytes = memory.downcast_ref::<PyBytes>().is_some();
    let array = over(
        &memory,
        &shape,
        wanted.dtype(),
        offset.max(0) as usize,
        Order::C,
        strides,
        vm,
    )?;
    let array = if is_bytes {
        array.with_writeable(false)
    } else {
        array
    };
    Ok(PyNdArray::wrap_over(array, base, vm))
}

/// `may_share_memory(a, b, max_work)`: by the bytes that both reach over.
pub(super) fn may_share_memory(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("may_share_memory", args, vm);
    let (left, right) = (args.required("a")?, args.required("b")?);
    args.next("max_work");
    args.finish()?;
    let left = coerce::array_from(&left, None, vm)?;
    let right = coerce::array_from(&right, None, vm)?;
    Ok(vm.ctx.new_bool(overlaps(&left, &right)).into())
}

fn overlaps(left: &Array, right: &Array) -> bool {
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let reach = |array: &Array| {
        let (mut low, mut high) = (
            array.address() as isize,
            (array.address() + array.itemsize()) as isize,
        );
        for (len, stride) in array.shape().iter().zip(array.strides()) {
            let far = stride * (*len as isize - 1);
            if far < 0 {
                low += far;
            } else {
                high += far;
            }
        }
        (low, high)
    };
    let ((a, b), (c, d)) = (reach(left), reach(right));
    a < d && c < b
}

/// The address of an array's first element.
pub(super) fn address(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("address", args, vm);
    let array = args.required("a")?;
    args.finish()?;
    let array = PyNdArray::downcast(&array, vm)?;
    Ok(vm.ctx.new_int(array.array().address()).into())
}

/// A view by another shape and other strides, which must stay in the memory under the array.
pub(super) fn as_strided(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("as_strided", args, vm);
    let array = args.required("a")?;
    let shape = to_lens(&*args.required("shape")?, vm)?;
    let strides = to_shape(&*args.required("strides")?, vm)?;
    args.finish()?;
    let array = PyNdArray::downcast(&array, vm)?;
    let view = array.array().restrided(&shape, &strides).or_raise(vm)?;
    PyNdArray::view_of(&array, view, vm)
}
