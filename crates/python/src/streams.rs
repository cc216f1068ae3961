//! `sys.stdout` and `sys.stderr`, which write to the world, and `sys.stdin`, which has nothing.

use std::cell::RefCell;
use std::rc::Rc;

use rustpython_vm::builtins::PyStrRef;
use rustpython_vm::function::{FuncArgs, OptionalArg};
use rustpython_vm::{Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass};

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

/// Puts the streams into `sys`; an `input` that says why there is none, and ways to leave, into
/// `builtins`.
pub(crate) fn install(machine: &Rc<Machine>, vm: &VirtualMachine) -> PyResult<()> {
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
    let input = vm.new_function("input", |_: FuncArgs, vm: &VirtualMachine| -> PyResult<()> {
        let text = "input() has nobody to ask: an app runs in a browser's tab, without a terminal. Use a widget, such as st.text_input, instead.";
        Err(vm.new_os_error(text))
    });
    vm.builtins.set_attr("input", input, vm)?;
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

    fn print_begun(&self) {
        let begun = self.begun.take();
        self.print(&begun);
    }
}

#[pyclass(flags(HAS_DICT))]
impl ConsoleStream {
    #[pymethod]
    fn write(zelf: &Py<Self>, text: PyStrRef) -> usize {
        let characters = text.char_len();
        let text = text.to_string_lossy();
        let mut begun = zelf.begun.borrow_mut();
        match text.rfind('\n') {
            None => begun.push_str(&text),
            Some(end) => {
                begun.push_str(&text[..=end]);
                let lines = std::mem::replace(&mut *begun, text[end + 1..].to_owned());
                drop(begun);
                zelf.print(&lines);
            }
        }
        characters
    }

    #[pymethod]
    fn writelines(zelf: &Py<Self>, lines: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        for line in lines.try_to_value::<Vec<PyStrRef>>(vm)? {
            Self::write(zelf, line);
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
