//! The class of ufuncs with all its names.

use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::types::{Callable, Representable};
use brooklet_python::vm::{AsObject, Py, PyObjectRef, PyResult, VirtualMachine, pyclass};

use super::fold::{self, Way};
use super::{Core, PyUfunc, call};
use crate::registry;

#[pyclass(flags(HAS_DICT, HAS_WEAKREF), with(Callable, Representable))]
impl PyUfunc {
    #[pygetset]
    fn nin(zelf: &Py<Self>) -> usize {
        zelf.nin
    }

    #[pygetset]
    fn nout(zelf: &Py<Self>) -> usize {
        zelf.nout
    }

    #[pygetset]
    fn nargs(zelf: &Py<Self>) -> usize {
        zelf.nin + zelf.nout
    }

    #[pygetset]
    fn ntypes(zelf: &Py<Self>) -> usize {
        match &zelf.core {
            Core::Table(row) => row.0.loops.len(),
            _ => 1,
        }
    }

    #[pygetset]
    fn types(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let types: Vec<PyObjectRef> = match &zelf.core {
            Core::Table(row) => row
                .0
                .loops
                .iter()
                .map(|row| vm.ctx.new_str(row.types).into())
                .collect(),
            _ => {
                let text = format!("{}->{}", "O".repeat(zelf.nin), "O".repeat(zelf.nout));
                vec![vm.ctx.new_str(text).into()]
            }
        };
        vm.ctx.new_list(types).into()
    }

    #[pygetset]
    fn identity(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        fold::identity(zelf, vm)
    }

    #[pygetset]
    fn signature(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        match &zelf.signature {
            Some(signature) => vm.ctx.new_str(signature.as_str()).into(),
            None => vm.ctx.none(),
        }
    }

    /// What it takes, as `inspect` has it.
    #[pygetset]
    fn __signature__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        registry::call("signature_of", (zelf.to_owned(),), vm)
    }

    #[pygetset]
    fn __name__(zelf: &Py<Self>) -> String {
        zelf.name().to_owned()
    }

    #[pymethod]
    fn reduce(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        fold::fold(zelf, Way::Reduce, args, vm)
    }

    #[pymethod]
    fn accumulate(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        fold::fold(zelf, Way::Accumulate, args, vm)
    }

    #[pymethod]
    fn reduceat(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        fold::fold(zelf, Way::ReduceAt, args, vm)
    }

    #[pymethod]
    fn at(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        fold::at_positions(zelf, args, vm)
    }

    /// The function on all pairs.
    #[pymethod]
    fn outer(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        if let Some(taken) = call::overridden(zelf, "outer", &args, vm)? {
            return Ok(taken);
        }
        let mut args = args;
        args.prepend_arg(zelf.to_owned().into());
        registry::python("outer_of", vm)?.call_with_args(args, vm)
    }

    #[pymethod]
    fn resolve_dtypes(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let mut args = args;
        args.prepend_arg(zelf.to_owned().into());
        registry::python("resolve_dtypes_of", vm)?.call_with_args(args, vm)
    }

    #[pymethod]
    fn __reduce__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        registry::call("ufunc_reduce", (zelf.to_owned(),), vm)
    }
}

impl Callable for PyUfunc {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        call::call(zelf, args, vm)
    }
}

impl Representable for PyUfunc {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!("<ufunc '{}'>", zelf.name()))
    }
}

/// `_make_ufunc(name, nin, nout, function, is_layer, identity, signature)`, for Python's part.
pub(crate) fn make(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    use brooklet_python::vm::PyPayload;
    let mut args = crate::arguments::Arguments::new("_make_ufunc", args, vm);
    let name = crate::arguments::text_of(&*args.required("name")?, vm)?;
    let nin = fold::axis_of(&*args.required("nin")?, vm)?;
    let nout = fold::axis_of(&*args.required("nout")?, vm)?;
    let function = args.required("function")?;
    let is_layer = args.flag("is_layer", false)?;
    let identity = args.next_some("identity");
    let signature = args.next_some("signature");
    args.finish()?;
    let signature = signature
        .map(|signature| crate::arguments::text_of(&signature, vm))
        .transpose()?;
    let core = if is_layer {
        Core::Layer(function)
    } else {
        Core::Function(function)
    };
    let made = super::make(
        name,
        nin.max(0) as usize,
        nout.max(0) as usize,
        core,
        identity,
        signature,
    );
    Ok(made.into_ref(&vm.ctx).as_object().to_owned())
}
