//! A ufunc called on arrays.

use brooklet_array::cast::Weak;
use brooklet_array::raw::Operands;
use brooklet_array::ufunc::{Call, Input, Resolved, Runner, elementwise, resolve};
use brooklet_array::{Array, DType, Error, TypeNum};
use brooklet_python::vm::builtins::{PyBytes, PyList, PyStr, PyTuple};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::request::{self, Request};
use super::{Core, PyUfunc, Row, object};
use crate::array::PyNdArray;
use crate::casting;
use crate::element::{self, coerce, objects};
use crate::error::OrRaise;
use crate::{errors, promotion, registry, scalar};

/// `ufunc(…)`.
pub(super) fn call(zelf: &Py<PyUfunc>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if let Some(taken) = overridden(zelf, "__call__", &args, vm)? {
        return Ok(taken);
    }
    match &zelf.core {
        Core::Layer(function) => {
            let mut args = args;
            args.prepend_arg(zelf.to_owned().into());
            function.call_with_args(args, vm)
        }
        Core::Function(function) => {
            let request = request::read(zelf, args, vm)?;
            let results = by_function(zelf, function, &request, vm)?;
            finish(zelf, &request, results, vm)
        }
        Core::Table(row) => {
            let mut request = request::read(zelf, args, vm)?;
            let results = match of_text(zelf, &mut request, vm)? {
                Some(result) => vec![result],
                None => by_table(zelf, *row, &request, vm)?,
            };
            finish(zelf, &request, results, vm)
        }
    }
}

/// Lets operands of other kinds take the call over.
pub(super) fn overridden(
    zelf: &Py<PyUfunc>,
    method: &'static str,
    args: &FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let is_usual = |object: &PyObjectRef| {
        PyNdArray::is_exact(object)
            || scalar::is_scalar(object)
            || object
                .class()
                .get_attr(vm.ctx.intern_str("__array_ufunc__"))
                .is_none()
    };
    let out = args.kwargs.get("out");
    let outs = out.and_then(|out| {
        let tuple = out.downcast_ref::<PyTuple>();
        tuple.map(|tuple| tuple.as_slice().to_vec())
    });
    let outs = outs.unwrap_or_else(|| out.cloned().into_iter().collect());
    if args.args.iter().chain(&outs).all(is_usual) {
        return Ok(None);
    }
    let named = vm.ctx.new_dict();
    for (name, value) in &args.kwargs {
        named.set_item(&*vm.ctx.new_str(name.clone()), value.clone(), vm)?;
    }
    let positional = vm.ctx.new_tuple(args.args.clone());
    let taken = registry::call(
        "override_ufunc",
        (zelf.to_owned(), method, positional, named),
        vm,
    )?;
    let pair: Vec<PyObjectRef> = taken.try_to_value(vm)?;
    if pair[0].clone().is_true(vm)? {
        return Ok(Some(pair[1].clone()));
    }
    Ok(None)
}

/// What a ufunc makes of text, for which there are no loops.
fn of_text(
    zelf: &Py<PyUfunc>,
    request: &mut Request,
    vm: &VirtualMachine,
) -> PyResult<Option<Array>> {
    let takes_text = is_comparison(&zelf.name) || matches!(zelf.name.as_str(), "add" | "multiply");
    let is_text = |object: &PyObjectRef| {
        let num = match object.downcast_ref::<PyNdArray>() {
            Some(array) => Some(array.array().dtype().num()),
            None if object.downcast_ref::<PyStr>().is_some() => Some(TypeNum::Unicode),
            None if object.downcast_ref::<PyBytes>().is_some() => Some(TypeNum::Bytes),
            None => None,
        };
        matches!(num, Some(TypeNum::Unicode | TypeNum::Bytes))
    };
    if !takes_text {
        return Ok(None);
    }
    // Sequences are read once: they may be of text.
    for input in &mut request.inputs {
        if input.downcast_ref::<PyList>().is_some() || input.downcast_ref::<PyTuple>().is_some() {
            *input = PyNdArray::wrap(coerce::array_from(input, None, vm)?, vm);
        }
    }
    if !request.inputs.iter().any(is_text) {
        return Ok(None);
    }
    if zelf.name == "multiply" && request.out[0].is_none() {
        return Err(vm.new_type_error(
            "text is multiplied into `out` only: numpy.strings.multiply finds how long it becomes",
        ));
    }
    let args = (
        zelf.name.clone(),
        request.inputs[0].clone(),
        request.inputs[1].clone(),
    );
    let result = registry::call("text_operator", args, vm)?;
    if result.is(&vm.ctx.not_implemented) {
        return Ok(None);
    }
    if let Some(out) = request.out.first().and_then(Option::as_ref) {
        coerce::assign(&PyNdArray::downcast(out, vm)?.array(), &result, vm)?;
    }
    coerce::array_from(&result, None, vm).map(Some)
}

