//! Open files by their numbers.

use std::rc::Rc;

use rustpython_vm::FromArgs;
use rustpython_vm::function::ArgBytesLike;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::Posix;
use super::argument::{PathArgument, PathOptions, Target};
use crate::files::{FileError, FileSystem, OpenOptions, Whence};
use crate::world::Stream;

const WRITE_ONLY: i32 = 0o1;
const READ_WRITE: i32 = 0o2;
const CREATE: i32 = 0o100;
const EXCLUSIVE: i32 = 0o200;
const TRUNCATE: i32 = 0o1000;
const APPEND: i32 = 0o2000;
const DIRECTORY: i32 = 0o200_000;

/// The numbers that Linux gives them.
const NUMBERS: &[(&str, i32)] = &[
    ("O_RDONLY", 0),
    ("O_WRONLY", WRITE_ONLY),
    ("O_RDWR", READ_WRITE),
    ("O_ACCMODE", 0o3),
    ("O_CREAT", CREATE),
    ("O_EXCL", EXCLUSIVE),
    ("O_NOCTTY", 0o400),
    ("O_TRUNC", TRUNCATE),
    ("O_APPEND", APPEND),
    ("O_NONBLOCK", 0o4000),
    ("O_NDELAY", 0o4000),
    ("O_SYNC", 0o4_010_000),
    ("O_DIRECTORY", DIRECTORY),
    ("O_NOFOLLOW", 0o400_000),
    ("O_CLOEXEC", 0o2_000_000),
];

impl OpenOptions {
    /// What the bits given to `os.open` ask for.
    fn from_bits(bits: i32) -> Self {
        let has = |bit| bits & bit != 0;
        let write = has(WRITE_ONLY) || has(READ_WRITE);
        Self {
            read: !has(WRITE_ONLY),
            write,
            append: has(APPEND),
            create: has(CREATE),
            create_new: has(CREATE) && has(EXCLUSIVE),
            truncate: has(TRUNCATE),
            folder: has(DIRECTORY),
        }
    }
}

#[derive(FromArgs)]
struct OpenArguments {
    #[pyarg(any)]
    path: PathArgument,
    #[pyarg(any)]
    flags: i32,
    #[pyarg(any, default = 0o777)]
    #[expect(dead_code, reason = "permissions are not enforced")]
    mode: u32,
    #[pyarg(flatten)]
    options: PathOptions,
}

/// Adds the functions.
pub(super) fn add_to(posix: &Posix<'_>) -> PyResult<()> {
    posix.numbers(NUMBERS)?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "open",
        move |args: OpenArguments, vm: &VirtualMachine| -> PyResult<i32> {
            args.options.check(vm)?;
            args.path.act(vm, |path| {
                files.open(path, OpenOptions::from_bits(args.flags))
            })
        },
    )?;
    on_number(posix, "close", FileSystem::close)?;
    on_number(posix, "dup", FileSystem::duplicate)?;
    for name in ["fsync", "fdatasync"] {
        on_number(posix, name, |files, number| {
            files.status_open(number)?;
            files.sync()
        })?;
    }
    posix.function("isatty", |_fd: i32| false)?;
    posix.function("get_inheritable", |_fd: i32| false)?;
    posix.function("set_inheritable", |_fd: i32, _inheritable: bool| {})?;
    posix.function("get_blocking", |_fd: i32| true)?;
    reading_and_writing(posix)?;
    positions(posix)
}

fn on_number<T: rustpython_vm::convert::ToPyObject + 'static>(
    posix: &Posix<'_>,
    name: &'static str,
    act: fn(&FileSystem, i32) -> Result<T, FileError>,
) -> PyResult<()> {
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        name,
        move |fd: i32, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
            let done = act(&files, fd).map_err(|error| error.exception(&[], vm))?;
            Ok(done.to_pyobject(vm))
        },
    )
}

fn reading_and_writing(posix: &Posix<'_>) -> PyResult<()> {
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "read",
        move |fd: i32, length: usize, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
            let bytes = files
                .read_open(fd, length)
                .map_err(|error| error.exception(&[], vm))?;
            Ok(vm.ctx.new_bytes(bytes).into())
        },
    )?;
    let machine = Rc::clone(posix.machine);
    posix.function(
        "write",
        move |fd: i32, data: ArgBytesLike, vm: &VirtualMachine| -> PyResult<usize> {
            let bytes = data.borrow_buf();
            let stream = match fd {
                1 => Some(Stream::Out),
                2 => Some(Stream::Err),
                _ => None,
            };
            if let Some(stream) = stream {
                machine
                    .world
                    .print(stream, &String::from_utf8_lossy(&bytes));
                return Ok(bytes.len());
            }
            machine
                .files
                .write_open(fd, &bytes)
                .map_err(|error| error.exception(&[], vm))
        },
    )
}

fn positions(posix: &Posix<'_>) -> PyResult<()> {
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "lseek",
        move |fd: i32, position: i64, whence: i32, vm: &VirtualMachine| -> PyResult<u64> {
            let whence = match whence {
                0 => Ok(Whence::Start),
                1 => Ok(Whence::Position),
                2 => Ok(Whence::End),
                _ => Err(FileError::Invalid),
            };
            whence
                .and_then(|whence| files.seek(fd, position, whence))
                .map_err(|error| error.exception(&[], vm))
        },
    )?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "ftruncate",
        move |fd: i32, length: u64, vm: &VirtualMachine| -> PyResult<()> {
            files
                .truncate(fd, length)
                .map_err(|error| error.exception(&[], vm))
        },
    )?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "truncate",
        move |target: Target, length: u64, vm: &VirtualMachine| -> PyResult<()> {
            match target {
                Target::Open(number) => files
                    .truncate(number, length)
                    .map_err(|error| error.exception(&[], vm)),
                Target::Path(path) => path.act(vm, |path| {
                    let options = OpenOptions {
                        write: true,
                        ..OpenOptions::default()
                    };
                    let number = files.open(path, options)?;
                    let cut = files.truncate(number, length);
                    files.close(number)?;
                    cut
                }),
            }
        },
    )
}
