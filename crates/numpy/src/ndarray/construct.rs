//! `ndarray(shape, dtype, buffer, offset, strides, order)`.

use brooklet_array::raw::{Lend, Memory};
use brooklet_array::shape::{Order, c_strides, f_strides};
use brooklet_array::{Array, Buffer, DType};
use brooklet_python::vm::builtins::PyTypeRef;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::protocol::{BufferFlags, PyBuffer};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine};

use crate::arguments::{Arguments, to_lens, to_order, to_shape};
use crate::array::PyNdArray;
use crate::dtype;
use crate::error::OrRaise;

/// `ndarray.__new__`.
pub(super) fn new(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("ndarray", args, vm);
    let shape = args.required("shape")?;
    let dtype = dtype::from_optional(args.next("dtype"), vm)?;
    let buffer = args.next_some("buffer");
    let offset = args.next_some("offset");
    let strides = args.next_some("strides");
    let order = args.next_some("order");
    args.finish()?;
    let shape = to_lens(&shape, vm)?;
    let dtype = dtype.map_or_else(DType::float64, |dtype| dtype.dtype().clone());
    let order = to_order(order.as_deref(), Order::C, vm)?;
    let strides = strides.map(|strides| to_shape(&strides, vm)).transpose()?;
    let (array, base) = match buffer {
        None => (created(&shape, &dtype, order, strides, vm)?, None),
        Some(buffer) => {
            let offset = offset
                .map(|offset| offset.try_to_value::<usize>(vm))
                .transpose()?
                .unwrap_or(0);
            let array = over(&buffer, &shape, &dtype, offset, order, strides, vm)?;
            (array, Some(buffer))
        }
    };
    let is_plain = cls.is(<PyNdArray as brooklet_python::vm::class::StaticType>::static_type());
    let object: PyObjectRef = PyNdArray::holding(array, base)
        .into_ref_with_type(vm, cls)?
        .into();
    if !is_plain {
        crate::array::finalize(&object, &vm.ctx.none(), vm)?;
    }
    Ok(object)
}

fn created(
    shape: &[usize],
    dtype: &DType,
    order: Order,
    strides: Option<Vec<isize>>,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let array = empty(shape, dtype, order, vm)?;
    match strides {
        None => Ok(array),
        Some(strides) => array.restrided(shape, &strides).map_err(|_| {
            vm.new_value_error(
                "strides is incompatible with shape of requested array and size of buffer",
            )
        }),
    }
}

/// A new array; elements that are arrays add their axes.
pub(crate) fn empty(
    shape: &[usize],
    dtype: &DType,
    order: Order,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    if let Some(subarray) = dtype.as_subarray() {
        let all: Vec<usize> = shape.iter().chain(&subarray.shape).copied().collect();
        return empty(&all, &subarray.base, order, vm);
    }
    let dtype = if dtype.is_empty()
        && dtype.num().is_flexible()
        && dtype.fields().is_none()
        && dtype.num() != brooklet_array::TypeNum::Void
    {
        dtype.with_itemsize(if dtype.num() == brooklet_array::TypeNum::Unicode {
            4
        } else {
            1
        })
    } else {
        dtype.clone()
    };
    Array::zeros_in(shape, &dtype, order).or_raise(vm)
}

/// A view of the memory that an object offers.
pub(crate) fn over(
    buffer: &PyObject,
    shape: &[usize],
    dtype: &DType,
    offset: usize,
    order: Order,
    strides: Option<Vec<isize>>,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    if dtype.has_objects() {
        return Err(vm.new_value_error("cannot make an array of objects over a buffer"));
    }
    let (memory, is_readonly, start) = memory_of(buffer, vm)?;
    let strides = match strides {
        Some(strides) => strides,
        None if order == Order::F => f_strides(shape, dtype.itemsize()).to_vec(),
        None => c_strides(shape, dtype.itemsize()).to_vec(),
    };
    let array = Array::from_parts(memory, start + offset, shape, &strides, dtype.clone());
    let array = array.map_err(|_| vm.new_type_error("buffer is too small for requested array"))?;
    Ok(array.with_writeable(!is_readonly))
}

/// The memory that an object offers, whether it may not be written, and where it begins.
pub(crate) fn memory_of(
    object: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<(std::rc::Rc<Buffer>, bool, usize)> {
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        let array = array.array();
        if array.is_c_contiguous() || array.is_f_contiguous() {
            return Ok((
                array.buffer().clone(),
                !array.is_writeable(),
                array.offset(),
            ));
        }
    }
    let flags = BufferFlags::WRITABLE;
    let (buffer, is_readonly) = match PyBuffer::from_object(vm, object, flags) {
        Ok(buffer) => {
            let is_readonly = buffer.desc.readonly;
            (buffer, is_readonly)
        }
        Err(_) => (
            PyBuffer::from_object(vm, object, BufferFlags::SIMPLE)?,
            true,
        ),
    };
    if is_readonly {
        let owner = Bytes(buffer);
        return Ok((Buffer::new(Memory::from_owner(owner.to_vec())), true, 0));
    }
    if let Some(array) = buffer.obj.downcast_ref::<PyNdArray>() {
        // A memoryview of an array shows the array's own memory.
        let array = array.array();
        if buffer.desc.len == array.nbytes() {
            return Ok((array.buffer().clone(), false, array.offset()));
        }
    }
    Ok((Buffer::new(lend(buffer)), false, 0))
}

/// The bytes of a buffer of Python's, kept alive while an array shows them.
struct Bytes(PyBuffer);

impl Bytes {
    fn to_vec(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.0.append_to(&mut bytes);
        bytes
    }
}

impl Lend for Bytes {
    fn lend(&self, take: &mut dyn FnMut(&mut [u8])) {
        if let Some(mut bytes) = self.0.as_contiguous_mut() {
            take(&mut bytes);
        }
    }
}

/// Memory of Python's under an array.
fn lend(buffer: PyBuffer) -> Memory {
    let copy = Bytes(buffer.clone());
    Memory::from_lender(Bytes(buffer)).unwrap_or_else(|| Memory::from_vec(copy.to_vec()))
}
