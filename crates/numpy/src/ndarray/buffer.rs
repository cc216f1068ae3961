//! The memory of an array for others: `memoryview(a)`, `bytes(a)`, files.

use std::borrow::Cow;

use brooklet_array::shape::c_strides;
use brooklet_array::{Array, DType, TypeNum};
use brooklet_python::vm::common::borrow::{BorrowedValue, BorrowedValueMut};
use brooklet_python::vm::protocol::{BufferDescriptor, BufferFlags, BufferMethods, PyBuffer};
use brooklet_python::vm::types::AsBuffer;
use brooklet_python::vm::{
    Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use crate::array::PyNdArray;
use crate::casting;
use crate::error::OrRaise;

/// What is handed out: the view as it was at that time.
#[pyclass(module = "numpy", name = "_exported")]
#[derive(Debug, PyPayload)]
pub(crate) struct Exported {
    array: Array,
}

#[pyclass]
impl Exported {}

/// The letters by which Python's `struct` names an element type.
pub(crate) fn format_of(dtype: &DType, vm: &VirtualMachine) -> PyResult<String> {
    if let Some(subarray) = dtype.as_subarray() {
        let lens: Vec<String> = subarray.shape.iter().map(ToString::to_string).collect();
        return Ok(format!(
            "({}){}",
            lens.join(","),
            format_of(&subarray.base, vm)?
        ));
    }
    if let Some(fields) = dtype.fields() {
        let mut text = String::from("T{");
        let mut at = 0;
        for field in &fields.fields {
            for _ in at..field.offset {
                text.push('x');
            }
            text.push_str(&format_of(&field.dtype, vm)?);
            text.push_str(&format!(":{}:", field.name));
            at = field.offset + field.dtype.itemsize();
        }
        for _ in at..dtype.itemsize() {
            text.push('x');
        }
        text.push('}');
        return Ok(text);
    }
    let order = if dtype.is_swapped() { ">" } else { "" };
    let letter = match dtype.num() {
        TypeNum::Bytes => return Ok(format!("{}s", dtype.itemsize())),
        TypeNum::Unicode => return Ok(format!("{order}{}w", dtype.len())),
        TypeNum::Void => return Ok(format!("{}x", dtype.itemsize())),
        TypeNum::CFloat => "Zf",
        TypeNum::CDouble => "Zd",
        TypeNum::CLongDouble => "Zg",
        TypeNum::DateTime | TypeNum::TimeDelta => {
            return Err(vm.new_value_error(format!(
                "cannot include dtype '{}' in a buffer",
                dtype.num().letter()
            )));
        }
        num => return Ok(format!("{order}{}", num.letter())),
    };
    Ok(format!("{order}{letter}"))
}

static METHODS: BufferMethods = BufferMethods {
    obj_bytes: |buffer| {
        let exported = buffer.obj_as::<Exported>();
        BorrowedValue::Ref(exported.array.buffer().memory().as_bytes())
    },
    obj_bytes_mut: |buffer| {
        let exported = buffer.obj_as::<Exported>();
        BorrowedValueMut::RefMut(exported.array.buffer().memory().as_bytes_mut())
    },
    release: |_buffer| {},
    retain: |_buffer| {},
};

impl AsBuffer for PyNdArray {
    fn slot_as_buffer(
        zelf: &PyObject,
        flags: BufferFlags,
        vm: &VirtualMachine,
    ) -> PyResult<PyBuffer> {
        let zelf = PyNdArray::downcast(zelf, vm)?;
        export(&zelf.array(), flags, vm)
    }

    fn as_buffer(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyBuffer> {
        export(&zelf.array(), BufferFlags::FULL_RO, vm)
    }
}

/// Hands out the memory of an array.
fn export(array: &Array, flags: BufferFlags, vm: &VirtualMachine) -> PyResult<PyBuffer> {
    let is_readonly = !array.is_writeable();
    flags.check_writable(is_readonly, "buffer source array is read-only", vm)?;
    let is_c = array.is_c_contiguous();
    if !flags.contains(BufferFlags::STRIDES) && !is_c {
        return Err(vm.new_value_error("ndarray is not C-contiguous"));
    }
    if flags.contains(BufferFlags::C_CONTIGUOUS) && !is_c {
        return Err(vm.new_value_error("ndarray is not C-contiguous"));
    }
    if flags.contains(BufferFlags::F_CONTIGUOUS) && !array.is_f_contiguous() {
        return Err(vm.new_value_error("ndarray is not Fortran contiguous"));
    }
    let format = if flags.contains(BufferFlags::FORMAT) {
        format_of(array.dtype(), vm)?
    } else {
        String::from("B")
    };
    let is_repeated = array
        .shape()
        .iter()
        .zip(array.strides())
        .any(|(len, stride)| *len > 1 && *stride == 0);
    let array = if is_repeated {
        casting::copied(array).or_raise(vm)?
    } else {
        array.clone()
    };
    let steps = c_strides(array.shape(), array.itemsize());
    let dims = array.shape().iter().enumerate().map(|(axis, len)| {
        let stride = if *len == 1 {
            steps[axis]
        } else {
            array.strides()[axis]
        };
        (*len, stride, 0)
    });
    let desc = BufferDescriptor {
        len: array.nbytes(),
        offset: array.offset() as isize,
        readonly: is_readonly,
        itemsize: array.itemsize(),
        format: Cow::Owned(format),
        dim_desc: dims.collect(),
    };
    let owner: PyObjectRef = Exported { array }.into_ref(&vm.ctx).into();
    Ok(PyBuffer::new(owner, desc.projected(flags), &METHODS))
}

/// The view that was handed out, if an object is one.
pub(crate) fn exported(object: &PyObject) -> Option<Array> {
    object
        .downcast_ref::<Exported>()
        .map(|exported| exported.array.clone())
}
