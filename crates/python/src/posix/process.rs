//! The process that there is not, its environment, and chance.

use std::rc::Rc;

use rustpython_vm::class::StaticType;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::PyStructSequence;
use rustpython_vm::{
    AsObject, PyObjectRef, PyResult, VirtualMachine, pyclass, pystruct_sequence,
    pystruct_sequence_data,
};

use super::Posix;
use super::argument::text;
use crate::files::FileError;
use crate::library::ZONES;

/// The environment at start.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("HOME", crate::files::HOME),
    ("LANG", "C.UTF-8"),
    ("PATH", "/usr/bin:/bin"),
    ("TMPDIR", "/tmp"),
    ("USER", "user"),
    // Where the library writes the time zones.
    ("PYTHONTZPATH", ZONES),
    // How the machine calls its own build settings, whatever the platform is called.
    ("_PYTHON_SYSCONFIGDATA_NAME", "_sysconfigdata"),
];

/// Processes and terminals, which a tab of a browser does not have. Others, such as `fork`, are not
/// there at all: the library asks for them by name.
const MISSING: &[&str] = &[
    "system",
    "kill",
    "pipe",
    "get_terminal_size",
    "ttyname",
    "getlogin",
];

#[pystruct_sequence_data]
#[derive(Debug)]
pub(super) struct UnameResultData {
    pub(super) sysname: &'static str,
    pub(super) nodename: &'static str,
    pub(super) release: &'static str,
    pub(super) version: &'static str,
    pub(super) machine: &'static str,
}

/// `os.uname_result`.
#[pystruct_sequence(name = "uname_result", module = "os", data = "UnameResultData")]
#[derive(Debug)]
pub(super) struct PyUnameResult;

#[pyclass(with(PyStructSequence))]
impl PyUnameResult {}

#[pystruct_sequence_data]
#[derive(Debug)]
pub(super) struct TerminalSizeData {
    pub(super) columns: usize,
    pub(super) lines: usize,
}

/// `os.terminal_size`.
#[pystruct_sequence(name = "terminal_size", module = "os", data = "TerminalSizeData")]
#[derive(Debug)]
pub(super) struct PyTerminalSize;

#[pyclass(with(PyStructSequence))]
impl PyTerminalSize {}

/// Adds the functions.
pub(super) fn add_to(posix: &Posix<'_>) -> PyResult<()> {
    environment(posix)?;
    numbers_of_the_process(posix)?;
    posix.value("error", posix.vm.ctx.exceptions.os_error.to_owned())?;
    posix.value("uname_result", PyUnameResult::static_type().to_owned())?;
    posix.value("terminal_size", PyTerminalSize::static_type().to_owned())?;
    posix.function("uname", |vm: &VirtualMachine| -> PyObjectRef {
        let data = UnameResultData {
            sysname: "Emscripten",
            nodename: "browser",
            release: "1",
            version: "#1",
            machine: "wasm32",
        };
        PyUnameResult::from_data(data, vm).into()
    })?;
    let machine = Rc::clone(posix.machine);
    posix.function(
        "urandom",
        move |size: usize, vm: &VirtualMachine| -> PyObjectRef {
            let mut bytes = vec![0; size];
            machine.world.random(&mut bytes);
            vm.ctx.new_bytes(bytes).into()
        },
    )?;
    posix.function("strerror", |number: i32| -> String {
        let known = FileError::ALL.iter().find(|error| error.number() == number);
        known.map_or_else(|| format!("Unknown error {number}"), ToString::to_string)
    })?;
    for name in MISSING {
        posix.function(name, |_: FuncArgs, vm: &VirtualMachine| -> PyResult<()> {
            Err(FileError::NotImplemented.exception(&[], vm))
        })?;
    }
    posix.function(
        "_exit",
        |_status: i32, vm: &VirtualMachine| -> PyResult<()> {
            Err(vm.new_exception_empty(vm.ctx.exceptions.system_exit.to_owned()))
        },
    )
}

fn environment(posix: &Posix<'_>) -> PyResult<()> {
    let vm = posix.vm;
    let environ = vm.ctx.new_dict();
    let zone = posix.machine.world.time_zone();
    for (name, value) in ENVIRONMENT.iter().chain(&[("TZ", zone.as_str())]) {
        let name = vm.ctx.new_bytes(name.as_bytes().to_vec());
        let value = vm.ctx.new_bytes(value.as_bytes().to_vec());
        environ.set_item(name.as_object(), value.into(), vm)?;
    }
    posix.value("environ", environ)?;
    posix.function(
        "putenv",
        |name: PyObjectRef, value: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
            text(&name, vm)?;
            text(&value, vm).map(drop)
        },
    )?;
    posix.function(
        "unsetenv",
        |name: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> { text(&name, vm).map(drop) },
    )?;
    posix.value(
        "_have_functions",
        vm.ctx.new_list(Vec::<PyObjectRef>::new()),
    )
}

fn numbers_of_the_process(posix: &Posix<'_>) -> PyResult<()> {
    posix.numbers(&[("EX_OK", 0), ("WNOHANG", 1), ("P_NOWAIT", 1)])?;
    for name in ["getpid", "getpgrp"] {
        posix.function(name, || 1)?;
    }
    for name in ["getuid", "geteuid", "getgid", "getegid", "getppid"] {
        posix.function(name, || 0)?;
    }
    let sys = &posix.vm.sys_module;
    sys.set_attr("executable", posix.vm.ctx.empty_str.to_owned(), posix.vm)?;
    sys.set_attr("orig_argv", posix.vm.ctx.new_list(vec![]), posix.vm)?;
    posix.function("cpu_count", || 1)?;
    posix.function("umask", |_mask: u32| 0o022)?;
    posix.function("sched_yield", || {})?;
    Ok(())
}
