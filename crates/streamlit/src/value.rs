//! What a Python value is to Rust: its text, its number, the name of its type.

use std::fmt::Display;

use brooklet_python::vm::builtins::{PyFloat, PyInt, PyList, PyStr, PyTuple};
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

/// The characters of a Python text; lone surrogates become U+FFFD.
pub(crate) fn to_string_lossy(text: &Py<PyStr>) -> String {
    text.to_string_lossy().into_owned()
}

/// `str(value)`.
pub(crate) fn text_of(value: &PyObject, vm: &VirtualMachine) -> PyResult<String> {
    let text = value.str(vm)?;
    Ok(to_string_lossy(&text))
}

/// `repr(value)`.
pub(crate) fn repr_of(value: &PyObject, vm: &VirtualMachine) -> PyResult<String> {
    let text = value.repr(vm)?;
    Ok(to_string_lossy(&text))
}

/// The whole number that an `int` (or `bool`) is, if it fits.
pub(crate) fn as_i64(value: &PyObject, vm: &VirtualMachine) -> Option<i64> {
    value
        .downcast_ref::<PyInt>()?
        .try_to_primitive::<i64>(vm)
        .ok()
}

/// The number that an `int` or `float` is.
pub(crate) fn number(value: &PyObject) -> Option<f64> {
    if let Some(float) = value.downcast_ref::<PyFloat>() {
        return Some(float.to_f64());
    }
    let int = value.downcast_ref::<PyInt>()?;
    Some(int.as_bigint().to_string().parse().unwrap_or(f64::INFINITY))
}

/// Whether a value's class comes from a package, which is not imported for the question.
pub(crate) fn is_of(value: &PyObject, package: &str, vm: &VirtualMachine) -> PyResult<bool> {
    let module = value.class().as_object().get_attr("__module__", vm)?;
    let module = text_of(&module, vm)?;
    let rest = module.strip_prefix(package);
    Ok(rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

/// A number of NumPy, or a list or tuple of them, as Python's own; anything else as it is.
pub(crate) fn own_number(value: PyObjectRef, vm: &VirtualMachine) -> PyResult<PyObjectRef> {
    let each = |items: &[PyObjectRef]| -> PyResult<Vec<PyObjectRef>> {
        let items = items.iter().cloned();
        items.map(|item| own_number(item, vm)).collect()
    };
    if let Some(tuple) = value.downcast_ref_if_exact::<PyTuple>(vm) {
        return Ok(vm.ctx.new_tuple(each(tuple.as_slice())?).into());
    }
    if let Some(list) = value.downcast_ref_if_exact::<PyList>(vm) {
        let items = list.borrow_vec().to_vec();
        return Ok(vm.ctx.new_list(each(&items)?).into());
    }
    let is_own = value.downcast_ref::<PyInt>().is_some()
        || value.downcast_ref_if_exact::<PyFloat>(vm).is_some();
    if is_own || type_name(&value) == "ndarray" || !is_of(&value, "numpy", vm)? {
        return Ok(value);
    }
    match vm.get_attribute_opt(&value, "item")? {
        Some(item) => item.call((), vm),
        None => Ok(value),
    }
}

/// Values as one text that tells them apart, for an identity.
pub(crate) fn joined<T: Display>(values: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    texts.join("\u{0}")
}

/// The name of a value's type.
pub(crate) fn type_name(value: &PyObject) -> String {
    value.class().name().to_string()
}

/// A text without the indentation common to its lines and without outer white space.
pub(crate) fn dedent(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let margin = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| &line[..line.len() - line.trim_start_matches([' ', '\t']).len()])
        .reduce(common_prefix)
        .unwrap_or_default();
    let dedented: Vec<&str> = lines
        .iter()
        .map(|line| {
            if line.trim().is_empty() {
                ""
            } else {
                line.strip_prefix(margin).unwrap_or(line)
            }
        })
        .collect();
    dedented.join("\n").trim().to_owned()
}

fn common_prefix<'a>(one: &'a str, other: &'a str) -> &'a str {
    let end = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    &one[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_indentation_goes() {
        assert_eq!(dedent("\n    a\n      b\n\n    c\n"), "a\n  b\n\nc");
        assert_eq!(dedent("  one line "), "one line");
        assert_eq!(dedent(""), "");
    }
}
