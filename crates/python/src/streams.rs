//! `sys.stdout` and `sys.stderr`, which write to the world, and `sys.stdin`, which has nothing.

mod bytes;
mod questions;

use std::cell::RefCell;
use std::rc::Rc;

use rustpython_vm::builtins::PyStr;
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::{FuncArgs, OptionalArg};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use crate::classes::make_classes;
use crate::machine::Machine;
use crate::world::Stream;

/// A stream that hands whole lines to the world.
#[pyclass(module = "brooklet", name = "ConsoleStream")]
#[derive(Debug, PyPayload)]
pub(crate) struct ConsoleStream {
    machine: Rc<Machine>,
    stream: Stream,
    begun: RefCell<String>,
}

/// Puts the streams into `sys`, and ways to leave into `builtins`.
pub(crate) fn install(machine: &Rc<Machine>, vm: &VirtualMachine) -> PyResult<()> {
    make_classes(&[
        ConsoleStream::make_static_type,
        bytes::ConsoleBytes::make_static_type,
    ]);
    let streams = [("stdout", Stream::Out), ("stderr", Stream::Err)];
    for (name, stream) in streams {
        let console = ConsoleStream {
            machine: Rc::clone(machine),
            stream,
            begun: RefCell::default(),
        };
        let console: PyObjectRef = console.into_pyobject(vm);
        vm.sys_module.set_attr(name, console.clone(), vm)?;
        vm.sys_module
            .set_attr(vm.ctx.intern_str(format!("__{name}__")), console, vm)?;
    }
    questions::install(vm)?;
    for name in ["exit", "quit"] {
        let leave = vm.new_function(
            name,
            |code: OptionalArg<PyObjectRef>, vm: &VirtualMachine| -> PyResult<()> {
                let args = code.into_option().into_iter().collect();
                Err(vm.new_exception(vm.ctx.exceptions.system_exit.to_owned(), args))
            },
        );
        vm.builtins.set_attr(name, leave, vm)?;
    }
    Ok(())
}

/// Lets out what has been printed of a line that has not ended.
pub(crate) fn flush(vm: &VirtualMachine) {
    for name in ["stdout", "stderr"] {
        let stream = vm.sys_module.get_attr(name, vm);
        // A program may have put anything in their place.
        let _ = stream.and_then(|stream| vm.call_method(&stream, "flush", ()));
    }
}

impl ConsoleStream {
    fn print(&self, text: &str) {
        if !text.is_empty() {
            self.machine.world.print(self.stream, text);
        }
    }

    /// Lets out whole lines, and keeps what has begun.
    fn take(&self, text: &str) {
        let mut begun = self.begun.borrow_mut();
        match text.rfind('\n') {
            None => begun.push_str(text),
            Some(end) => {
                begun.push_str(&text[..=end]);
                let lines = std::mem::replace(&mut *begun, text[end + 1..].to_owned());
                drop(begun);
                self.print(&lines);
            }
        }
    }

    fn print_begun(&self) {
        let begun = self.begun.take();
        self.print(&begun);
    }
}

#[pyclass(flags(HAS_DICT))]
impl ConsoleStream {
    #[pymethod]
    fn write(zelf: &Py<Self>, text: PyObjectRef, vm: &VirtualMachine) -> PyResult<usize> {
        let Some(text) = text.downcast_ref::<PyStr>() else {
            let kind = text.class().name().to_string();
            let text = format!("write() argument must be str, not {kind}");
            return Err(vm.new_type_error(text));
        };
        zelf.take(&text.to_string_lossy());
        Ok(text.char_len())
    }

    #[pymethod]
    fn writelines(zelf: &Py<Self>, lines: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        for line in lines.try_to_value::<Vec<PyObjectRef>>(vm)? {
            Self::write(zelf, line, vm)?;
        }
        Ok(())
    }

    #[pymethod]
    fn flush(zelf: &Py<Self>) {
        zelf.print_begun();
    }

    #[pymethod]
    fn close(zelf: &Py<Self>) {
        zelf.print_begun();
    }

    #[pymethod]
    fn isatty(_zelf: &Py<Self>) -> bool {
        false
    }

    #[pymethod]
    fn readable(_zelf: &Py<Self>) -> bool {
        false
    }

    #[pymethod]
    fn writable(_zelf: &Py<Self>) -> bool {
        true
    }

    #[pymethod]
    fn seekable(_zelf: &Py<Self>) -> bool {
        false
    }

    #[pymethod]
    fn fileno(zelf: &Py<Self>) -> i32 {
        match zelf.stream {
            Stream::Out => 1,
            Stream::Err => 2,
        }
    }

    #[pymethod]
    fn reconfigure(_zelf: &Py<Self>, _args: FuncArgs) {}

    #[pymethod]
    fn __enter__(zelf: &Py<Self>) -> PyRef<Self> {
        zelf.to_owned()
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, _args: FuncArgs) {
        zelf.print_begun();
    }

    #[pymethod]
    fn read(
        _zelf: &Py<Self>,
        _size: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        Err(vm.new_os_error("not readable"))
    }

    /// The stream that takes bytes.
    #[pygetset]
    fn buffer(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        bytes::stream(zelf, vm)
    }

    #[pygetset]
    fn encoding(_zelf: &Py<Self>) -> &'static str {
        "utf-8"
    }

    #[pygetset]
    fn errors(zelf: &Py<Self>) -> &'static str {
        match zelf.stream {
            Stream::Out => "strict",
            Stream::Err => "backslashreplace",
        }
    }

    #[pygetset]
    fn newlines(_zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.none()
    }

    #[pygetset]
    fn line_buffering(_zelf: &Py<Self>) -> bool {
        true
    }

    #[pygetset]
    fn closed(_zelf: &Py<Self>) -> bool {
        false
    }

    #[pygetset]
    fn mode(_zelf: &Py<Self>) -> &'static str {
        "w"
    }

    #[pygetset]
    fn name(zelf: &Py<Self>) -> &'static str {
        match zelf.stream {
            Stream::Out => "<stdout>",
            Stream::Err => "<stderr>",
        }
    }
}
