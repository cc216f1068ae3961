//! Ufuncs along an axis: `reduce`, `accumulate`, `reduceat`, and `at`.

use brooklet_array::loops::Identity;
use brooklet_array::raw::Operands;
use brooklet_array::ufunc::{
    Input, Reduction, Resolved, Runner, accumulate, at, reduce, reduceat, resolve,
    resolve_reduction,
};
use brooklet_array::{Array, DType};
use brooklet_python::vm::builtins::PyTuple;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::{Core, PyUfunc, Row, call, object, request};
use crate::arguments::{Arguments, to_axes, to_index};
use crate::array::PyNdArray;
use crate::casting::{self, Casting};
use crate::element::{self, coerce};
use crate::error::OrRaise;
use crate::index::Indexer;
use crate::index::fancy;
use crate::{dtype, errors, registry, scalar};

/// Which way a ufunc goes along an axis.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Reduce,
    Accumulate,
    ReduceAt,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Self::Reduce => "reduce",
            Self::Accumulate => "accumulate",
            Self::ReduceAt => "reduceat",
        }
    }
}

/// The row of a ufunc that may be folded.
fn row_of(zelf: &Py<PyUfunc>, way: Way, vm: &VirtualMachine) -> PyResult<Option<Row>> {
    if zelf.nin != 2 {
        return Err(vm.new_value_error(format!(
            "{} only supported for binary functions",
            way.name()
        )));
    }
    if zelf.nout != 1 {
        return Err(vm.new_value_error(format!(
            "{} only supported for functions returning a single value",
            way.name()
        )));
    }
    match &zelf.core {
        Core::Table(row) => Ok(Some(*row)),
        _ if zelf.signature.is_some() => {
            Err(vm.new_runtime_error("Reduction not defined on ufunc with signature"))
        }
        _ => Ok(None),
    }
}

/// What a fold is told.
struct Fold {
    array: PyObjectRef,
    starts: Option<PyObjectRef>,
    axes: Option<Vec<isize>>,
    dtype: Option<DType>,
    out: Option<PyObjectRef>,
    /// Whether `...` was given for it: a result stays an array.
    keeps_arrays: bool,
    keepdims: bool,
    initial: Option<PyObjectRef>,
    mask: Option<Array>,
}

fn read(way: Way, args: FuncArgs, vm: &VirtualMachine) -> PyResult<Fold> {
    if args.args.iter().any(|value| value.is(&vm.ctx.ellipsis)) {
        return Err(vm.new_type_error(request::KEYWORD_ONLY));
    }
    let mut args = Arguments::new(way.name(), args, vm);
    let array = args.required("array")?;
    let starts = if way == Way::ReduceAt {
        Some(args.required("indices")?)
    } else {
        None
    };
    let axis = args.next("axis");
    let wanted = dtype::from_optional(args.next("dtype"), vm)?;
    let out = args.next_some("out");
    let (mut keepdims, mut initial, mut mask) = (false, None, None);
    if way == Way::Reduce {
        keepdims = args.flag("keepdims", false)?;
        initial = args.next("initial");
        mask = args
            .next("where")
            .map(|mask| request::mask(&mask, vm))
            .transpose()?
            .flatten();
    }
    args.finish()?;
    let keeps_arrays = out.as_ref().is_some_and(|out| out.is(&vm.ctx.ellipsis));
    let out = match out.filter(|_| !keeps_arrays) {
        Some(out) => output(out, vm)?,
        None => None,
    };
    let axes = match axis {
        None => Some(vec![0]),
        Some(axis) => to_axes(&axis, vm)?,
    };
    Ok(Fold {
        array,
        starts,
        axes,
        dtype: wanted.map(|wanted| wanted.dtype().to_native()),
        out,
        keeps_arrays,
        keepdims,
        initial,
        mask,
    })
}

