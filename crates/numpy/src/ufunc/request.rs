//! What a call of a ufunc says beside its inputs.

use brooklet_array::shape::Order;
use brooklet_array::{Array, DType, TypeNum};
use brooklet_python::vm::builtins::{PyBaseExceptionRef, PyBytes, PyStr, PyTuple};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::PyUfunc;
use crate::arguments::{to_casting, to_order};
use crate::array::PyNdArray;
use crate::casting::Casting;
use crate::element::coerce;
use crate::{dtype, registry};

/// The parts of a call.
pub(super) struct Request {
    /// The inputs.
    pub(super) inputs: Vec<PyObjectRef>,
    /// Where results go, as far as that is given.
    pub(super) out: Vec<Option<PyObjectRef>>,
    /// Whether `...` was given for it: results stay arrays.
    pub(super) keeps_arrays: bool,
    /// Which elements are computed.
    pub(super) mask: Option<Array>,
    /// Types that are asked for, inputs first.
    pub(super) asked: Vec<Option<DType>>,
    /// Which casts are allowed.
    pub(super) casting: Casting,
    /// How results are laid out.
    pub(super) order: Order,
    /// Whether derived classes pass through.
    pub(super) subok: bool,
}

/// Reads the arguments of a call.
#[allow(
    clippy::too_many_lines,
    reason = "it reads one call's arguments, each once"
)]
pub(super) fn read(ufunc: &PyUfunc, args: FuncArgs, vm: &VirtualMachine) -> PyResult<Request> {
    let (nin, nout) = (ufunc.nin, ufunc.nout);
    let given = args.args.len();
    if given < nin || given > nin + nout {
        let (few, most) = if nout > 0 {
            (nin, nin + nout)
        } else {
            (nin, nin)
        };
        let were = if given == 1 { "was" } else { "were" };
        return Err(vm.new_type_error(format!(
            "{}() takes from {few} to {most} positional arguments but {given} {were} given",
            ufunc.name
        )));
    }
    let mut inputs = args.args;
    let positional = inputs.split_off(nin);
    let mut request = Request {
        inputs,
        out: vec![None; nout],
        keeps_arrays: false,
        mask: None,
        asked: Vec::new(),
        casting: Casting::SameKind,
        order: Order::Keep,
        subok: true,
    };
    for (at, out) in positional.iter().enumerate() {
        request.out[at] = output(out, KEYWORD_ONLY, vm)?;
    }
    let has_positional = !positional.is_empty();
    let says_out = has_positional || args.kwargs.contains_key("out");
    let (mut has_dtype, mut has_signature) = (false, false);
    for (name, value) in &args.kwargs {
        match name.to_string_lossy().as_ref() {
            "out" => {
                if has_positional {
                    return Err(vm.new_type_error(
                        "cannot specify 'out' as both a positional and keyword argument",
                    ));
                }
                outputs(&mut request, ufunc, value, vm)?;
            }
            "where" => request.mask = mask(value, vm)?,
            "casting" => request.casting = to_casting(Some(value), Casting::SameKind, vm)?,
            "order" => request.order = to_order(Some(value), Order::Keep, vm)?,
            "subok" => {
                request.subok = crate::arguments::to_flag(value, "subok", vm)?;
            }
            "dtype" => {
                if !vm.is_none(value) {
                    if !request.asked.is_empty() {
                        return Err(
                            vm.new_type_error("cannot specify both 'signature' and 'dtype'")
                        );
                    }
                    request.asked = vec![None; nin];
                    let wanted = asked_dtype(value, vm)?;
                    request
                        .asked
                        .extend(std::iter::repeat_n(Some(wanted), nout));
                }
                has_dtype = true;
            }
            "sig" | "signature" => {
                if has_signature {
                    return Err(vm.new_type_error("cannot specify both 'sig' and 'signature'"));
                }
                has_signature = true;
                if has_dtype && !request.asked.is_empty() {
                    return Err(vm.new_type_error("cannot specify both 'signature' and 'dtype'"));
                }
                request.asked = signature(ufunc, value, vm)?;
            }
            other => {
                return Err(vm.new_type_error(format!(
                    "{}() got an unexpected keyword argument '{other}'",
                    ufunc.name
                )));
            }
        }
    }
    if request.mask.is_some() && !says_out {
        registry::call("warn_unset", (), vm)?;
    }
    Ok(request)
}

/// What `...` is refused with among other arguments, and in a tuple.
pub(super) const KEYWORD_ONLY: &str = "out=... is only allowed as a keyword argument.";
pub(super) const ONE_FOR_ALL: &str = "must use `...` as `out=...` and not per-operand/in a tuple";

