//! `numpy.ufunc`: functions that go over arrays element by element.

mod call;
mod class;
mod fold;
mod object;
mod request;

use brooklet_array::loops::{UFUNCS, Ufunc};
use brooklet_python::vm::builtins::PyDictRef;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass};

pub(crate) use class::make as make_object;
pub(crate) use fold::reduce_array;

use crate::registry;

/// What computes.
#[derive(Debug, Clone)]
pub(crate) enum Core {
    /// Loops of `array`.
    Table(Row),
    /// A function of Python's, called for each element (`frompyfunc`).
    Function(PyObjectRef),
    /// A function of the part written in Python, which is handed the whole call.
    Layer(PyObjectRef),
}

/// A row of the table of `array`.
#[derive(Clone, Copy)]
pub(crate) struct Row(pub(crate) &'static Ufunc);

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

/// A function that goes over arrays element by element.
#[pyclass(module = "numpy", name = "ufunc")]
#[derive(Debug, PyPayload)]
pub(crate) struct PyUfunc {
    name: String,
    nin: usize,
    nout: usize,
    core: Core,
    /// What a reduction of nothing gives, for functions of Python's.
    identity: Option<PyObjectRef>,
    signature: Option<String>,
}

impl PyUfunc {
    /// Its name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// Makes the ufuncs of the table.
pub(crate) fn add(names: &PyDictRef, vm: &VirtualMachine) -> PyResult<()> {
    let all = vm.ctx.new_dict();
    for row in UFUNCS.iter().flat_map(|list| list.iter()) {
        if row.signature.is_some() {
            continue;
        }
        let ufunc = PyUfunc {
            name: row.name.to_owned(),
            nin: row.nin,
            nout: row.nout,
            core: Core::Table(Row(row)),
            identity: None,
            signature: None,
        };
        let ufunc = ufunc.into_ref(&vm.ctx);
        registry::get()
            .ufuncs
            .borrow_mut()
            .push((row.name, ufunc.clone().into()));
        all.set_item(row.name, ufunc.into(), vm)?;
    }
    names.set_item("_ufuncs", all.into(), vm)?;
    Ok(())
}

/// A ufunc that Python's part or a program makes.
pub(crate) fn make(
    name: String,
    nin: usize,
    nout: usize,
    core: Core,
    identity: Option<PyObjectRef>,
    signature: Option<String>,
) -> PyUfunc {
    PyUfunc {
        name,
        nin,
        nout,
        core,
        identity,
        signature,
    }
}

/// The ufunc of a name.
pub(crate) fn find(name: &str, vm: &VirtualMachine) -> PyResult<PyRef<PyUfunc>> {
    let registry = registry::get();
    let known = registry.ufuncs.borrow();
    let known = known.iter().find(|(known, _)| *known == name);
    let found = match known {
        Some((_, ufunc)) => ufunc.clone(),
        None => registry::python(name, vm)?,
    };
    found
        .downcast()
        .map_err(|_| vm.new_type_error(format!("{name} is no ufunc")))
}

/// Calls a ufunc by its name.
pub(crate) fn call(name: &str, args: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
    call_with(name, FuncArgs::from(args), vm)
}

/// Calls a ufunc by its name.
pub(crate) fn call_with(name: &str, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let ufunc = find(name, vm)?;
    call::call(&ufunc, args, vm)
}
