//! What objects of Python mean as elements of arrays.
//!
//! An element is the number of a slot that holds the object, for `array` may not know what it is.

use std::cell::RefCell;

use brooklet_array::{DType, ObjectOps, Result};
use brooklet_python::vm::types::PyComparisonOp;
use brooklet_python::vm::vm::thread::with_current_vm;
use brooklet_python::vm::{PyObjectRef, VirtualMachine};
use rustpython_common::static_cell;

use crate::element;
use crate::error::foreign;

/// The objects in arrays, each with the number of elements that hold it.
#[derive(Default)]
struct Slots {
    slots: Vec<Option<(PyObjectRef, usize)>>,
    free: Vec<usize>,
}

static_cell! {
    static SLOTS: RefCell<Slots>;
}

fn slots() -> &'static RefCell<Slots> {
    SLOTS.get_or_init(RefCell::default)
}

/// A new element that holds an object.
pub(crate) fn to_handle(object: PyObjectRef) -> u64 {
    let mut slots = slots().borrow_mut();
    let slot = match slots.free.pop() {
        Some(slot) => {
            slots.slots[slot] = Some((object, 1));
            slot
        }
        None => {
            slots.slots.push(Some((object, 1)));
            slots.slots.len() - 1
        }
    };
    slot as u64 + 1
}

/// The object that an element holds; `None` of Python for one that was never set.
pub(crate) fn from_handle(handle: u64, vm: &VirtualMachine) -> PyObjectRef {
    let slots = slots().borrow();
    let slot = (handle as usize).checked_sub(1);
    let entry = slot
        .and_then(|slot| slots.slots.get(slot))
        .and_then(Option::as_ref);
    entry.map_or_else(|| vm.ctx.none(), |(object, _)| object.clone())
}

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
        let mut slots = slots().borrow_mut();
        let slot = (handle as usize).checked_sub(1);
        let entry = slot.and_then(|slot| slots.slots.get_mut(slot));
        if let Some(Some((_, count))) = entry {
            *count += 1;
        }
        handle
    }

    fn drop_handle(&self, handle: u64) {
        let Some(slot) = (handle as usize).checked_sub(1) else {
            return;
        };
        let mut slots = slots().borrow_mut();
        let Some(entry) = slots.slots.get_mut(slot) else {
            return;
        };
        let is_last = entry.as_mut().is_some_and(|(_, count)| {
            *count -= 1;
            *count == 0
        });
        if is_last {
            let dropped = entry.take();
            slots.free.push(slot);
            // What the object does when it goes may come back here.
            std::mem::drop(slots);
            std::mem::drop(dropped);
        }
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
        with_current_vm(|vm| element::to_object(dtype, bytes, vm))
            .map(to_handle)
            .map_err(foreign)
    }

    fn to_element(&self, handle: u64, dtype: &DType, bytes: &mut [u8]) -> Result<()> {
        with_current_vm(|vm| element::write(dtype, &from_handle(handle, vm), bytes, vm))
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
