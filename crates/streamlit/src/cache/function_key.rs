//! What a function is known by: where it is defined, and what it does.

use brooklet_cache::{Digest, Key};
use brooklet_python::vm::builtins::{PyBytes, PyCode, PyStr, PyTuple};
use brooklet_python::vm::bytecode::CodeFlags;
use brooklet_python::vm::{AsObject, Py, PyObject, PyRef, PyResult, VirtualMachine};

use super::hashing::{HashFunctions, Hashing};
use crate::argument::{repr_of, text_of, to_string_lossy, type_name};

/// The name of a function.
pub(super) fn name_of(function: &PyObject, vm: &VirtualMachine) -> Option<String> {
    let name = function.get_attr("__name__", vm).ok()?;
    name.downcast_ref::<PyStr>().map(to_string_lossy)
}

/// The code of a function, also of one in the wrap of a decorator.
pub(super) fn code_of(function: &PyObject, vm: &VirtualMachine) -> PyResult<Option<PyRef<PyCode>>> {
    let mut function = function.to_owned();
    loop {
        if let Some(code) = vm.get_attribute_opt(&function, "__code__")? {
            return Ok(code.downcast::<PyCode>().ok());
        }
        match vm.get_attribute_opt(&function, "__wrapped__")? {
            Some(inner) => function = inner,
            None => return Ok(None),
        }
    }
}

/// Whether a call of it is to be awaited.
pub(super) fn is_coroutine(code: &Py<PyCode>) -> bool {
    code.code.flags.contains(CodeFlags::COROUTINE)
}

/// The names of the parameters that can be given by their place.
pub(super) fn parameters(code: &PyCode) -> Vec<String> {
    let names = &code.code.varnames;
    let count = code.code.arg_count as usize;
    names
        .iter()
        .take(count)
        .map(|name| name.as_str().to_owned())
        .collect()
}

/// The name of a function with its module.
pub(super) fn full_name_of(function: &PyObject, vm: &VirtualMachine) -> PyResult<String> {
    let part = |name: &'static str| match vm.get_attribute_opt(function, name)? {
        Some(text) => text_of(&text, vm),
        None => Ok(String::new()),
    };
    Ok(format!("{}.{}", part("__module__")?, part("__qualname__")?))
}

/// What a function is known by: where it is defined, and what it does.
pub(super) fn function_key(
    function: &PyObject,
    code: Option<&Py<PyCode>>,
    vm: &VirtualMachine,
) -> PyResult<Key> {
    let mut digest = Digest::default();
    for attribute in ["__module__", "__qualname__"] {
        let text = match vm.get_attribute_opt(function, attribute)? {
            Some(text) => text_of(&text, vm)?,
            None => String::new(),
        };
        digest.bytes(text.as_bytes());
    }
    match code {
        Some(code) => feed_code(&mut digest, code.as_object(), vm)?,
        None => digest.bytes(repr_of(function, vm)?.as_bytes()),
    }
    for attribute in ["__defaults__", "__kwdefaults__"] {
        if let Some(defaults) = vm.get_attribute_opt(function, attribute)? {
            let none = HashFunctions::new();
            let mut hashing = Hashing::new(&none, vm);
            // A default that has no digest is told by the code around it alone.
            if hashing.feed(&defaults).is_ok() {
                digest.bytes(&hashing.key().0.to_le_bytes());
            }
        }
    }
    Ok(digest.key())
}

/// Everything of a code but where it stands.
fn feed_code(digest: &mut Digest, code: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let instructions = code.get_attr("co_code", vm)?;
    if let Some(bytes) = instructions.downcast_ref::<PyBytes>() {
        digest.bytes(bytes.as_bytes());
    }
    for attribute in ["co_names", "co_varnames", "co_freevars"] {
        let names = code.get_attr(attribute, vm)?;
        digest.bytes(repr_of(&names, vm)?.as_bytes());
    }
    let constants = code.get_attr("co_consts", vm)?;
    let Some(constants) = constants.downcast_ref::<PyTuple>() else {
        return Ok(());
    };
    for constant in constants.as_slice() {
        if constant.downcast_ref::<PyCode>().is_some() {
            feed_code(digest, constant, vm)?;
        } else {
            digest.bytes(type_name(constant).as_bytes());
            digest.bytes(repr_of(constant, vm)?.as_bytes());
        }
    }
    Ok(())
}
