//! Loops over objects: functions of Python's, called for each element.

use brooklet_array::raw::{Flags, Operands};
use brooklet_array::{Bool, ObjectOps, Result};
use brooklet_python::vm::builtins::PyTuple;
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::element::objects::OBJECTS;
use crate::error::foreign;
use crate::handles::{from_handle, to_handle};

/// Runs a function over the elements of a run.
pub(super) fn run(
    function: &PyObject,
    run: &Operands<'_>,
    nin: usize,
    types: &str,
    vm: &VirtualMachine,
) -> Result<Flags> {
    let outputs: Vec<char> = types.split("->").nth(1).unwrap_or("O").chars().collect();
    let inputs: Vec<char> = types.chars().take(nin).collect();
    for index in 0..run.len() {
        let args: Vec<PyObjectRef> = (0..nin)
            .map(|at| match inputs.get(at) {
                Some('O') | None => from_handle(run.get::<u64>(at, index), vm),
                _ => vm.ctx.new_int(run.get::<i64>(at, index)).into(),
            })
            .collect();
        let result = function.call(args, vm).map_err(foreign)?;
        if outputs.len() == 1 {
            put(run, nin, index, outputs[0], result, vm).map_err(foreign)?;
            continue;
        }
        let results = result
            .downcast_ref::<PyTuple>()
            .map(|tuple| tuple.as_slice().to_vec());
        for (at, result) in results
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .take(outputs.len())
        {
            put(run, nin + at, index, outputs[at], result, vm).map_err(foreign)?;
        }
    }
    Ok(Flags::NONE)
}

fn put(
    run: &Operands<'_>,
    at: usize,
    index: usize,
    letter: char,
    result: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if letter == '?' {
        run.set(at, index, Bool::from(result.is_true(vm)?));
        return Ok(());
    }
    let before = run.get::<u64>(at, index);
    run.set(at, index, to_handle(result));
    if before != 0 {
        OBJECTS.drop_handle(before);
    }
    Ok(())
}
