//! Watched iteration: the ticks of loops that go through something.

use std::rc::Rc;

use rustpython_vm::builtins::PyType;
use rustpython_vm::protocol::{PyIter, PyIterReturn};
use rustpython_vm::types::{IterNext, Iterable, SelfIter};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, Traverse, VirtualMachine, pyclass,
};

use crate::tick::Tick;

/// The name in `builtins` of the function that watches loops. No source can contain it.
pub(crate) const HEAVY: &str = ".watch";

/// The name of the one for loops whose rounds are light.
pub(crate) const LIGHT: &str = ".watch_light";

/// So many light rounds are over before anybody waits long for them.
const FEW_ROUNDS: usize = 1_000_000;

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
        zelf.tick.pass(1, vm)?;
        PyIter::new(zelf.iterator.as_object()).next(vm)
    }
}

/// What a loop goes through instead of `iterable`: its watched iterator.
fn watch(tick: &Rc<Tick>, iterable: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let watched = Watched {
        iterator: iterable.get_iter(vm)?.into(),
        tick: Rc::clone(tick),
    };
    Ok(watched.into_pyobject(vm))
}

/// The same where rounds are light: few of them need not be watched.
fn watch_light(tick: &Rc<Tick>, iterable: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    match rounds_ahead(&iterable, vm) {
        Some(rounds) if rounds <= FEW_ROUNDS => {
            tick.pass(rounds as u32, vm)?;
            Ok(iterable)
        }
        _ => watch(tick, iterable, vm),
    }
}

/// How often a loop over `iterable` goes round, if its type says so.
fn rounds_ahead(iterable: &PyObject, vm: &VirtualMachine) -> Option<usize> {
    let types = &vm.ctx.types;
    let sized = [
        types.range_type,
        types.list_type,
        types.tuple_type,
        types.dict_type,
        types.dict_items_type,
        types.dict_keys_type,
        types.dict_values_type,
        types.set_type,
        types.frozenset_type,
        types.str_type,
        types.bytes_type,
    ];
    let class: &Py<PyType> = iterable.class();
    let is_sized = sized.iter().any(|known| class.is(*known));
    // A range longer than any list has no length here.
    is_sized.then(|| iterable.length(vm).ok()).flatten()
}

/// Puts the functions that watch into `builtins`.
pub(crate) fn install(tick: &Rc<Tick>, vm: &VirtualMachine) -> PyResult<()> {
    let (heavy, light) = (Rc::clone(tick), Rc::clone(tick));
    let watch = vm.new_function(
        "watch",
        move |iterable: PyObjectRef, vm: &VirtualMachine| watch(&heavy, iterable, vm),
    );
    let watch_light = vm.new_function(
        "watch",
        move |iterable: PyObjectRef, vm: &VirtualMachine| watch_light(&light, iterable, vm),
    );
    let builtins = &vm.builtins;
    builtins.set_attr(vm.ctx.intern_str(HEAVY), watch, vm)?;
    builtins.set_attr(vm.ctx.intern_str(LIGHT), watch_light, vm)
}
