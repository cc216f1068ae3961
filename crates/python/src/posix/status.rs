//! `stat` and its relatives.

use std::rc::Rc;
use std::time::Duration;

use rustpython_vm::FromArgs;
use rustpython_vm::builtins::PyTuple;
use rustpython_vm::class::StaticType;
use rustpython_vm::function::ArgIntoFloat;
use rustpython_vm::types::PyStructSequence;
use rustpython_vm::{
    PyObjectRef, PyResult, TryFromObject, VirtualMachine, pyclass, pystruct_sequence,
    pystruct_sequence_data,
};

use super::Posix;
use super::argument::{PathArgument, PathArguments, Target, TargetArguments};
use crate::files::Status;

const FOLDER_BITS: u32 = 0o040_000;
const FILE_BITS: u32 = 0o100_000;

/// The bits of `access`.
const ACCESS: &[(&str, i32)] = &[("F_OK", 0), ("X_OK", 1), ("W_OK", 2), ("R_OK", 4)];

#[expect(clippy::struct_field_names, reason = "Python names them so")]
#[pystruct_sequence_data]
#[derive(Debug)]
pub(super) struct StatResultData {
    pub(super) st_mode: u32,
    pub(super) st_ino: u64,
    pub(super) st_dev: u64,
    pub(super) st_nlink: u64,
    pub(super) st_uid: u32,
    pub(super) st_gid: u32,
    pub(super) st_size: u64,
    #[pystruct_sequence(unnamed)]
    pub(super) st_atime_int: u64,
    #[pystruct_sequence(unnamed)]
    pub(super) st_mtime_int: u64,
    #[pystruct_sequence(unnamed)]
    pub(super) st_ctime_int: u64,
    #[pystruct_sequence(skip)]
    pub(super) st_atime: f64,
    #[pystruct_sequence(skip)]
    pub(super) st_mtime: f64,
    #[pystruct_sequence(skip)]
    pub(super) st_ctime: f64,
    #[pystruct_sequence(skip)]
    pub(super) st_atime_ns: u128,
    #[pystruct_sequence(skip)]
    pub(super) st_mtime_ns: u128,
    #[pystruct_sequence(skip)]
    pub(super) st_ctime_ns: u128,
    #[pystruct_sequence(skip)]
    pub(super) st_blksize: u64,
    #[pystruct_sequence(skip)]
    pub(super) st_blocks: u64,
}

/// `os.stat_result`.
#[pystruct_sequence(name = "stat_result", module = "os", data = "StatResultData")]
#[derive(Debug)]
pub(super) struct PyStatResult;

#[pyclass(with(PyStructSequence))]
impl PyStatResult {}

/// A status as Python gives it.
pub(super) fn result(status: &Status, vm: &VirtualMachine) -> PyObjectRef {
    let kind = if status.is_folder {
        FOLDER_BITS
    } else {
        FILE_BITS
    };
    let data = StatResultData {
        st_mode: kind | status.permissions,
        st_ino: status.number,
        st_dev: 1,
        st_nlink: 1,
        st_uid: 0,
        st_gid: 0,
        st_size: status.size,
        st_atime_int: status.accessed.as_secs(),
        st_mtime_int: status.modified.as_secs(),
        st_ctime_int: status.created.as_secs(),
        st_atime: status.accessed.as_secs_f64(),
        st_mtime: status.modified.as_secs_f64(),
        st_ctime: status.created.as_secs_f64(),
        st_atime_ns: status.accessed.as_nanos(),
        st_mtime_ns: status.modified.as_nanos(),
        st_ctime_ns: status.created.as_nanos(),
        st_blksize: 4096,
        st_blocks: status.size.div_ceil(512),
    };
    PyStatResult::from_data(data, vm).into()
}

