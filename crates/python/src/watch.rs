//! Watched iteration: what comprehensions and light loops go through instead of a tick in each
//! round.

use std::rc::Rc;

use rustpython_vm::builtins::PyType;
use rustpython_vm::protocol::{PyIter, PyIterReturn};
use rustpython_vm::types::{IterNext, Iterable, SelfIter};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, Traverse, VirtualMachine, pyclass,
};

use crate::tick::Tick;

/// The name in `builtins` of the function that watches. No source can contain it.
pub(crate) const NAME: &str = ".watch";

/// So many light rounds are over before anybody waits for them.
const FEW_ROUNDS: usize = 100_000;

/// An iterator with a tick in each step.
#[pyclass(module = "brooklet", name = "watched", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct Watched {
    iterator: PyObjectRef,
    #[pytraverse(skip)]
    tick: Rc<Tick>,
}

#[pyclass(with(IterNext, Iterable))]
impl Watched {}

impl SelfIter for Watched {}

impl IterNext for Watched {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        zelf.tick.pass(vm)?;
        PyIter::new(zelf.iterator.as_object()).next(vm)
    }
}

/// What to iterate over instead of `iterable`: itself, where an end is in sight or its own code has
/// ticks, otherwise its watched iterator.
pub(crate) fn watch(tick: &Rc<Tick>, iterable: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    if needs_no_watch(&iterable, vm) {
        return Ok(iterable);
    }
    let watched = Watched {
        iterator: iterable.get_iter(vm)?.into(),
        tick: Rc::clone(tick),
    };
    Ok(watched.into_pyobject(vm))
}

fn needs_no_watch(iterable: &PyObject, vm: &VirtualMachine) -> bool {
    let types = &vm.ctx.types;
    let class: &Py<PyType> = iterable.class();
    if class.is(types.range_type) {
        return iterable.length(vm).is_ok_and(|rounds| rounds <= FEW_ROUNDS);
    }
    let ended = [
        types.list_type,
        types.tuple_type,
        types.dict_type,
        types.set_type,
        types.frozenset_type,
        types.str_type,
        types.bytes_type,
        types.generator_type,
    ];
    ended.iter().any(|known| class.is(*known))
}
