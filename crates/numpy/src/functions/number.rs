//! Numbers as text, and axes.

use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObject, PyResult, VirtualMachine};

use crate::arguments::{Arguments, to_index};
use crate::error::{OrRaise, axis_error};
use crate::float_text::{Cut, Digits, Style};
use crate::{element, scalar};

/// `normalize_axis_index(axis, ndim, msg_prefix=None)`.
pub(super) fn normalize_axis_index(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("normalize_axis_index", args, vm);
    let axis = to_index(&*args.required("axis")?, vm)?;
    let ndim = to_index(&*args.required("ndim")?, vm)?;
    let prefix = args.next_some("msg_prefix");
    args.finish()?;
    let ndim = usize::try_from(ndim).unwrap_or(0);
    match (brooklet_array::array::normalize_axis(axis, ndim), prefix) {
        (Ok(axis), _) => Ok(vm.ctx.new_int(axis).into()),
        (Err(_), Some(prefix)) => {
            let exception = crate::registry::call("axis_error", (axis, ndim, prefix), vm)?;
            Err(exception
                .downcast()
                .unwrap_or_else(|_| axis_error(axis, ndim, vm)))
        }
        (other, None) => other.or_raise(vm).map(|axis| vm.ctx.new_int(axis).into()),
    }
}

/// The digits of a number, which says how precise it is.
fn digits_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<Digits> {
    if let Some(array) = scalar::array_of(object) {
        let offset = array.offset();
        match array.dtype().num() {
            brooklet_array::TypeNum::Half => {
                return Ok(Digits::Half(array.read(offset)));
            }
            brooklet_array::TypeNum::Float => return Ok(Digits::Single(array.read(offset))),
            _ => {}
        }
    }
    Ok(Digits::Double(element::to_float(object, vm)?))
}

fn optional_index(
    value: Option<brooklet_python::vm::PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<Option<usize>> {
    let Some(value) = value else { return Ok(None) };
    let index = to_index(&value, vm)?;
    Ok(usize::try_from(index).ok())
}

fn trim(value: Option<brooklet_python::vm::PyObjectRef>, vm: &VirtualMachine) -> PyResult<char> {
    let Some(value) = value else { return Ok('k') };
    let letter = value
        .downcast_ref::<PyStr>()
        .and_then(|text| text.to_string_lossy().chars().next());
    letter
        .filter(|letter| "k.0-".contains(*letter))
        .ok_or_else(|| vm.new_type_error("if supplied, trim must be 'k', '.', '0' or '-'"))
}

/// `dragon4_positional(x, precision=None, unique=True, fractional=True, trim='k', sign=False,
/// pad_left=None, pad_right=None, min_digits=None)`.
pub(super) fn dragon4_positional(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("dragon4_positional", args, vm);
    let number = digits_of(&*args.required("x")?, vm)?;
    let precision = optional_index(args.next_some("precision"), vm)?;
    let unique = args.flag("unique", true)?;
    let fractional = args.flag("fractional", true)?;
    let trim = trim(args.next_some("trim"), vm)?;
    let sign = args.flag("sign", false)?;
    let pad_left = optional_index(args.next_some("pad_left"), vm)?;
    let pad_right = optional_index(args.next_some("pad_right"), vm)?;
    let min_digits = optional_index(args.next_some("min_digits"), vm)?;
    args.finish()?;
    let style = Style {
        cut: if unique { Cut::Shortest } else { Cut::Exact },
        precision,
        min_digits,
        trim,
        sign,
        pad_left: pad_left.unwrap_or(0),
        pad_right: pad_right.unwrap_or(0),
        exponent_digits: 2,
        is_fractional: fractional,
    };
    Ok(vm.ctx.new_str(number.positional(&style)).into())
}

/// `dragon4_scientific(x, precision=None, unique=True, trim='k', sign=False, pad_left=None,
/// exp_digits=None, min_digits=None)`.
pub(super) fn dragon4_scientific(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("dragon4_scientific", args, vm);
    let number = digits_of(&*args.required("x")?, vm)?;
    let precision = optional_index(args.next_some("precision"), vm)?;
    let unique = args.flag("unique", true)?;
    let trim = trim(args.next_some("trim"), vm)?;
    let sign = args.flag("sign", false)?;
    let pad_left = optional_index(args.next_some("pad_left"), vm)?;
    let exponent_digits = optional_index(args.next_some("exp_digits"), vm)?;
    let min_digits = optional_index(args.next_some("min_digits"), vm)?;
    args.finish()?;
    let style = Style {
        cut: if unique { Cut::Shortest } else { Cut::Exact },
        precision,
        min_digits,
        trim,
        sign,
        pad_left: pad_left.unwrap_or(0),
        pad_right: 0,
        exponent_digits: exponent_digits.unwrap_or(2),
        is_fractional: true,
    };
    Ok(vm.ctx.new_str(number.scientific(&style)).into())
}

/// A number as its `str` has it.
pub(super) fn float_text(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_float_text", args, vm);
    let number = digits_of(&*args.required("x")?, vm)?;
    Ok(vm.ctx.new_str(number.text()).into())
}
