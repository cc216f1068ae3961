//! Values of Python as SQLite takes and gives them.

use brooklet_sql::{Token, put};
use rustpython_vm::builtins::{PyBytes, PyFloat, PyInt, PyList, PyStr, PyTuple};
use rustpython_vm::function::ArgBytesLike;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, TryFromBorrowedObject, VirtualMachine};

/// Puts a value behind `bytes`.
pub(super) fn put_object(
    bytes: &mut Vec<u8>,
    object: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if vm.is_none(object) {
        put(bytes, Token::Null);
    } else if let Some(number) = object.downcast_ref::<PyInt>() {
        let number = i64::try_from(number.as_bigint()).map_err(|_| {
            vm.new_overflow_error("Python int too large to convert to SQLite INTEGER")
        })?;
        put(bytes, Token::Int(number));
    } else if let Some(number) = object.downcast_ref::<PyFloat>() {
        put(bytes, Token::Float(number.to_f64()));
    } else if let Some(text) = object.downcast_ref::<PyStr>() {
        match text.to_str() {
            Some(text) => put(bytes, Token::Text(text)),
            // It has lone surrogates: to encode it says so.
            None => drop(vm.call_method(object, "encode", ())?),
        }
    } else if let Some(content) = object.downcast_ref::<PyBytes>() {
        put(bytes, Token::Blob(content.as_bytes()));
    } else if let Some(items) = object.downcast_ref::<PyTuple>() {
        put_all(bytes, items.as_slice(), vm)?;
    } else if let Some(items) = object.downcast_ref::<PyList>() {
        let items = items.borrow_vec().to_vec();
        put_all(bytes, &items, vm)?;
    } else {
        let content = ArgBytesLike::try_from_borrowed_object(vm, object.as_object())?;
        content.with_ref(|content| put(bytes, Token::Blob(content)));
    }
    Ok(())
}

fn put_all(bytes: &mut Vec<u8>, items: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<()> {
    put(bytes, Token::List(items.len()));
    for item in items {
        put_object(bytes, item, vm)?;
    }
    Ok(())
}

/// Takes a value off the front of `bytes`; a list becomes a tuple.
pub(super) fn take_object(bytes: &mut &[u8], vm: &VirtualMachine) -> PyResult {
    Ok(match Token::take(bytes) {
        Some(Token::Null) => vm.ctx.none(),
        Some(Token::Int(number)) => vm.ctx.new_int(number).into(),
        Some(Token::Float(number)) => vm.ctx.new_float(number).into(),
        Some(Token::Text(text)) => vm.ctx.new_str(text).into(),
        Some(Token::Blob(content)) => vm.ctx.new_bytes(content.to_vec()).into(),
        Some(Token::List(count)) => {
            let items: PyResult<Vec<PyObjectRef>> =
                (0..count).map(|_| take_object(bytes, vm)).collect();
            vm.ctx.new_tuple(items?).into()
        }
        None => return Err(vm.new_runtime_error("SQLite's answer is cut off")),
    })
}
