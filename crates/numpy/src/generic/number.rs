//! Arithmetic of scalars: by the ufuncs, but for the plainest cases.

use brooklet_array::TypeNum;
use brooklet_array::dtype::Kind;
use brooklet_python::vm::builtins::{PyByteArray, PyBytes, PyFloat, PyInt, PyList, PyStr, PyTuple};
use brooklet_python::vm::protocol::{PyNumber, PyNumberMethods};
use brooklet_python::vm::{AsObject, PyObject, PyResult, VirtualMachine};
use num_traits::ToPrimitive;

use super::array;
use crate::scalar::Scalar;
use crate::{element, operator, scalar};

/// The four rules that are worth a short way.
#[derive(Clone, Copy)]
enum Rule {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// An operand that takes the short way.
#[derive(Clone, Copy)]
enum Plain {
    /// A `float64` of ours or a `float` of Python's.
    Float(f64),
    /// An `int64`.
    Long(i64),
    /// An `int` of Python's.
    Int(i64),
}

fn plain(object: &PyObject, vm: &VirtualMachine) -> Option<Plain> {
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        let is_own = object.class().is(vm.ctx.types.float_type) || scalar::is_scalar(object);
        return is_own.then(|| Plain::Float(float.to_f64()));
    }
    if let Some(scalar) = object.downcast_ref::<Scalar>() {
        let is_long = scalar.array.dtype().num() == TypeNum::Long;
        return is_long.then(|| Plain::Long(scalar.array.read(scalar.array.offset())));
    }
    let int = object.downcast_ref::<PyInt>()?;
    let is_own = object.class().is(vm.ctx.types.int_type);
    is_own
        .then(|| int.as_bigint().to_i64())
        .flatten()
        .map(Plain::Int)
}

/// The result of a rule, where nothing can go wrong that someone would have to be told of.
fn short_way(
    left: &PyObject,
    right: &PyObject,
    rule: Rule,
    vm: &VirtualMachine,
) -> Option<PyResult> {
    let (left, right) = (plain(left, vm)?, plain(right, vm)?);
    let float = |plain: Plain| match plain {
        Plain::Float(value) => value,
        Plain::Long(value) | Plain::Int(value) => value as f64,
    };
    let has_float = matches!(left, Plain::Float(_)) || matches!(right, Plain::Float(_));
    if has_float || matches!(rule, Rule::Divide) {
        let (left, right) = (float(left), float(right));
        let value = match rule {
            Rule::Add => left + right,
            Rule::Subtract => left - right,
            Rule::Multiply => left * right,
            Rule::Divide => left / right,
        };
        return value.is_finite().then(|| scalar::from_value(value, vm));
    }
    let (Plain::Long(left) | Plain::Int(left), Plain::Long(right) | Plain::Int(right)) =
        (left, right)
    else {
        return None;
    };
    let value = match rule {
        Rule::Add => left.checked_add(right),
        Rule::Subtract => left.checked_sub(right),
        Rule::Multiply => left.checked_mul(right),
        Rule::Divide => None,
    };
    value.map(|value| scalar::from_value(value, vm))
}

/// A product; sequences of Python's own are repeated by whole numbers, and by nothing else.
fn multiply(left: &PyObject, right: &PyObject, vm: &VirtualMachine) -> PyResult {
    if let Some(product) = short_way(left, right, Rule::Multiply, vm) {
        return product;
    }
    let (sequence, number) = if is_sequence(left) {
        (left, right)
    } else if is_sequence(right) {
        (right, left)
    } else {
        return operator::binary("multiply", left, right, vm);
    };
    match scalar::array_of(number) {
        Some(array) if array.dtype().num().is_integer() => {
            let count = element::item_at(&array, array.offset(), vm)?;
            vm._mul(sequence, &count)
        }
        _ => Err(vm.new_type_error(format!(
            "can't multiply sequence by non-int of type 'numpy.{}'",
            number.class().name()
        ))),
    }
}

fn is_sequence(object: &PyObject) -> bool {
    let is_own = object.downcast_ref::<PyList>().is_some()
        || object.downcast_ref::<PyTuple>().is_some()
        || object.downcast_ref::<PyStr>().is_some()
        || object.downcast_ref::<PyBytes>().is_some()
        || object.downcast_ref::<PyByteArray>().is_some();
    is_own && !scalar::is_scalar(object)
}

macro_rules! ruled {
    ($rule:ident, $ufunc:literal) => {
        Some(|left, right, vm| {
            short_way(left, right, Rule::$rule, vm)
                .unwrap_or_else(|| operator::binary($ufunc, left, right, vm))
        })
    };
}

macro_rules! binary {
    ($ufunc:literal) => {
        Some(|left, right, vm| operator::binary($ufunc, left, right, vm))
    };
}

macro_rules! unary {
    ($ufunc:literal) => {
        Some(|number: PyNumber<'_>, vm| operator::unary($ufunc, number.obj, vm))
    };
}

/// The number protocol of scalars.
pub(super) static METHODS: PyNumberMethods = PyNumberMethods {
    add: ruled!(Add, "add"),
    subtract: ruled!(Subtract, "subtract"),
    multiply: Some(multiply),
    true_divide: ruled!(Divide, "divide"),
    remainder: binary!("remainder"),
    divmod: binary!("divmod"),
    floor_divide: binary!("floor_divide"),
    lshift: binary!("left_shift"),
    rshift: binary!("right_shift"),
    and: binary!("bitwise_and"),
    xor: binary!("bitwise_xor"),
    or: binary!("bitwise_or"),
    power: Some(operator::power),
    negative: unary!("negative"),
    positive: unary!("positive"),
    absolute: unary!("absolute"),
    invert: unary!("invert"),
    boolean: Some(|number, vm| is_true(number.obj, vm)),
    int: Some(|number, vm| Ok(item(number.obj, vm)?.try_int(vm)?.into())),
    float: Some(|number, vm| to_float(number.obj, vm)),
    ..PyNumberMethods::NOT_IMPLEMENTED
};

fn item(object: &PyObject, vm: &VirtualMachine) -> PyResult {
    let array = array(object, vm)?;
    if array.dtype().kind() == Kind::Complex {
        return element::item_at(
            &operator::discard_imaginary(&array, vm)?,
            array.offset(),
            vm,
        );
    }
    element::item_at(&array, array.offset(), vm)
}

fn to_float(object: &PyObject, vm: &VirtualMachine) -> PyResult {
    let item = item(object, vm)?;
    Ok(vm.ctx.new_float(element::to_float(&item, vm)?).into())
}

fn is_true(object: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    let array = array(object, vm)?;
    operator::is_true(&array, vm)
}
