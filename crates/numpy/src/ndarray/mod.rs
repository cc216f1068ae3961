//! `numpy.ndarray`: attributes, methods and protocols of arrays.

mod attributes;
mod buffer;
mod construct;
mod iterator;
mod methods;
mod order;
mod pickle;
mod protocol;
pub(crate) mod reductions;
mod select;
mod set;
mod view;

use brooklet_python::vm::builtins::PyStrRef;
use brooklet_python::vm::{PyObject, PyResult, VirtualMachine};

pub(crate) use buffer::{Exported, exported};
pub(crate) use construct::{empty, memory_of, over};
pub(crate) use iterator::ArrayIterator;
pub(crate) use protocol::unhashable;

use crate::registry;

/// `str` of an array.
pub(crate) fn text(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
    registry::call("array_str", (zelf.to_owned(),), vm)?.str(vm)
}
