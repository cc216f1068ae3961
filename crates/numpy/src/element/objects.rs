//! What objects of Python mean as elements of arrays.

use brooklet_array::{DType, ObjectOps, Result};
use brooklet_python::vm::types::PyComparisonOp;
use brooklet_python::vm::vm::thread::with_current_vm;

use crate::error::foreign;
use crate::handles::{from_handle, release, retain, to_handle};

/// The meaning of objects, for element types.
#[derive(Debug)]
pub(crate) struct Objects;

/// The one value of it.
pub(crate) static OBJECTS: Objects = Objects;

/// The element type of objects.
pub(crate) fn dtype() -> DType {
    DType::object(&OBJECTS)
}

impl ObjectOps for Objects {
    fn clone_handle(&self, handle: u64) -> u64 {
        retain(handle);
        handle
    }

    fn drop_handle(&self, handle: u64) {
        release(handle);
    }

    fn zero(&self) -> u64 {
        with_current_vm(|vm| to_handle(vm.ctx.new_int(0).into()))
    }

    fn is_true(&self, handle: u64) -> Result<bool> {
        with_current_vm(|vm| from_handle(handle, vm).is_true(vm)).map_err(foreign)
    }

    fn less(&self, left: u64, right: u64) -> Result<bool> {
        compare(left, right, PyComparisonOp::Lt)
    }

    fn equal(&self, left: u64, right: u64) -> Result<bool> {
        compare(left, right, PyComparisonOp::Eq)
    }

    fn from_element(&self, dtype: &DType, bytes: &[u8]) -> Result<u64> {
        with_current_vm(|vm| super::to_object(dtype, bytes, vm))
            .map(to_handle)
            .map_err(foreign)
    }

    fn to_element(&self, handle: u64, dtype: &DType, bytes: &mut [u8]) -> Result<()> {
        with_current_vm(|vm| super::write(dtype, &from_handle(handle, vm), bytes, vm))
            .map_err(foreign)
    }
}

fn compare(left: u64, right: u64, op: PyComparisonOp) -> Result<bool> {
    with_current_vm(|vm| {
        let (left, right) = (from_handle(left, vm), from_handle(right, vm));
        left.rich_compare(right, op, vm)?.is_true(vm)
    })
    .map_err(foreign)
}
