//! What a script gives as the bytes of a file: a text, bytes, or an open file.

use brooklet_python::vm::builtins::{PyBaseExceptionRef, PyBytes, PyBytesRef, PyStr};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::argument::to_string_lossy;

/// The media type of a text.
pub const TEXT: &str = "text/plain";
/// The media type of bytes of which nothing else is known.
pub const BINARY: &str = "application/octet-stream";

/// The bytes that `data` stands for, and the media type that its kind suggests. Where it is nothing
/// that holds bytes, `refusal` is raised.
pub fn read(
    data: &PyObject,
    vm: &VirtualMachine,
    refusal: impl FnOnce() -> PyBaseExceptionRef,
) -> PyResult<(PyBytesRef, &'static str)> {
    if let Some(text) = data.downcast_ref::<PyStr>() {
        return Ok((vm.ctx.new_bytes(to_string_lossy(text).into_bytes()), TEXT));
    }
    if let Ok(bytes) = data.to_owned().downcast::<PyBytes>() {
        return Ok((bytes, BINARY));
    }
    let io = vm.import("io", 0)?;
    let is = |name: &'static str| data.is_instance(&*io.get_attr(name, vm)?, vm);
    let call = |name: &str| vm.call_method(data, name, ());
    let from_start = |name: &str| {
        vm.call_method(data, "seek", (0,))?;
        call(name)
    };
    let encoded = |text: PyObjectRef| vm.call_method(&text, "encode", ());
    let (bytes, mime) = if is("TextIOWrapper")? {
        (encoded(call("read")?)?, TEXT)
    } else if is("StringIO")? {
        (encoded(call("getvalue")?)?, TEXT)
    } else if is("BytesIO")? {
        (from_start("getvalue")?, BINARY)
    } else if is("BufferedReader")? || is("RawIOBase")? {
        (from_start("read")?, BINARY)
    } else {
        return Err(refusal());
    };
    match bytes.downcast::<PyBytes>() {
        Ok(bytes) => Ok((bytes, mime)),
        // A raw file that has nothing to read at the moment.
        Err(_) => Ok((vm.ctx.new_bytes(Vec::new()), mime)),
    }
}
