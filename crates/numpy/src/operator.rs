//! Python's operators on arrays and scalars: by ufuncs, unless the other operand wants them itself.

use brooklet_array::dtype::Kind;
use brooklet_array::raw::Flags;
use brooklet_array::{Array, TypeNum};
use brooklet_python::vm::builtins::{PyComplex, PyFloat, PyInt, PyStr};
use brooklet_python::vm::function::{FuncArgs, KwArgs};
use brooklet_python::vm::types::PyComparisonOp;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};
use num_traits::ToPrimitive;

use crate::array::PyNdArray;
use crate::error::OrRaise;
use crate::{element, errors, registry, scalar, ufunc};

fn is_ours(object: &PyObject) -> bool {
    object.downcast_ref::<PyNdArray>().is_some() || scalar::is_scalar(object)
}

/// Whether the right operand is one that is asked instead.
fn defers(
    left: &PyObject,
    right: &PyObject,
    is_in_place: bool,
    vm: &VirtualMachine,
) -> PyResult<bool> {
    let class = right.class();
    let is_known = PyNdArray::is_exact(right)
        || class.is(left.class())
        || right.downcast_ref::<PyInt>().is_some()
        || right.downcast_ref::<PyFloat>().is_some()
        || right.downcast_ref::<PyComplex>().is_some()
        || right.downcast_ref::<PyStr>().is_some()
        || class.is(vm.ctx.types.list_type)
        || class.is(vm.ctx.types.tuple_type);
    if is_known || !is_ours(left) {
        return Ok(false);
    }
    if let Some(own) = class.get_attr(vm.ctx.intern_str("__array_ufunc__")) {
        return Ok(!is_in_place && vm.is_none(&own));
    }
    if is_in_place || class.fast_issubclass(left.class()) {
        return Ok(false);
    }
    let priority = |object: &PyObject| -> PyResult<f64> {
        match vm.get_attribute_opt(object, "__array_priority__")? {
            Some(value) => element::to_float(&value, vm),
            None => Ok(-1_000_000.0),
        }
    };
    Ok(priority(left)? < priority(right)?)
}

/// A binary operator.
pub(crate) fn binary(
    name: &'static str,
    left: &PyObject,
    right: &PyObject,
    vm: &VirtualMachine,
) -> PyResult {
    if defers(left, right, false, vm)? {
        return Ok(vm.ctx.not_implemented());
    }
    let args = vec![left.to_owned(), right.to_owned()];
    if !is_single(left) || !is_single(right) {
        return ufunc::call(name, args, vm);
    }
    let result = of_scalars(name, args, vm)?;
    if let (Some(exact), Some(found)) = (exact(name, left, right), whole(&result))
        && exact != found
    {
        errors::tell(Flags::OVER, &format!("scalar {name}"), vm)?;
    }
    Ok(result)
}

/// Whether this is a number without axes: a scalar, or a number of Python's own.
fn is_single(object: &PyObject) -> bool {
    scalar::is_scalar(object)
        || object.downcast_ref::<PyInt>().is_some()
        || object.downcast_ref::<PyFloat>().is_some()
        || object.downcast_ref::<PyComplex>().is_some()
}

/// An operator on scalars, whose errors name it so.
fn of_scalars(name: &'static str, args: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
    let before = registry::get().is_scalar_math.replace(true);
    let result = ufunc::call(name, args, vm);
    registry::get().is_scalar_math.set(before);
    result
}

/// The whole number that a scalar is.
fn whole(object: &PyObject) -> Option<i128> {
    use brooklet_array::Value;
    if let Some(array) = scalar::array_of(object) {
        return match array.value_at(array.offset()) {
            Value::Int(value) => Some(value.into()),
            Value::UInt(value) => Some(value.into()),
            _ => None,
        };
    }
    object.downcast_ref::<PyInt>()?.as_bigint().to_i128()
}

/// What whole numbers give without a limit, where that can be beyond their type.
fn exact(name: &str, left: &PyObject, right: &PyObject) -> Option<i128> {
    let operate = match name {
        "add" => i128::checked_add,
        "subtract" => i128::checked_sub,
        "multiply" => i128::checked_mul,
        _ => return None,
    };
    Some(operate(whole(left)?, whole(right)?).unwrap_or(i128::MAX))
}

/// An operator that changes its left operand.
pub(crate) fn in_place(
    name: &'static str,
    left: &PyObject,
    right: &PyObject,
    vm: &VirtualMachine,
) -> PyResult {
    if defers(left, right, true, vm)? {
        return Ok(vm.ctx.not_implemented());
    }
    let out = vm.ctx.new_tuple(vec![left.to_owned()]);
    let kwargs: KwArgs = [(String::from("out"), PyObjectRef::from(out))]
        .into_iter()
        .collect();
    let args = FuncArgs::new(vec![left.to_owned(), right.to_owned()], kwargs);
    ufunc::call_with(name, args, vm)
}

/// A unary operator.
pub(crate) fn unary(name: &'static str, operand: &PyObject, vm: &VirtualMachine) -> PyResult {
    let args = vec![operand.to_owned()];
    if !scalar::is_scalar(operand) {
        return ufunc::call(name, args, vm);
    }
    let result = of_scalars(name, args, vm)?;
    let exact = whole(operand).map(|value| match name {
        "negative" => -value,
        "absolute" => value.abs(),
        _ => value,
    });
    let is_known = matches!(name, "negative" | "absolute");
    if is_known
        && let (Some(exact), Some(found)) = (exact, whole(&result))
        && exact != found
    {
        errors::tell(Flags::OVER, &format!("scalar {name}"), vm)?;
    }
    Ok(result)
}