fn output(
    object: &PyObject,
    told_of_ellipsis: &'static str,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    if vm.is_none(object) {
        return Ok(None);
    }
    if object.is(&vm.ctx.ellipsis) {
        return Err(vm.new_type_error(told_of_ellipsis));
    }
    if object.downcast_ref::<PyNdArray>().is_none() {
        return Err(vm.new_type_error("return arrays must be of ArrayType"));
    }
    Ok(Some(object.to_owned()))
}

fn outputs(
    request: &mut Request,
    ufunc: &PyUfunc,
    value: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if value.is(&vm.ctx.ellipsis) {
        request.keeps_arrays = true;
        return Ok(());
    }
    if let Some(tuple) = value.downcast_ref::<PyTuple>() {
        if tuple.as_slice().len() != ufunc.nout {
            return Err(
                vm.new_value_error("The 'out' tuple must have exactly one entry per ufunc output")
            );
        }
        for (at, out) in tuple.as_slice().iter().enumerate() {
            request.out[at] = output(out, ONE_FOR_ALL, vm)?;
        }
        return Ok(());
    }
    if ufunc.nout != 1 {
        let is_array = value.downcast_ref::<PyNdArray>().is_some();
        return Err(vm.new_type_error(if is_array {
            "'out' must be a tuple of arrays"
        } else {
            "'out' must be an array or a tuple of arrays"
        }));
    }
    request.out[0] = output(value, ONE_FOR_ALL, vm)?;
    Ok(())
}

/// `where=`: `None` where all elements are meant.
pub(super) fn mask(value: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Array>> {
    if value.is(&vm.ctx.true_value) {
        return Ok(None);
    }
    let is_typed = value.downcast_ref::<PyNdArray>().is_some() || crate::scalar::is_scalar(value);
    // Other values count by their truth.
    let wanted = (!is_typed).then(DType::bool);
    let mask = coerce::array_from(value, wanted.as_ref(), vm)?;
    if mask.dtype().num() != TypeNum::Bool {
        return Err(vm.new_type_error(format!(
            "Cannot cast array data from {} to dtype('bool') according to the rule 'safe'",
            dtype::repr_of(mask.dtype(), vm)
        )));
    }
    Ok(Some(mask))
}

fn asked_dtype(value: &PyObject, vm: &VirtualMachine) -> PyResult<DType> {
    let found = dtype::from_object(value, vm)?;
    let found = found.dtype();
    let has_unit = found.num().is_date() && !found.unit().is_generic();
    if has_unit || !found.is_native() {
        return Err(vm.new_type_error(format!(
            "The `dtype` and `signature` arguments to ufuncs choose a loop by its kind of number, and {} says \
             more than that: leave the unit or the byte order out",
            dtype::repr_of(found, vm)
        )));
    }
    Ok(found.clone())
}

/// `'dd->d'` or `(None, 'd', 'd')`.
fn signature(
    ufunc: &PyUfunc,
    value: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<Vec<Option<DType>>> {
    let (nin, nout) = (ufunc.nin, ufunc.nout);
    let decoded = match value.downcast_ref::<PyBytes>() {
        Some(bytes) => Some(vm.call_method(bytes.as_object(), "decode", ("ascii",))?),
        None => None,
    };
    let value = decoded.as_deref().unwrap_or(value);
    if let Some(text) = value.downcast_ref::<PyStr>() {
        let text = text.to_string_lossy().into_owned();
        if let Some((left, right)) = text.split_once("->") {
            if left.chars().count() != nin || right.chars().count() != nout {
                return Err(
                    vm.new_value_error("a type-string for this ufunc must name each of its types")
                );
            }
            let letters = left.chars().chain(right.chars());
            return letters
                .map(|letter| {
                    let text = vm.ctx.new_str(letter.to_string());
                    asked_dtype(text.as_object(), vm).map(Some).map_err(|_| {
                        vm.new_value_error(format!("'{letter}' is no letter of a type"))
                    })
                })
                .collect();
        }
        return Err(if text.chars().count() > 1 {
            vm.new_value_error(
                "a type-string names the types of inputs, '->', and those of results",
            )
        } else {
            one_type(vm)
        });
    }
    if let Some(tuple) = value.downcast_ref::<PyTuple>() {
        let items = tuple.as_slice();
        if items.len() == nin + nout {
            let types = items.iter().map(|item| {
                if vm.is_none(item) {
                    Ok(None)
                } else {
                    asked_dtype(item, vm).map(Some)
                }
            });
            return types.collect();
        }
        if items.len() == 1 {
            return Err(one_type(vm));
        }
        return Err(
            vm.new_value_error("a tuple of types for this ufunc must name each of its types")
        );
    }
    Err(vm.new_type_error("the signature object to ufunc must be a string or a tuple."))
}

/// One type says nothing of which operand it is.
fn one_type(vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_type_error("one type is no signature: use `dtype`, or fill the tuple with None")
}
