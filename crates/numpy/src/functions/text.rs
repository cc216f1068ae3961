//! Functions of text and bytes by element: the cores of what `py/text.py` checks.

use brooklet_array::Array;
use brooklet_array::strings::{self, Letters, Search, Sides};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyResult, VirtualMachine};

use crate::arguments::{Arguments, text_of};
use crate::array::PyNdArray;
use crate::error::OrRaise;

fn array(args: &mut Arguments<'_>, name: &str, vm: &VirtualMachine) -> PyResult<Array> {
    let array = args.required(name)?;
    Ok(PyNdArray::downcast(&array, vm)?.array())
}

/// `_native_compare_text(cmp, a, b)`: arrays of one kind; `cmp` as Python writes it.
pub(super) fn compare(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_compare_text", args, vm);
    let wanted = text_of(&*args.required("cmp")?, vm)?;
    let (a, b) = (array(&mut args, "a", vm)?, array(&mut args, "b", vm)?);
    args.finish()?;
    let holds = match wanted.as_str() {
        "==" => std::cmp::Ordering::is_eq,
        "!=" => std::cmp::Ordering::is_ne,
        "<" => std::cmp::Ordering::is_lt,
        "<=" => std::cmp::Ordering::is_le,
        ">" => std::cmp::Ordering::is_gt,
        _ => std::cmp::Ordering::is_ge,
    };
    let answers = strings::compare(&a, &b, holds).or_raise(vm)?;
    Ok(PyNdArray::wrap(answers, vm))
}

/// `_native_join_text(a, b)`: elements of two arrays of one kind behind each other.
pub(super) fn join(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_join_text", args, vm);
    let (a, b) = (array(&mut args, "a", vm)?, array(&mut args, "b", vm)?);
    args.finish()?;
    let joined = strings::concat(&a, &b).or_raise(vm)?;
    Ok(PyNdArray::wrap(joined, vm))
}

/// `_native_text_lengths(a)`.
pub(super) fn lengths(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_text_lengths", args, vm);
    let a = array(&mut args, "a", vm)?;
    args.finish()?;
    let lengths = strings::lengths(&a).or_raise(vm)?;
    Ok(PyNdArray::wrap(lengths, vm))
}

/// `_native_text_search(name, a, sub, start, end)`: as the methods of these names.
pub(super) fn search(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_text_search", args, vm);
    let wanted = text_of(&*args.required("name")?, vm)?;
    let (a, sub) = (array(&mut args, "a", vm)?, array(&mut args, "sub", vm)?);
    let (start, end) = (array(&mut args, "start", vm)?, array(&mut args, "end", vm)?);
    args.finish()?;
    let wanted = match wanted.as_str() {
        "find" => Search::First,
        "rfind" => Search::Last,
        "count" => Search::Count,
        "startswith" => Search::Starts,
        _ => Search::Ends,
    };
    let found = strings::search(&a, &sub, &start, &end, wanted).or_raise(vm)?;
    Ok(PyNdArray::wrap(found, vm))
}

/// `_native_text_strip(name, a, chars)`: `strip`, `lstrip` or `rstrip` of these characters, or of blanks
/// where there are none.
pub(super) fn strip(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_text_strip", args, vm);
    let wanted = text_of(&*args.required("name")?, vm)?;
    let a = array(&mut args, "a", vm)?;
    let unwanted = args.next_some("chars");
    args.finish()?;
    let unwanted = match unwanted {
        Some(unwanted) => Some(PyNdArray::downcast(&unwanted, vm)?.array()),
        None => None,
    };
    let sides = match wanted.as_str() {
        "lstrip" => Sides::Left,
        "rstrip" => Sides::Right,
        _ => Sides::Both,
    };
    let stripped = strings::strip(&a, unwanted.as_ref(), sides).or_raise(vm)?;
    Ok(PyNdArray::wrap(stripped, vm))
}

/// `_native_text_letters(name, a)`: `upper`, `lower` or `swapcase`; None where letters are not all ASCII.
pub(super) fn letters(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_text_letters", args, vm);
    let wanted = text_of(&*args.required("name")?, vm)?;
    let a = array(&mut args, "a", vm)?;
    args.finish()?;
    let wanted = match wanted.as_str() {
        "upper" => Letters::Upper,
        "lower" => Letters::Lower,
        _ => Letters::Swapped,
    };
    Ok(match strings::ascii_letters(&a, wanted).or_raise(vm)? {
        Some(made) => PyNdArray::wrap(made, vm),
        None => vm.ctx.none(),
    })
}