#[derive(FromArgs)]
struct AccessArguments {
    #[pyarg(any)]
    path: PathArgument,
    #[pyarg(any)]
    #[expect(dead_code, reason = "permissions are kept, not enforced")]
    mode: u32,
    #[pyarg(named, default)]
    #[expect(dead_code, reason = "there is one user")]
    effective_ids: bool,
    #[pyarg(named, default = true)]
    #[expect(dead_code, reason = "there are no links that could be followed")]
    follow_symlinks: bool,
}

#[derive(FromArgs)]
struct ModeArguments {
    #[pyarg(any)]
    path: PathArgument,
    #[pyarg(any)]
    mode: u32,
    #[pyarg(named, default = true)]
    #[expect(dead_code, reason = "there are no links that could be followed")]
    follow_symlinks: bool,
}

/// A tuple of two.
struct Pair<T>(T, T);

impl<T: TryFromObject> TryFromObject for Pair<T> {
    fn try_from_object(vm: &VirtualMachine, given: PyObjectRef) -> PyResult<Self> {
        let wrong =
            || vm.new_type_error("utime: 'times' must be either a tuple of two ints or None");
        let tuple = given.downcast_ref::<PyTuple>().ok_or_else(wrong)?;
        match tuple.as_slice() {
            [first, second] => Ok(Self(
                T::try_from_object(vm, first.clone())?,
                T::try_from_object(vm, second.clone())?,
            )),
            _ => Err(wrong()),
        }
    }
}

#[derive(FromArgs)]
struct UtimeArguments {
    #[pyarg(any)]
    path: PathArgument,
    #[pyarg(any, default)]
    times: Option<Pair<ArgIntoFloat>>,
    #[pyarg(named, default)]
    ns: Option<Pair<u64>>,
    #[pyarg(named, default = true)]
    #[expect(dead_code, reason = "there are no links that could be followed")]
    follow_symlinks: bool,
}

/// Adds the functions about the status of files.
pub(super) fn add_to(posix: &Posix<'_>) -> PyResult<()> {
    posix.numbers(ACCESS)?;
    posix.value("stat_result", PyStatResult::static_type().to_owned())?;

    let files = Rc::clone(&posix.machine.files);
    posix.function("stat", move |args: TargetArguments, vm: &VirtualMachine| {
        args.options.check(vm)?;
        Ok::<_, rustpython_vm::builtins::PyBaseExceptionRef>(result(
            &args.path.status(&files, vm)?,
            vm,
        ))
    })?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "lstat",
        move |args: PathArguments, vm: &VirtualMachine| -> PyResult {
            args.options.check(vm)?;
            Ok(result(&args.path.act(vm, |path| files.status(path))?, vm))
        },
    )?;
    let files = Rc::clone(&posix.machine.files);
    posix.function("fstat", move |fd: i32, vm: &VirtualMachine| -> PyResult {
        Ok(result(&Target::Open(fd).status(&files, vm)?, vm))
    })?;
    let files = Rc::clone(&posix.machine.files);
    posix.function("access", move |args: AccessArguments| {
        files.status(&args.path.text).is_ok()
    })?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "chmod",
        move |args: ModeArguments, vm: &VirtualMachine| -> PyResult<()> {
            args.path
                .act(vm, |path| files.set_permissions(path, args.mode))
        },
    )?;
    let machine = Rc::clone(posix.machine);
    posix.function(
        "utime",
        move |args: UtimeArguments, vm: &VirtualMachine| -> PyResult<()> {
            let (accessed, modified) = match (args.times, args.ns) {
                (Some(Pair(accessed, modified)), _) => (
                    Duration::from_secs_f64(accessed.into_float().max(0.0)),
                    Duration::from_secs_f64(modified.into_float().max(0.0)),
                ),
                (None, Some(Pair(accessed, modified))) => (
                    Duration::from_nanos(accessed),
                    Duration::from_nanos(modified),
                ),
                (None, None) => (machine.world.now(), machine.world.now()),
            };
            args.path
                .act(vm, |path| machine.files.set_times(path, accessed, modified))
        },
    )
}
