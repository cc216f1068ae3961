//! `sys.stdout.buffer` and `sys.stderr.buffer`, which take text as bytes.

use rustpython_vm::function::ArgBytesLike;
use rustpython_vm::{Py, PyObjectRef, PyPayload, PyRef, VirtualMachine, pyclass};

use super::ConsoleStream;

/// A stream of bytes before a stream of text.
#[pyclass(module = "brooklet", name = "ConsoleBytes")]
#[derive(Debug, PyPayload)]
pub(crate) struct ConsoleBytes {
    text: PyRef<ConsoleStream>,
}

/// The stream of bytes of a stream of text.
pub(super) fn stream(text: &Py<ConsoleStream>, vm: &VirtualMachine) -> PyObjectRef {
    let text = text.to_owned();
    ConsoleBytes { text }.into_pyobject(vm)
}

#[pyclass]
impl ConsoleBytes {
    #[pymethod]
    fn write(zelf: &Py<Self>, bytes: ArgBytesLike) -> usize {
        let bytes = bytes.borrow_buf();
        zelf.text.take(&String::from_utf8_lossy(&bytes));
        bytes.len()
    }

    #[pymethod]
    fn flush(zelf: &Py<Self>) {
        zelf.text.print_begun();
    }

    #[pymethod]
    fn isatty(_zelf: &Py<Self>) -> bool {
        false
    }

    #[pymethod]
    fn writable(_zelf: &Py<Self>) -> bool {
        true
    }

    #[pygetset]
    fn closed(_zelf: &Py<Self>) -> bool {
        false
    }
}