/// `left ** right`; squares and roots take the short way.
pub(crate) fn power(
    left: &PyObject,
    right: &PyObject,
    modulus: &PyObject,
    vm: &VirtualMachine,
) -> PyResult {
    if !vm.is_none(modulus) {
        return Ok(vm.ctx.not_implemented());
    }
    if let Some(array) = left.downcast_ref::<PyNdArray>() {
        let exponent = if right.class().is(vm.ctx.types.float_type) {
            right
                .downcast_ref::<PyFloat>()
                .map(rustpython_vm::Py::to_f64)
        } else if right.class().is(vm.ctx.types.int_type) {
            right
                .downcast_ref::<PyInt>()
                .and_then(|int| int.as_bigint().to_f64())
        } else {
            None
        };
        let is_int = right.downcast_ref::<PyInt>().is_some();
        let kind = array.array().dtype().kind();
        let is_inexact = matches!(kind, Kind::Float | Kind::Complex);
        let short = match exponent {
            Some(2.0)
                if is_inexact || (is_int && matches!(kind, Kind::Signed | Kind::Unsigned)) =>
            {
                Some("square")
            }
            Some(0.5) if is_inexact => Some("sqrt"),
            Some(-1.0) if is_inexact => Some("reciprocal"),
            _ => None,
        };
        if let Some(short) = short {
            return unary(short, left, vm);
        }
    }
    binary("power", left, right, vm)
}

/// `==`, `<` and so on.
pub(crate) fn compare(
    left: &PyObject,
    right: &PyObject,
    op: PyComparisonOp,
    vm: &VirtualMachine,
) -> PyResult {
    if defers(left, right, false, vm)? {
        return Ok(vm.ctx.not_implemented());
    }
    let name = match op {
        PyComparisonOp::Eq => "equal",
        PyComparisonOp::Ne => "not_equal",
        PyComparisonOp::Lt => "less",
        PyComparisonOp::Le => "less_equal",
        PyComparisonOp::Gt => "greater",
        PyComparisonOp::Ge => "greater_equal",
    };
    let is_equality = matches!(op, PyComparisonOp::Eq | PyComparisonOp::Ne);
    if is_equality && vm.is_none(right) && scalar::is_scalar(left) {
        return Ok(vm.ctx.new_bool(matches!(op, PyComparisonOp::Ne)).into());
    }
    let is_void = |object: &PyObject| {
        let dtype = match object.downcast_ref::<PyNdArray>() {
            Some(array) => Some(array.array().dtype().clone()),
            None => scalar::dtype_of(object),
        };
        dtype.is_some_and(|dtype| dtype.num() == TypeNum::Void)
    };
    if is_equality && (is_void(left) || is_void(right)) {
        let is_not = matches!(op, PyComparisonOp::Ne);
        return registry::call(
            "compare_void",
            (left.to_owned(), right.to_owned(), is_not),
            vm,
        );
    }
    match ufunc::call(name, vec![left.to_owned(), right.to_owned()], vm) {
        Err(exception) if is_equality => registry::call(
            "compare_failed",
            (
                left.to_owned(),
                right.to_owned(),
                exception,
                matches!(op, PyComparisonOp::Ne),
            ),
            vm,
        ),
        other => other,
    }
}

/// Whether the only element is true.
pub(crate) fn is_true(array: &Array, vm: &VirtualMachine) -> PyResult<bool> {
    match array.size() {
        1 => element_is_true(array, array.offset(), vm),
        0 => Err(vm.new_value_error(
            "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.",
        )),
        _ => Err(vm.new_value_error(
            "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
        )),
    }
}

fn element_is_true(array: &Array, offset: usize, vm: &VirtualMachine) -> PyResult<bool> {
    use brooklet_array::Value;
    Ok(match array.value_at(offset) {
        Value::Bool(value) => value,
        Value::Int(value) | Value::DateTime(value) | Value::TimeDelta(value) => value != 0,
        Value::UInt(value) => value != 0,
        Value::Float(value) => value != 0.0,
        Value::Complex(value) => value.re != 0.0 || value.im != 0.0,
        Value::Bytes(value) => !value.is_empty(),
        Value::Text(value) => !value.is_empty(),
        Value::Object(_) => return element::item_at(array, offset, vm)?.is_true(vm),
        Value::Void(bytes) => {
            let names: Vec<_> = array
                .dtype()
                .fields()
                .iter()
                .flat_map(|fields| &fields.fields)
                .map(|field| field.name.clone())
                .collect();
            if names.is_empty() {
                return Ok(bytes.iter().any(|byte| *byte != 0));
            }
            let one = array.element(offset).or_raise(vm)?;
            for name in names {
                let field = one.field(&name).or_raise(vm)?;
                for offset in field.offsets() {
                    if element_is_true(&field, offset, vm)? {
                        return Ok(true);
                    }
                }
            }
            false
        }
    })
}

/// The real part of a complex element, with a warning.
pub(crate) fn discard_imaginary(array: &Array, vm: &VirtualMachine) -> PyResult<Array> {
    registry::call("warn_complex", (), vm)?;
    Ok(array.real())
}