/// The type of an input, and the input as an array where it is not a plain number.
fn input(object: &PyObject, vm: &VirtualMachine) -> PyResult<(Input, Option<Array>)> {
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        let array = array.array();
        return Ok((Input::Typed(array.dtype().clone()), Some(array)));
    }
    if let Some(array) = scalar::array_of(object) {
        return Ok((Input::Typed(array.dtype().clone()), Some(array)));
    }
    if let Some(weak) = promotion::weak_of(object, vm) {
        return Ok((Input::Weak(weak), None));
    }
    let array = coerce::array_from(object, None, vm)?;
    Ok((Input::Typed(array.dtype().clone()), Some(array)))
}

/// Whether a whole number of Python's is beyond what 64 bits with a sign hold.
fn has_great(objects: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<bool> {
    for object in objects {
        if promotion::weak_of(object, vm) == Some(Weak::Int)
            && coerce::python_dtype(object, vm)?.is_none_or(|dtype| dtype != DType::int64())
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn by_table(
    zelf: &Py<PyUfunc>,
    row: Row,
    request: &Request,
    vm: &VirtualMachine,
) -> PyResult<Vec<Array>> {
    let read = request.inputs.iter().map(|object| input(object, vm));
    let mut read = read.collect::<PyResult<Vec<_>>>()?;
    let is_free = read.len() == 1 || is_comparison(row.0.name);
    if is_free && read.iter().all(|(_, array)| array.is_none()) && has_great(&request.inputs, vm)? {
        // No array says what the numbers become: great ones are unsigned, or objects.
        for (read, object) in read.iter_mut().zip(&request.inputs) {
            let array = coerce::array_from(object, None, vm)?;
            *read = (Input::Typed(array.dtype().clone()), Some(array));
        }
    }
    let types: Vec<Input> = read.iter().map(|(input, _)| input.clone()).collect();
    let resolved = find_loop(zelf, row, &types, request, vm)?;
    let is_bare = |(at, input): (usize, &Input)| {
        matches!(input, Input::Weak(_)) && resolved.dtypes[at].num() == TypeNum::TimeDelta
    };
    if types.iter().enumerate().any(is_bare) {
        registry::call("warn_of_unit", (), vm)?;
    }
    let mut arrays = Vec::with_capacity(read.len());
    for (at, (_, array)) in read.into_iter().enumerate() {
        arrays.push(match array {
            Some(array) => array,
            None => match weak_array(&request.inputs[at], &resolved.dtypes[at], vm) {
                Ok(array) => array,
                Err(exception)
                    if is_comparison(row.0.name)
                        && exception.fast_isinstance(vm.ctx.exceptions.overflow_error) =>
                {
                    let args = vm.ctx.new_tuple(request.inputs.clone());
                    let compared = registry::call("compare_beyond", (zelf.to_owned(), args), vm)?;
                    return Ok(vec![coerce::array_from(&compared, None, vm)?]);
                }
                Err(exception) => return Err(exception),
            },
        });
    }
    run(zelf, row, &resolved, &arrays, request, vm)
}

fn is_comparison(name: &str) -> bool {
    matches!(
        name,
        "equal" | "not_equal" | "less" | "less_equal" | "greater" | "greater_equal"
    )
}

/// A plain number as an element of the type the loop takes.
fn weak_array(object: &PyObject, dtype: &DType, vm: &VirtualMachine) -> PyResult<Array> {
    if dtype.num() == TypeNum::Double {
        return Ok(Array::scalar(element::to_float(object, vm)?));
    }
    promotion::value_as(object, dtype, vm)
}

fn find_loop(
    zelf: &Py<PyUfunc>,
    row: Row,
    types: &[Input],
    request: &Request,
    vm: &VirtualMachine,
) -> PyResult<Resolved> {
    let asked = &request.asked;
    found(
        zelf,
        types,
        asked,
        resolve(row.0, types, asked, request.casting),
        vm,
    )
}

/// The loop that was found, or an exception that names what there is none for.
pub(super) fn found(
    zelf: &Py<PyUfunc>,
    types: &[Input],
    asked: &[Option<DType>],
    found: brooklet_array::Result<Resolved>,
    vm: &VirtualMachine,
) -> PyResult<Resolved> {
    match found {
        Ok(resolved) => Ok(resolved),
        Err(Error::NoLoop(_)) => {
            let dtypes: Vec<PyObjectRef> = types
                .iter()
                .map(|input| {
                    let dtype = match input {
                        Input::Typed(dtype) => dtype.clone(),
                        Input::Weak(weak) => weak.dtype(),
                    };
                    crate::dtype::wrap(&dtype, vm).map(Into::into)
                })
                .collect::<PyResult<_>>()?;
            let dtypes = vm.ctx.new_tuple(dtypes);
            let has_asked = asked.iter().any(Option::is_some);
            let exception = registry::call("no_loop", (zelf.to_owned(), dtypes, has_asked), vm)?;
            Err(exception
                .downcast()
                .unwrap_or_else(|_| vm.new_type_error("no loop")))
        }
        other => other.or_raise(vm),
    }
}

/// Runs a loop over arrays.
pub(super) fn run(
    zelf: &Py<PyUfunc>,
    row: Row,
    resolved: &Resolved,
    arrays: &[Array],
    request: &Request,
    vm: &VirtualMachine,
) -> PyResult<Vec<Array>> {
    let out: Vec<Option<Array>> = request
        .out
        .iter()
        .map(|out| {
            out.as_ref()
                .and_then(|out| out.downcast_ref::<PyNdArray>().map(|out| out.array()))
        })
        .collect();
    let function = match resolved.row.kernel {
        Some(_) => None,
        None => Some(registry::call("object_loop", (zelf.name.clone(),), vm)?),
    };
    let types = resolved.row.types;
    let nin = row.0.nin;
    let runner = function.map(|function| {
        move |operands: &Operands<'_>| object::run(&function, operands, nin, types, vm)
    });
    let call = Call {
        ufunc: row.0,
        resolved,
        runner: runner.as_ref().map(|runner| runner as &Runner<'_>),
        out: &out,
        mask: request.mask.as_ref(),
        casting: request.casting,
        order: request.order,
        is_watched: errors::are_watched(vm),
    };
    let (results, flags) = elementwise(&call, arrays).or_raise(vm)?;
    errors::tell(flags, &zelf.name, vm)?;
    Ok(results)
}

/// Calls a function of Python's for each element.
fn by_function(
    zelf: &Py<PyUfunc>,
    function: &PyObject,
    request: &Request,
    vm: &VirtualMachine,
) -> PyResult<Vec<Array>> {
    let object_type = objects::dtype();
    let mut arrays = Vec::with_capacity(zelf.nin);
    for input in &request.inputs {
        arrays.push(coerce::array_from(input, Some(&object_type), vm)?);
    }
    let shapes: Vec<&[usize]> = arrays.iter().map(Array::shape).collect();
    let shape = casting::broadcast_shapes(&shapes).or_raise(vm)?;
    let arrays = arrays.iter().map(|array| array.broadcast_to(&shape));
    let arrays = arrays
        .collect::<brooklet_array::Result<Vec<_>>>()
        .or_raise(vm)?;
    let results: Vec<Array> = (0..zelf.nout)
        .map(|_| Array::zeros(&shape, &object_type))
        .collect::<brooklet_array::Result<_>>()
        .or_raise(vm)?;
    let places: Vec<Vec<usize>> = arrays
        .iter()
        .map(|array| array.offsets().collect())
        .collect();
    let into: Vec<Vec<usize>> = results
        .iter()
        .map(|array| array.offsets().collect())
        .collect();
    let count: usize = shape.iter().product();
    for turn in 0..count {
        let args = arrays
            .iter()
            .zip(&places)
            .map(|(array, places)| element::item_at(array, places[turn], vm));
        let result = function.call(args.collect::<PyResult<Vec<_>>>()?, vm)?;
        if zelf.nout == 1 {
            element::set_at(&results[0], into[0][turn], &result, vm)?;
        } else if zelf.nout > 1 {
            let parts: Vec<PyObjectRef> = result.try_to_value(vm)?;
            if parts.len() != zelf.nout {
                return Err(vm.new_value_error("the function gave another number of results"));
            }
            for (at, part) in parts.iter().enumerate() {
                element::set_at(&results[at], into[at][turn], part, vm)?;
            }
        }
    }
    let mut finished = Vec::with_capacity(results.len());
    for (at, result) in results.into_iter().enumerate() {
        match request.out.get(at).and_then(Option::as_ref) {
            None => finished.push(result),
            Some(out) => {
                let target = PyNdArray::downcast(out, vm)?.array();
                casting::assign(&target, &result, casting::Casting::Unsafe).or_raise(vm)?;
                finished.push(target);
            }
        }
    }
    Ok(finished)
}

/// Results as objects: those that were given, scalars where there are no axes, derived classes.
pub(super) fn finish(
    zelf: &Py<PyUfunc>,
    request: &Request,
    results: Vec<Array>,
    vm: &VirtualMachine,
) -> PyResult {
    let is_derived = |object: &PyObjectRef| {
        !PyNdArray::is_exact(object)
            && !scalar::is_scalar(object)
            && object
                .class()
                .get_attr(vm.ctx.intern_str("__array_wrap__"))
                .is_some()
    };
    let needs_wrap = request.subok && request.inputs.iter().any(is_derived);
    let mut objects = Vec::with_capacity(results.len());
    for (at, result) in results.into_iter().enumerate() {
        objects.push(match request.out.get(at).and_then(Option::as_ref) {
            Some(out) => out.clone(),
            None if needs_wrap || request.keeps_arrays => PyNdArray::wrap(result, vm),
            None => PyNdArray::or_scalar(result, vm)?,
        });
    }
    if needs_wrap {
        let inputs = vm.ctx.new_tuple(request.inputs.clone());
        let outs = request
            .out
            .iter()
            .map(|out| out.clone().unwrap_or_else(|| vm.ctx.none()));
        let outs = vm.ctx.new_tuple(outs.collect());
        let results = vm.ctx.new_tuple(objects);
        return registry::call(
            "wrap_results",
            (zelf.to_owned(), inputs, outs, results, request.keeps_arrays),
            vm,
        );
    }
    if objects.len() == 1 {
        return Ok(objects.remove(0));
    }
    Ok(vm.ctx.new_tuple(objects).into())
}