/// Where a result goes, which may stand in a tuple of one.
fn output(out: PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
    let out = match out.downcast_ref::<PyTuple>().map(Py::as_slice) {
        None => out,
        Some(items) if items.iter().any(|out| out.is(&vm.ctx.ellipsis)) => {
            return Err(vm.new_type_error(request::ONE_FOR_ALL));
        }
        Some([only]) => only.clone(),
        Some(_) => {
            return Err(vm.new_value_error("The 'out' tuple must have exactly one entry"));
        }
    };
    if vm.is_none(&out) {
        return Ok(None);
    }
    if out.downcast_ref::<PyNdArray>().is_none() {
        return Err(vm.new_type_error("output must be an array"));
    }
    Ok(Some(out))
}

/// `ufunc.reduce(…)`, `ufunc.accumulate(…)`, `ufunc.reduceat(…)`.
#[allow(
    clippy::too_many_lines,
    reason = "it reads one call's arguments, each once"
)]
pub(super) fn fold(zelf: &Py<PyUfunc>, way: Way, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if let Some(taken) = call::overridden(zelf, way.name(), &args, vm)? {
        return Ok(taken);
    }
    let Some(row) = row_of(zelf, way, vm)? else {
        let mut args = args;
        args.prepend_arg(zelf.to_owned().into());
        return registry::python(&format!("function_{}", way.name()), vm)?.call_with_args(args, vm);
    };
    let told = read(way, args, vm)?;
    let array = coerce::array_from(&told.array, None, vm)?;
    let axes = axes_of(&array, &told, way, vm)?;
    if array.dtype().num().is_flexible() && !row.0.name.starts_with("logical_") {
        let dtype = dtype::wrap(array.dtype(), vm)?;
        let dtypes = vm.ctx.new_tuple(vec![vm.ctx.none(), dtype.into()]);
        let exception = registry::call("no_loop", (zelf.to_owned(), dtypes, false), vm)?;
        return Err(exception
            .downcast()
            .unwrap_or_else(|_| vm.new_type_error("no loop")));
    }
    let out = match &told.out {
        Some(out) => Some(PyNdArray::downcast(out, vm)?.array()),
        None => None,
    };
    let asked = told.dtype.as_ref().or(match &out {
        Some(out) if matches!(row.0.name, "add" | "multiply") => Some(out.dtype()),
        _ => None,
    });
    let resolved = resolve_reduction(row.0, array.dtype(), asked).or_raise(vm)?;
    let initial = initial_of(&told, &resolved, vm)?;
    let (result, flags) = with_runner(zelf, row, &resolved, vm, |runner| {
        let reduction = Reduction {
            ufunc: row.0,
            resolved: &resolved,
            runner,
            axes: &axes,
            keeps_axes: told.keepdims,
            out: out.as_ref(),
            mask: told.mask.as_ref(),
            initial: initial.as_ref(),
            ignores_identity: told
                .initial
                .as_ref()
                .is_some_and(|initial| vm.is_none(initial)),
            is_watched: errors::are_watched(vm),
        };
        match way {
            Way::Reduce => reduce(&reduction, &array).or_raise(vm),
            Way::Accumulate => accumulate(&reduction, &array).or_raise(vm),
            Way::ReduceAt => {
                let starts = told
                    .starts
                    .as_ref()
                    .map(|starts| starts_of(starts, vm))
                    .transpose()?;
                reduceat(&reduction, &array, &starts.unwrap_or_default()).or_raise(vm)
            }
        }
    })?;
    let name = if way == Way::Reduce {
        "reduce"
    } else {
        way.name()
    };
    errors::tell(flags, name, vm)?;
    if let Some(out) = told.out {
        return Ok(out);
    }
    wrapped(&told.array, result, way, told.keeps_arrays, vm)
}

