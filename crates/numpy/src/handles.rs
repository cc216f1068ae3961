//! Objects as elements of arrays: an element is the number of a slot that holds the object, for
//! `array` may not know what it is.

use std::cell::RefCell;

use brooklet_python::vm::{PyObjectRef, VirtualMachine};
use rustpython_common::static_cell;

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

/// Another element holds what this one does.
pub(crate) fn retain(handle: u64) {
    let mut slots = slots().borrow_mut();
    let slot = (handle as usize).checked_sub(1);
    let entry = slot.and_then(|slot| slots.slots.get_mut(slot));
    if let Some(Some((_, count))) = entry {
        *count += 1;
    }
}

/// An element holds its object no more.
pub(crate) fn release(handle: u64) {
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