/// What `sum`, `prod`, `max` and `min` of an array are, beside the ufunc: over all axes where none is
/// named, and without a type to be asked for where the ufunc keeps that of the elements.
pub(crate) fn reduce_array(
    name: &str,
    takes_dtype: bool,
    array: &Py<PyNdArray>,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult {
    let ufunc = super::find(name, vm)?;
    let mut args = args;
    if args.args.is_empty() && !args.kwargs.contains_key("axis") {
        args.args.push(vm.ctx.none());
    }
    if !takes_dtype {
        if args.kwargs.contains_key("dtype") {
            return Err(vm.new_type_error(format!("{name} takes no 'dtype' here")));
        }
        if args.args.len() > 1 {
            args.args.insert(1, vm.ctx.none());
        }
    }
    args.prepend_arg(array.to_owned().into());
    fold(&ufunc, Way::Reduce, args, vm)
}

/// Results of derived classes pass through their own hook.
fn wrapped(
    array: &PyObjectRef,
    result: Array,
    way: Way,
    keeps_arrays: bool,
    vm: &VirtualMachine,
) -> PyResult {
    let is_plain = PyNdArray::is_exact(array)
        || scalar::is_scalar(array)
        || array
            .class()
            .get_attr(vm.ctx.intern_str("__array_wrap__"))
            .is_none();
    if is_plain {
        return if way == Way::Reduce && !keeps_arrays {
            PyNdArray::or_scalar(result, vm)
        } else {
            Ok(PyNdArray::wrap(result, vm))
        };
    }
    let is_scalar = result.ndim() == 0 && way == Way::Reduce && !keeps_arrays;
    let result = PyNdArray::wrap(result, vm);
    vm.call_method(array, "__array_wrap__", (result, vm.ctx.none(), is_scalar))
}

fn starts_of(starts: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<isize>> {
    let starts = coerce::array_from(starts, Some(&DType::int64()), vm)?;
    Ok(starts
        .offsets()
        .map(|offset| starts.read::<i64>(offset) as isize)
        .collect())
}

fn axes_of(array: &Array, told: &Fold, way: Way, vm: &VirtualMachine) -> PyResult<Vec<usize>> {
    let Some(axes) = &told.axes else {
        if way != Way::Reduce {
            if array.ndim() != 1 {
                return Err(
                    vm.new_value_error(format!("{} does not allow multiple axes", way.name()))
                );
            }
            return Ok(vec![0]);
        }
        return Ok((0..array.ndim()).collect());
    };
    if array.ndim() == 0 {
        let is_first = axes.iter().all(|axis| *axis == 0 || *axis == -1);
        if way != Way::Reduce {
            return Err(vm.new_type_error(format!("cannot {} on a scalar", way.name())));
        }
        if is_first && axes.len() <= 1 {
            return Ok(Vec::new());
        }
    }
    Array::check_axes(axes, array.ndim()).or_raise(vm)
}

fn initial_of(told: &Fold, resolved: &Resolved, vm: &VirtualMachine) -> PyResult<Option<Array>> {
    let Some(initial) = &told.initial else {
        return Ok(None);
    };
    if initial.class().name().eq("_NoValueType") {
        return Ok(None);
    }
    if vm.is_none(initial) {
        return Ok(None);
    }
    let dtype = &resolved.dtypes[2];
    let made = Array::zeros(&[], dtype).or_raise(vm)?;
    if let Some(array) = initial.downcast_ref::<PyNdArray>() {
        casting::assign(&made, &array.array(), Casting::Unsafe).or_raise(vm)?;
    } else {
        element::set_at(&made, 0, initial, vm)?;
    }
    Ok(Some(made))
}

/// Hands out the loop of objects, where one is taken.
fn with_runner<T>(
    zelf: &Py<PyUfunc>,
    row: Row,
    resolved: &Resolved,
    vm: &VirtualMachine,
    act: impl FnOnce(Option<&Runner<'_>>) -> PyResult<T>,
) -> PyResult<T> {
    if resolved.row.kernel.is_some() {
        return act(None);
    }
    let function = registry::call("object_loop", (zelf.name.clone(),), vm)?;
    let types = resolved.row.types;
    let nin = row.0.nin;
    let runner = move |operands: &Operands<'_>| object::run(&function, operands, nin, types, vm);
    act(Some(&runner))
}

/// `ufunc.at(a, indices, b)`.
#[allow(
    clippy::too_many_lines,
    reason = "it reads one call's arguments, each once"
)]
pub(super) fn at_positions(zelf: &Py<PyUfunc>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if let Some(taken) = call::overridden(zelf, "at", &args, vm)? {
        return Ok(taken);
    }
    let mut args = Arguments::new("at", args, vm);
    let target = args.required("a")?;
    let key = args.required("indices")?;
    let values = args.next("b");
    args.finish()?;
    if zelf.signature.is_some() {
        return Err(vm.new_type_error("at() is for functions of single elements"));
    }
    if zelf.nin == 0 || zelf.nin > 2 {
        return Err(vm.new_value_error("Only unary and binary ufuncs supported at this time"));
    }
    if zelf.nout != 1 {
        return Err(vm.new_value_error("Only single output ufuncs supported at this time"));
    }
    if zelf.nin == 2 && values.is_none() {
        return Err(vm.new_value_error("second operand needed for ufunc"));
    }
    if zelf.nin == 1 && values.is_some() {
        return Err(vm.new_value_error("second operand provided when ufunc is unary"));
    }
    let Ok(target) = PyNdArray::downcast(&target, vm) else {
        return Err(vm.new_type_error("first operand must be array"));
    };
    let Core::Table(row) = &zelf.core else {
        return registry::call(
            "function_at",
            (zelf.to_owned(), target.clone(), key, values),
            vm,
        );
    };
    let array = target.array();
    array.check_writeable().or_raise(vm)?;
    let indexer = Indexer::read(&key, vm)?;
    let offsets = fancy::offsets(&array, &indexer.parts).or_raise(vm)?;
    let values =
        match values {
            None => None,
            Some(values) => {
                let shape = offsets.shape().to_vec();
                let own = coerce::array_from(&values, None, vm)?;
                Some(own.broadcast_to(&shape).map_err(|_| {
                    vm.new_value_error("array is not broadcastable to correct shape")
                })?)
            }
        };
    let mut inputs = vec![Input::Typed(array.dtype().clone())];
    inputs.extend(
        values
            .iter()
            .map(|values| Input::Typed(values.dtype().clone())),
    );
    // What is computed goes back into the array whatever it loses.
    let resolved = call::found(
        zelf,
        &inputs,
        &[],
        resolve(row.0, &inputs, &[], Casting::Unsafe),
        vm,
    )?;
    if let Some(result) = resolved.dtypes.last() {
        coerce::warn_discarded(result, array.dtype(), vm)?;
    }
    let places: Vec<isize> = offsets
        .offsets()
        .map(|offset| offsets.read::<i64>(offset) as isize)
        .collect();
    let flags = with_runner(zelf, *row, &resolved, vm, |runner| {
        at(
            row.0,
            &resolved,
            runner,
            &array,
            &places,
            values.as_ref(),
            errors::are_watched(vm),
        )
        .or_raise(vm)
    })?;
    errors::tell(flags, &zelf.name, vm)?;
    Ok(vm.ctx.none())
}

/// What a reduction of nothing gives, as an object.
pub(super) fn identity(zelf: &PyUfunc, vm: &VirtualMachine) -> PyObjectRef {
    match &zelf.core {
        Core::Table(row) => match row.0.identity {
            Identity::None | Identity::Reorderable => vm.ctx.none(),
            Identity::Int(value) => vm.ctx.new_int(value).into(),
            Identity::Bool(value) => vm.ctx.new_bool(value).into(),
            Identity::NegativeInfinity => vm.ctx.new_float(f64::NEG_INFINITY).into(),
        },
        _ => zelf.identity.clone().unwrap_or_else(|| vm.ctx.none()),
    }
}

/// An axis given as an object.
pub(super) fn axis_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<isize> {
    to_index(object, vm)
}
